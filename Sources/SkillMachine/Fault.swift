import SkillBytecode

/// What ends a program that did something it must not: never catchable. `finally` blocks still run.
public enum Fault: Error, Hashable, Sendable {
  /// An integer left the 64-bit range.
  case integerOverflow
  case divisionByZero
  case indexOutOfRange(index: Int, count: Int)
  /// No such key, as the language prints it; the memory cell whose dictionary lacks it, if it is one's.
  case keyMissing(String, cell: String? = nil)
  /// A value that an operation does not accept; the payload says which and why.
  case value(String)
  /// A variable was read before it was set.
  case notSet(String)
  /// A dictionary or list changed its size while a loop went over it.
  case changedDuringIteration
  case assertion(String)
  case precondition(String)
  case postcondition(String)
  case stepLimit(Int)
  case depthLimit(Int)
  /// Bytes of live values.
  case heapLimit(Int)
  /// Bytes of one string.
  case textLimit(Int)
  /// Elements of one list or dictionary.
  case sizeLimit(Int)
  /// Bytes that the program prints.
  case outputLimit(Int)
  /// The machine or the compiler is wrong, not the program.
  case `internal`(String)

  /// One sentence without a full stop: what happened.
  public var message: String {
    switch self {
    case .integerOverflow: "the result does not fit a 64-bit integer"
    case .divisionByZero: "division by zero"
    case .indexOutOfRange(let index, let count):
      "index \(index) is out of range: there \(count == 1 ? "is 1 element" : "are \(count) elements")"
    case .keyMissing(let key, let cell): cell.map { "nothing is stored in \($0)[\(key)]" } ?? "there is no key \(key)"
    case .value(let reason): reason
    case .notSet(let name): "'\(name)' is read before it is set"
    case .changedDuringIteration: "a container changed its size while a loop went over it"
    case .assertion(let message): message.isEmpty ? "the assertion does not hold" : message
    case .precondition(let text): "the caller broke the contract: requires \(text)"
    case .postcondition(let text): "the function broke its contract: ensures \(text)"
    case .stepLimit(let limit): "the program took more than \(limit) steps"
    case .depthLimit(let limit): "calls are nested more than \(limit) deep"
    case .heapLimit(let limit): "the program's values take more than \(limit) bytes"
    case .textLimit(let limit): "a text would take more than \(limit) bytes"
    case .sizeLimit(let limit): "a list or dict would have more than \(limit) elements"
    case .outputLimit(let limit): "the program prints more than \(limit) bytes"
    case .internal(let reason): "internal error: \(reason)"
    }
  }
}

/// A failure that a program can catch: of a skill, of a query, or its own `fail`.
public struct CaughtFailure: Hashable, Sendable {
  /// The skill or function that failed.
  public var skill: String
  /// One of the language's closed set of reasons, such as `not_grasped`.
  public var reason: String
  /// One sentence for a person.
  public var message: String

  public init(skill: String, reason: String, message: String) {
    self.skill = skill
    self.reason = reason
    self.message = message
  }

  /// The reason of an expired deadline.
  static let timeout = "timeout"
}

/// How a program ended that did not finish.
public struct RuntimeFailure: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// A failure that nothing caught.
    case failure(CaughtFailure)
    case fault(Fault)
  }

  public let cause: Cause
  /// The calls in force, innermost first.
  public let trace: [SourceLocation]

  public init(cause: Cause, trace: [SourceLocation]) {
    self.cause = cause
    self.trace = trace
  }
}
