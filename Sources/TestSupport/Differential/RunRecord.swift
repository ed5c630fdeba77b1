/// All that a run of a program shows: two implementations agree on a program when their records are equal.
public struct RunRecord: Equatable, Sendable, CustomStringConvertible {
  /// What it printed.
  public var printed = ""
  /// The calls of its host, with their arguments and answers, in order.
  public var calls: [String] = []
  /// How it ended: by itself, by a failure or by a fault, with the lines of the calls in force.
  public var end = ""
  /// The memory cells as the end left them.
  public var memory: [String] = []

  public init() {}

  public var description: String {
    "printed:\n\(printed)calls:\n" + calls.map { "  \($0)\n" }.joined() + "end: \(end)\nmemory:\n"
      + memory.map { "  \($0)\n" }.joined()
  }
}

/// What came of running a program in one implementation.
public enum RunResult: Equatable, Sendable {
  case ended(RunRecord)
  /// It met a limit, which the implementations have in different places: no verdict.
  case exhausted
  /// The implementation found itself to be wrong.
  case broken(String)
}
