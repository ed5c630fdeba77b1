import SkillCompiler
import SkillDiagnostics
import SkillSemantics

/// How a session goes.
public struct SessionOptions: Sendable {
  /// Hold for each turn anew.
  public var limits: ExecutionLimits
  /// Whether the value of an expression that stands as a statement is printed, as at Python's prompt.
  public var echoesValues: Bool
  public var lints: Set<DiagnosticCode>
  /// How many turns can be taken back at most.
  public var undoLimit: Int

  public init(
    limits: ExecutionLimits = ExecutionLimits(), echoesValues: Bool = false, lints: Set<DiagnosticCode> = [],
    undoLimit: Int = 100
  ) {
    self.limits = limits
    self.echoesValues = echoesValues
    self.lints = lints
    self.undoLimit = undoLimit
  }
}

/// Why a turn cannot begin or go on: never a mistake that a diagnostic shows.
public enum SessionError: Error, Sendable {
  /// The turn before has not ended.
  case isRunning
  /// A turn has called `done()`.
  case isDone
  /// The world or the controller broke down in the turn before.
  case isBroken
  /// The turn calls a function of the robot, and there is none.
  case needsRobot(String)
  /// The turn does not fit the bytecode.
  case capacity(CapacityError)
  case execution(ExecutionError)

  /// One sentence for a person.
  public var message: String {
    switch self {
    case .isRunning: "internal error: a turn began before the last one had ended"
    case .isDone: "the task was declared finished by done(): no turn can follow"
    case .isBroken: "the last turn broke the simulation: no turn can follow"
    case .needsRobot(let function): "'\(function)' takes a robot, and there is none here"
    case .capacity(let error):
      "the turn does not fit the bytecode: \(error.function.isEmpty ? "it" : "'\(error.function)'") is too long"
    case .execution(let error): error.message
    }
  }
}
