import Geometry
import RobotInterface

/// How often a skill tries again before it fails.
public struct RetryLimits: Hashable, Sendable {
  /// Attempts to grasp in all, and to come near the actor.
  public var grasps: Int
  /// Times that a dropped or misplaced actor is fetched again.
  public var drops: Int
  /// Times that a motion which got stuck is planned anew.
  public var motions: Int

  public init(grasps: Int = 3, drops: Int = 2, motions: Int = 2) {
    self.grasps = grasps
    self.drops = drops
    self.motions = motions
  }
}

/// One skill call on its way: expands it into primitives one after the other, each planned from what is seen when it
/// begins, tries again within limits, and ends by the skill's own condition.
///
/// A value: copying it copies all that is known about the call.
public struct SkillExecution: Hashable, Sendable {
  /// What is to be done next.
  public enum Step: Hashable, Sendable {
    /// Go on with the primitive; `number` counts the primitives of this call.
    case run(Primitive, number: Int)
    case ended(SkillOutcome)
  }

  public let goal: SkillGoal
  public let scene: SceneDescription
  let planner: MotionPlanner
  let limits: RetryLimits
  /// The rotation to keep of the actor that is put somewhere.
  let ownRotation: Quat
  /// Why the goal cannot even be tried.
  private let flaw: SkillFailure?
  private var monitor: PrimitiveMonitor?
  private(set) var number = 0
  /// The primitive that reached its end last; nil at the start and after a setback.
  var finished: Primitive?
  /// Where the actor was let go.
  var released: Placement?
  private var grasps = 0
  private var drops = 0
  private var motions = 0
  /// Times that the actor was still moving when it was to be picked.
  var settles = 0

  public init(
    _ goal: SkillGoal, in scene: SceneDescription, observation: Observation, planner: MotionPlanner = MotionPlanner(),
    limits: RetryLimits = RetryLimits()
  ) {
    self.goal = goal
    self.scene = scene
    self.planner = planner
    self.limits = limits
    flaw = goal.flaw(in: scene)
    if case .put(let actor, _, _, _) = goal, flaw == nil {
      ownRotation = observation[actor].pose.q
    } else {
      ownRotation = .identity
    }
  }

  /// The primitive in force.
  public var primitive: Primitive? { monitor?.primitive }

  /// Takes in the next observation of the world. Plans where a primitive begins (some milliseconds at most), otherwise
  /// costs next to nothing.
  public mutating func advance(_ observation: Observation) -> Step {
    if let flaw { return .ended(.failure(flaw)) }
    do {
      if var current = monitor {
        let verdict = current.judge(observation)
        monitor = current
        switch verdict {
        case .running: return .run(current.primitive, number: number)
        case .reached:
          finished = current.primitive
          if case .placeAndRelease(let place) = current.primitive { released = place.placement }
        case .failed(let setback): try recover(from: setback, in: current.primitive, observation)
        }
      }
      guard let next = try nextPrimitive(Surroundings(scene: scene, observation: observation)) else {
        return .ended(.success)
      }
      number += 1
      monitor = PrimitiveMonitor(next, at: observation)
      return .run(next, number: number)
    } catch {
      return .ended(.failure(error))
    }
  }

  /// Counts the setback, and throws when it was one too many.
  private mutating func recover(
    from setback: Setback, in primitive: Primitive, _ observation: Observation
  ) throws(SkillFailure) {
    finished = nil
    let name = primitive.actor.map { "'\(scene[$0].name)'" } ?? "the tool"
    switch setback {
    case .notGrasped, .moved:
      grasps += 1
      guard grasps >= limits.grasps else { return }
      let cause = setback == .moved ? "it moved while the tool came near" : "the cups found no hold on it"
      throw SkillFailure(.notGrasped, "\(name) was not grasped in \(grasps) attempts: \(cause)")
    case .dropped:
      try countDrop("\(name) was lost on the way\(lossPlace(of: primitive.actor, observation))")
    case .stuck:
      motions += 1
      guard motions > limits.motions else { return }
      throw SkillFailure(.blocked, "the arm pushed against something during \(primitive.name.rawValue) and gave up")
    case .restless:
      throw SkillFailure(.timeout, "\(name) was set down and let go, but does not come to rest")
    case .timeout:
      throw SkillFailure(.timeout, "\(primitive.name.rawValue) of \(name) took longer than it may")
    }
  }

  /// Counts an actor that has to be fetched again, and throws when that was once too often.
  mutating func countDrop(_ message: String) throws(SkillFailure) {
    drops += 1
    finished = nil
    released = nil
    switch goal {
    case .put, .hold: if drops <= limits.drops { return }
    case .move, .wait: break
    }
    throw SkillFailure(.dropped, message)
  }

  private func lossPlace(of actor: ActorID?, _ observation: Observation) -> String {
    guard let actor else { return "" }
    return observation[actor].pose.p.z < -0.05 ? " and fell off the table" : ""
  }
}
