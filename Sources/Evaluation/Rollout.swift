import OracleSkills
import RobotInterface
import SkillBytecode
import SkillRuntime
import Tabletop

/// What executes the skills.
public enum Control: String, CaseIterable, Hashable, Sendable {
  /// The scripted policy, which reads the simulator's state.
  case oracle

  /// A policy that asks for actions as a world with these options reads them.
  public func policy(for options: PhysicsOptions) -> any SkillPolicy {
    switch self {
    case .oracle: Oracle(mode: options.actionMode)
    }
  }
}

/// One program executed on one scene, to the end: the program's, and then a second in which the arm stands still and
/// the task may notice that it is solved.
public struct Rollout {
  public let world: Tabletop
  public private(set) var execution: Execution
  /// How the program ended; nil while it runs.
  public private(set) var end: ExecutionEnd?

  /// Control steps for which a solved task must stay solved after the program's end.
  public static let holdSteps = 25

  /// An execution for a debugger: its answers to queries are events.
  public static func execution(
    _ module: Module, in world: Tabletop, control: Control
  ) throws(ExecutionError) -> Execution {
    try Execution(module, world: world, policy: control.policy(for: world.options), reportsAnswers: true)
  }

  public init(
    _ module: Module, in world: Tabletop, control: Control = .oracle, limits: ExecutionLimits = ExecutionLimits()
  ) throws(ExecutionError) {
    self.world = world
    execution = try Execution(module, world: world, policy: control.policy(for: world.options), limits: limits)
  }

  /// Goes on from what `Execution.savedState` gave, bit for bit. Throws, and changes nothing, for bytes that are not a
  /// state of this rollout's program, scene and controller.
  public mutating func restore(_ state: [UInt8]) throws(StateError) { try execution.restore(state) }

  /// Goes on to the next event; nil after `.ended`. The program's end is reported after the arm has stood still.
  public mutating func next() throws(ExecutionError) -> ExecutionEvent? {
    let event = try execution.next()
    if case .ended(let end)? = event {
      self.end = end
      do { try world.standStill(steps: Self.holdSteps) } catch { throw .world(error) }
    }
    return event
  }

  /// The task as the rollout leaves it.
  public var outcome: Outcome {
    Outcome(end: end, status: world.status, time: world.observe().time, digest: world.digest)
  }

  public struct Outcome: Hashable, Sendable {
    public let end: ExecutionEnd?
    public let status: TaskStatus
    /// Simulated seconds.
    public let time: Double
    /// Of the world's whole state.
    public let digest: UInt64

    /// Whether the program ran to its end and the task was solved, by the published rule: at any moment.
    public var isSuccess: Bool {
      guard case .finished = end else { return false }
      return status.succeededOnce
    }
  }
}

extension Rollout {
  /// How the task stands when the program ends now and the arm has stood still; the world is left as it is.
  public static func verdict(on world: Tabletop) throws(ExecutionError) -> TaskStatus {
    let state = world.saveState()
    do throws(WorldError) { try world.standStill(steps: holdSteps) } catch { throw .world(error) }
    let status = world.status
    do throws(TabletopError) { try world.restore(state) } catch { throw .internal(error.description) }
    return status
  }
}

extension Tabletop {
  /// Lets control steps pass in which the arm stays where it is, and holds what it holds.
  public func standStill(steps: Int) throws(WorldError) {
    let vacuum: Double = heldActor() == nil ? -1 : 1
    for _ in 0..<steps { try step(Action(translation: .zero, rotation: .zero, vacuum: vacuum)) }
  }
}
