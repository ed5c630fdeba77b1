import Geometry
import RobotInterface

/// Watches one primitive, observation by observation, and says when it has ended.
///
/// An end counts when its condition has held for two observations in a row, so that a passing coincidence does not.
public struct PrimitiveMonitor: Hashable, Sendable {
  /// What an observation means for the primitive.
  public enum Verdict: Hashable, Sendable {
    case running
    case reached
    case failed(Setback)
  }

  public let primitive: Primitive
  private let startTime: Double
  private let timeLimit: Double
  private let nominalTime: Double
  private var framesReached = 0
  private var framesStuck = 0
  private var framesInContact = 0
  private var wasHeld: Bool
  private var releaseTime: Double?

  /// Observations in a row for which an end must hold.
  private static let framesToEnd = 2

  public init(_ primitive: Primitive, at observation: Observation) {
    self.primitive = primitive
    startTime = observation.time
    timeLimit = primitive.timeLimit
    nominalTime = primitive.path.map { TimedPath($0, limits: .transfer).duration } ?? 0
    wasHeld = observation.held != nil && observation.held == primitive.actor
  }

  /// Takes in the next observation of the world.
  public mutating func judge(_ observation: Observation) -> Verdict {
    let elapsed = observation.time - startTime
    if let setback = setback(observation) { return .failed(setback) }
    framesReached = isReached(observation, elapsed: elapsed) ? framesReached + 1 : 0
    if framesReached >= Self.framesToEnd { return .reached }
    return elapsed > timeLimit ? .failed(timeoutSetback) : .running
  }

  private var timeoutSetback: Setback {
    switch primitive {
    case .graspAndLift where !wasHeld: .notGrasped
    case .placeAndRelease where releaseTime != nil: .restless
    default: .timeout
    }
  }

  /// How near is near enough. A motion that ends in its time is held to millimetres; one that is pushed about, or
  /// cannot hold its load at full stretch, is near enough when the next primitive can make up for the rest.
  private func tolerance(_ elapsed: Double) -> (distance: Double, angle: Double, speed: Double) {
    switch elapsed - nominalTime {
    case ..<0.5: (0.005, 0.03, 0.05)
    case ..<1.5: (0.012, 0.06, 0.15)
    default: (0.025, 0.12, .infinity)
    }
  }

  private func isReached(_ observation: Observation, elapsed: Double) -> Bool {
    let tolerance = tolerance(elapsed)
    let isSlow = observation.tool.linearVelocity.norm < tolerance.speed
    func isNear(_ pose: Pose, _ goal: Pose) -> Bool {
      isSlow && pose.isNear(goal, distance: tolerance.distance, angle: tolerance.angle)
    }
    switch primitive {
    case .approach(let approach):
      return isNear(observation.tool.pose, approach.path.goal)
    case .graspAndLift(let grasp):
      return observation.held == grasp.actor && observation.tool.pose.p.z > grasp.lift.goal.p.z - 0.008
    case .transfer(let transfer):
      return isNear(observation[transfer.placement.actor].pose, transfer.above)
    case .placeAndRelease(let place):
      return observation.held == nil && observation[place.placement.actor].isStatic
    case .retreat(let retreat):
      return observation.tool.pose.p.z > retreat.path.goal.p.z - 0.01
    case .moveTo(let move):
      return isNear(observation.tool.pose, move.path.goal)
    case .hold(let hold):
      return elapsed >= hold.seconds - 1e-6
    }
  }

  private mutating func setback(_ observation: Observation) -> Setback? {
    if let loss = loss(observation) { return loss }
    let lag = (observation.toolTarget.p - observation.tool.pose.p).norm
    framesStuck = lag > 0.04 && observation.tool.linearVelocity.norm < 0.01 ? framesStuck + 1 : 0
    return framesStuck > 8 ? .stuck : nil
  }

  /// Whether hold of the actor, or the actor itself, was lost.
  private mutating func loss(_ observation: Observation) -> Setback? {
    switch primitive {
    case .approach(let approach):
      let actor = observation[approach.grasp.actor].pose
      return actor.isNear(approach.actorPose, distance: 0.012, angle: 0.15) ? nil : .moved
    case .graspAndLift(let grasp):
      if observation.held == grasp.actor {
        wasHeld = true
        return nil
      }
      if wasHeld { return .dropped }
      let offset = observation.tool.pose.p - grasp.contact.p
      framesInContact = offset.norm2d < 0.01 && offset.z < 0.003 ? framesInContact + 1 : 0
      return framesInContact > 12 ? .notGrasped : nil
    case .transfer(let transfer):
      return observation.held == transfer.placement.actor ? nil : .dropped
    case .placeAndRelease(let place):
      guard observation.held == nil, releaseTime == nil else { return nil }
      releaseTime = observation.time
      let height = observation[place.placement.actor].pose.p.z - place.placement.pose.p.z
      return height > 0.015 ? .dropped : nil
    case .moveTo(let move):
      return observation.held == move.load ? nil : .dropped
    case .hold(let hold):
      return observation.held == hold.load ? nil : .dropped
    case .retreat:
      return nil
    }
  }
}

extension Pose {
  /// Whether the other pose is within `distance` metres and `angle` radians.
  public func isNear(_ other: Pose, distance: Double, angle: Double) -> Bool {
    (p - other.p).norm <= distance && q.angle(to: other.q) <= angle
  }
}
