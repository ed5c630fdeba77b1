import Tabletop

/// Writes random programs that check without errors, of every construct of the language. They end by themselves, and
/// mostly well: loops and calls are bounded, most divisors are not zero, most indices are in range.
public final class ProgramGenerator {
  /// What the programs are written in.
  public enum Dialect: Sendable {
    /// The whole language.
    case whole
    /// What means the same in Python, and runs there.
    case shared
  }

  var random: SeededRandom
  let dialect: Dialect
  var lines: [String] = []
  var indentation = 0
  /// Statements that may still be written.
  var budget: Int
  /// The variables that are set where the text ends, the innermost block's last.
  var scopes: [[Variable]] = [[]]
  var functions: [Function] = []
  /// Functions that order a value's kind: for `key=`.
  var keys: [(name: String, parameter: Kind)] = []
  var place = Surroundings()
  private var names: [String: Int] = [:]

  struct Variable {
    var name: String
    var kind: Kind
    var isAssignable = true
  }

  struct Function {
    var name: String
    var parameters: [Parameter]
    /// Nil for one without a value.
    var result: Kind?
    /// Whether a call may move the robot.
    var movesRobot: Bool

    struct Parameter {
      var name: String
      var kind: Kind
      var defaultValue: String?
    }
  }

  /// What stands around the statement that is written next.
  struct Surroundings {
    var loops = 0
    /// Loops that `break` may leave from here.
    var canBreak = false
    /// The function's result; nil outside functions and in those without a value.
    var result: Kind?
    var isInFunction = false
    var isInFinally = false
    /// Inside a contract or a field of an f-string: nothing that calls, or quotes in the way.
    var isQuoted = false
    var callsNothing = false
    /// Whether the function that is written called a skill.
    var movesRobot = false
    /// The names of failures that handlers caught.
    var failures: [String] = []
  }

  private init(seed: UInt64, _ dialect: Dialect) {
    random = SeededRandom(seed: seed).split("program")
    self.dialect = dialect
    budget = 14
    budget += index(22)
  }

  /// The program of this seed. Cost: some tens of microseconds.
  public static func program(seed: UInt64, _ dialect: Dialect = .whole) -> String {
    ProgramGenerator(seed: seed, dialect).program()
  }

  private func program() -> String {
    let globals = (0..<index(3)).map { _ in Variable(name: fresh("g"), kind: plainKind()) }
    let initial = globals.map { "\($0.name) = \(literal($0.kind))" }
    scopes = [globals]
    var cells: [String] = []
    if isWhole {
      cells = (0..<index(4)).map { _ in
        let kind = chance(3) ? containerKind() : plainKind()
        let name = fresh("cell")
        defer { scopes[0].append(Variable(name: name, kind: kind)) }
        return "memory \(name): \(kind.annotation) = \(kind.isContainer ? literal(kind) : expression(kind, 1))"
      }
    }
    // A function sees them as they are, but only cells may be set in one.
    let visible = scopes[0]
    scopes[0] = visible.map { Variable(name: $0.name, kind: $0.kind, isAssignable: $0.name.hasPrefix("cell")) }
    for _ in 0..<(1 + index(4)) { writeFunction() }
    let definitions = lines
    lines = initial + cells
    scopes[0] = visible
    place = Surroundings()
    if isWhole { prepareRobot() }
    while budget > 0 { statement() }
    for variable in scopes[0] { line("print(\(text("\(variable.name) =")), \(variable.name))") }
    let comesFirst = !isWhole || chance(2)
    return (comesFirst ? definitions + lines : lines + definitions).map { $0 + "\n" }.joined()
  }

  var isWhole: Bool { dialect == .whole }

  // MARK: Choices

  /// 0 ..< `count`.
  func index(_ count: Int) -> Int { random.index(below: count) }

  /// Once in `count` times.
  func chance(_ count: Int) -> Bool { index(count) == 0 }

  func pick<Element>(_ elements: [Element]) -> Element { elements[index(elements.count)] }

  func fresh(_ stem: String) -> String {
    names[stem, default: 0] += 1
    return "\(stem)\(names[stem, default: 0])"
  }

  func plainKind() -> Kind {
    if isWhole, chance(5) { return pick([.length, .angle, .duration, .vec3, .pose]) }
    return pick([.int, .int, .int, .float, .bool, .text, .text])
  }

  func keyKind() -> Kind { pick([.int, .text, .text, .bool, .tuple([.int, .text])]) }

  func containerKind() -> Kind {
    switch index(6) {
    case 0, 1: .list(.int)
    case 2:
      .list(pick([.text, .float, .bool, .list(.int), .tuple([.text, .int])] + (isWhole ? [.length, .pose] : [])))
    case 3: .dictionary(.text, .int)
    default: .dictionary(keyKind(), pick([.int, .text, .list(.int), .float] + (isWhole ? [.pose, .duration] : [])))
    }
  }

  func anyKind() -> Kind {
    switch index(10) {
    case 0...4: plainKind()
    case 5...7: containerKind()
    case 8: .tuple([plainKind(), plainKind()])
    default: .optional(pick([.int, .text, .float]))
    }
  }

  /// A variable of this kind that is set here.
  func variable(_ kind: Kind, assignable: Bool = false) -> String? {
    let known = visible.filter { $0.kind == kind && ($0.isAssignable || !assignable) }
    return known.isEmpty ? nil : pick(known).name
  }

  /// Of variables with one name the innermost.
  var visible: [Variable] {
    var result: [Variable] = []
    for variable in scopes.reversed().flatMap({ $0.reversed() })
    where !result.contains(where: { $0.name == variable.name }) { result.append(variable) }
    return result
  }

  // MARK: Text

  func line(_ text: String) { lines.append(String(repeating: "    ", count: indentation) + text) }

  func text(_ string: String) -> String { "'\(string)'" }

  /// Writes a block under a header that stands already.
  func block(_ variables: [Variable] = [], _ body: () -> Void) {
    let start = lines.count
    indentation += 1
    scopes.append(variables)
    body()
    if lines.count == start { line("pass") }
    scopes.removeLast()
    indentation -= 1
  }

  /// A few statements under a header.
  func block(_ variables: [Variable] = []) {
    block(variables) { for _ in 0..<(1 + index(3)) { statement() } }
  }
}

extension Kind {
  var isContainer: Bool {
    switch self {
    case .list, .dictionary: true
    default: false
    }
  }
}
