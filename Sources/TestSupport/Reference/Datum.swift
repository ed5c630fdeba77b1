import SkillMachine
import SkillSemantics

/// A value of a program that the reference evaluator runs. What it leaves open, the types of the tree say: a number is a
/// float or a quantity, numbers are a Vec3, a Quat or a Pose. An optional is `none` or the value itself.
indirect enum Datum {
  case none
  case bool(Bool)
  case int(Int64)
  case number(Double)
  case numbers([Double])
  case text([Unicode.Scalar])
  case actor(Int)
  case failure(CaughtFailure)
  case list(List)
  case dictionary(Dictionary)
  case tuple([Datum])
  case function(FunctionID)

  /// A list: whoever has it sees what others do to it.
  final class List {
    var elements: [Datum]
    init(_ elements: [Datum]) { self.elements = elements }
  }

  /// A dictionary: entries in the order in which their keys came, looked through one by one.
  final class Dictionary {
    var entries: [(key: Datum, value: Datum)] = []

    func index(of key: Datum) -> Int? { entries.firstIndex { areEqual($0.key, key) } }

    func set(_ key: Datum, _ value: Datum) {
      if let index = index(of: key) { entries[index].value = value } else { entries.append((key, value)) }
    }
  }
}

extension Datum {
  static func text(_ string: String) -> Datum { .text(Array(string.unicodeScalars)) }

  static func list(_ elements: [Datum]) -> Datum { .list(List(elements)) }

  // The checker promises the type; a tree that breaks the promise is a bug of ours.

  func bool() throws -> Bool {
    guard case .bool(let value) = self else { throw mismatch("a bool") }
    return value
  }

  func int() throws -> Int64 {
    guard case .int(let value) = self else { throw mismatch("an int") }
    return value
  }

  func number() throws -> Double {
    guard case .number(let value) = self else { throw mismatch("a number") }
    return value
  }

  func numbers() throws -> [Double] {
    guard case .numbers(let value) = self else { throw mismatch("numbers") }
    return value
  }

  func text() throws -> [Unicode.Scalar] {
    guard case .text(let value) = self else { throw mismatch("a text") }
    return value
  }

  func string() throws -> String { try String(text()) }

  func failure() throws -> CaughtFailure {
    guard case .failure(let value) = self else { throw mismatch("a failure") }
    return value
  }

  func list() throws -> List {
    guard case .list(let value) = self else { throw mismatch("a list") }
    return value
  }

  func dictionary() throws -> Dictionary {
    guard case .dictionary(let value) = self else { throw mismatch("a dict") }
    return value
  }

  func tuple() throws -> [Datum] {
    guard case .tuple(let value) = self else { throw mismatch("a tuple") }
    return value
  }

  var isNone: Bool { if case .none = self { true } else { false } }

  private func mismatch(_ wanted: String) -> Thrown { .broken("this is not \(wanted): \(self)") }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}

/// What leaves a statement other than by its end.
enum Thrown: Error {
  case failure(CaughtFailure, [Place])
  /// The `within` block at this index among those in force ran out of time.
  case expiry(Int, CaughtFailure, [Place])
  /// What the program must not do.
  case fault(String, [Place])
  case done
  /// The program takes more than the evaluator has patience for: no verdict.
  case exhausted
  /// The tree is not what the checker promises.
  case broken(String)
}

/// A call in force and the line that it is at.
struct Place: CustomStringConvertible {
  var function: String
  var line: Int

  var description: String { "\(function):\(line)" }
}
