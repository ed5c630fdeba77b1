import Geometry
import Glibc
import RobotInterface

/// What predicates and queries ask of the simulator's state.
extension Simulator {
  /// At rest by the benchmark's rule, or fixed to the table.
  func isStatic(_ actor: ActorID) -> Bool { !description[actor].isMovable || state(of: actor).isStatic }

  func touchesGround(_ actor: ActorID) -> Bool { groundImpulse(on: actor) > Self.touchImpulse }

  /// Whether `support` bears more than half of the actor's weight.
  func isCarried(_ actor: ActorID, by support: ActorID) -> Bool {
    let weight = description[actor].mass * Self.gravity
    return contactImpulse(from: support, on: actor).z > 0.5 * weight * Self.timeStep
  }

  /// The published `on_top`: both at rest and let go, carried by the support and not by the ground.
  func isOnTop(_ actor: ActorID, of support: ActorID) -> Bool {
    isStatic(actor) && isStatic(support) && held != actor && held != support && !touchesGround(actor)
      && isCarried(actor, by: support)
  }

  /// Between the actor's origin and the point, in the plane, metres.
  func planarDistance(_ actor: ActorID, to point: Vec3) -> Double { (state(of: actor).pose.p - point).norm2d }

  func quotedName(_ actor: ActorID) -> String { "'\(description[actor].name)'" }

  /// Says which of the actors still moves, and how fast; nil when all are at rest.
  func motion(of actors: [ActorID]) -> String? {
    guard let moving = actors.first(where: { !isStatic($0) }) else { return nil }
    let state = state(of: moving)
    let turning = Wording.degrees(state.angularVelocity.norm)
    return "\(quotedName(moving)) still moves (\(Wording.speed(state.linearVelocity.norm)), \(turning)/s)"
  }

  /// How near the tool is to the actor's top: 1 on it, falling off over some 20 cm.
  func reach(of actor: ActorID) -> Double {
    let pose = state(of: actor).pose
    let top = Vec3(pose.p.x, pose.p.y, description[actor].verticalExtent(at: pose).upperBound)
    return 1 - tanh(5 * (tool.pose.p - top).norm)
  }

  /// Reward for taking an actor somewhere: reach it, hold it, bring it near, let it go, let it come to rest.
  func transportReward(_ actor: ActorID, error: Double, tolerance: Double) -> Double {
    if error >= tolerance {
      let near = 1 - tanh(5 * (error - tolerance))
      return 0.15 * reach(of: actor) + (held == actor ? 0.15 : 0) + 0.4 * near
    }
    return 0.7 + (held == actor ? 0 : 0.15) + (isStatic(actor) ? 0.1 : 0)
  }

  /// N·s; what counts as touching the ground, as published.
  private static let touchImpulse = 1e-5
  /// Metres per second squared.
  private static let gravity = 9.81
}
