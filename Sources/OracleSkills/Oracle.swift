import Geometry
import RobotInterface
import SkillPrimitives

/// The scripted skill policy: it reads the world's state as it is and follows planned ways.
///
/// A value without references: copying it saves all there is to an unfinished call, and the copy goes on in the same
/// way, bit for bit. A step costs some microseconds, one that plans some milliseconds at most.
public struct Oracle: SkillPolicy, Hashable, Sendable {
  private let planner: MotionPlanner
  private let limits: RetryLimits
  private let mode: ActionMode
  private var state = State.idle

  private enum State: Hashable {
    case idle
    case ended(SkillOutcome)
    case running(SkillExecution, ScriptedController?)
    case unsupported(SkillCall.Name)
  }

  /// - Parameter mode: How the world reads actions.
  public init(
    mode: ActionMode = ActionMode(), planner: MotionPlanner = MotionPlanner(), limits: RetryLimits = RetryLimits()
  ) {
    self.mode = mode
    self.planner = planner
    self.limits = limits
  }

  public var name: String { "oracle" }

  public var skills: Set<SkillCall.Name> { SkillGoal.skills }

  /// The primitive in force; nil before the first call.
  public var primitive: Primitive? {
    if case .running(let execution, _) = state { execution.primitive } else { nil }
  }

  public mutating func begin(
    _ call: SkillCall, in scene: SceneDescription, memory: MemoryView, observation: Observation
  ) {
    guard let goal = SkillGoal(call) else {
      state = .unsupported(call.name)
      return
    }
    let execution = SkillExecution(goal, in: scene, observation: observation, planner: planner, limits: limits)
    state = .running(execution, nil)
  }

  public mutating func act(_ observation: Observation) -> PolicyStep {
    switch state {
    case .idle:
      return .ended(.success)
    case .ended(let outcome):
      return .ended(outcome)
    case .unsupported(let skill):
      let message = "\(skill.rawValue) is not among the skills of this policy"
      return .ended(.failure(SkillFailure(.rejectedByProgram, message)))
    case .running(var execution, let previous):
      // Let go of the state while its parts change, so that they are changed in place.
      state = .idle
      switch execution.advance(observation) {
      case .ended(let outcome):
        state = .ended(outcome)
        return .ended(outcome)
      case .run(let primitive, let number):
        var controller =
          previous.flatMap { $0.number == number ? $0 : nil }
          ?? ScriptedController(primitive, number: number, at: observation)
        let command = controller.command(observation)
        state = .running(execution, controller)
        return .act(Action(to: command.target, after: observation, vacuum: command.vacuum, mode: mode))
      }
    }
  }
}
