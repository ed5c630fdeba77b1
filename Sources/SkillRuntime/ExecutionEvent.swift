import RobotInterface
import SkillMachine

/// What happened next in the execution of a program.
public enum ExecutionEvent: Hashable, Sendable {
  /// The program printed this, its line end included.
  case printed(String)
  /// A value went into the program's memory.
  case memoryStored(MemoryStore)
  /// A skill call is in force from now on; `statement` is where the program made it.
  case skillBegan(SkillCall, statement: SourceLocation)
  /// A statement begins. Only of a module that was compiled for a debugger.
  case statementBegan(SourceLocation)
  /// The world answered a question of the program. Only when asked for.
  case answered(query: String, Value?, statement: SourceLocation)
  /// The world went on by one control step of the call in force.
  case stepped(ControlStep)
  /// The call in force ended; `time` is simulated seconds.
  case skillEnded(SkillCall, SkillEnd, time: Double)
  /// Nothing follows.
  case ended(ExecutionEnd)
}

/// One control step: what was in force, what was asked of the arm, and what came of it.
public struct ControlStep: Hashable, Sendable {
  public let call: SkillCall
  public let action: Action
  /// After the step.
  public let observation: Observation
}

/// How a skill call ended.
public enum SkillEnd: Hashable, Sendable {
  case outcome(SkillOutcome)
  /// A `within` block ran out of time and stopped it.
  case expired
}

/// How the execution of a program ended.
public enum ExecutionEnd: Hashable, Sendable {
  /// The program ran to its end; `isDone` when it said so by `done()`.
  case finished(isDone: Bool)
  /// A failure that nothing caught, or a fault.
  case failed(RuntimeFailure)
  /// A limit of the host was reached; `trace` is where the program stood, innermost call first.
  case stopped(ExecutionLimit, trace: [SourceLocation])
}

/// A limit that the host sets, beside the machine's own.
public enum ExecutionLimit: Hashable, Sendable {
  /// Control steps of the episode.
  case controlSteps(Int)
  case skillCalls(Int)
  case queries(Int)
}

/// How far a program may go in the world.
public struct ExecutionLimits: Hashable, Sendable {
  /// Control steps of the episode; the benchmark's limit is 1000, which is 50 s at 20 Hz.
  public var controlSteps: Int
  public var skillCalls: Int
  /// Questions to the world, which take no simulated time.
  public var queries: Int
  public var machine: MachineLimits

  public init(
    controlSteps: Int = 1000, skillCalls: Int = 10_000, queries: Int = 100_000,
    machine: MachineLimits = MachineLimits()
  ) {
    self.controlSteps = controlSteps
    self.skillCalls = skillCalls
    self.queries = queries
    self.machine = machine
  }
}
