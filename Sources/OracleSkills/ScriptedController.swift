import Geometry
import RobotInterface
import SkillPrimitives

/// Moves the tool through one primitive.
struct ScriptedController: Hashable, Sendable {
  /// What the arm is asked for at one control step.
  struct Command: Hashable {
    var target: Pose
    var vacuum: Bool
  }

  let primitive: Primitive
  /// Which primitive of its call it is.
  let number: Int
  private var motion: Motion

  /// What the tool is doing.
  private enum Motion: Hashable {
    case follow(Follower)
    /// Down until something is touched.
    case descend
    /// The place where the tool stands still with the vacuum off.
    case letGo(Pose)
    case stand(Pose)
  }

  init(_ primitive: Primitive, number: Int, at observation: Observation) {
    self.primitive = primitive
    self.number = number
    switch primitive {
    case .approach(let approach): motion = .follow(Follower(approach.path, .transfer, at: observation))
    case .transfer(let transfer): motion = .follow(Follower(transfer.path, .transfer, at: observation))
    case .moveTo(let move): motion = .follow(Follower(move.path, .transfer, at: observation))
    case .retreat(let retreat): motion = .follow(Follower(retreat.path, .retreat, at: observation))
    case .graspAndLift, .placeAndRelease: motion = .descend
    case .hold: motion = .stand(observation.toolTarget)
    }
  }

  /// The command that answers an observation.
  mutating func command(_ observation: Observation) -> Command {
    switch primitive {
    case .approach, .retreat: return follow(observation, vacuum: false)
    case .transfer: return follow(observation, vacuum: true)
    case .moveTo(let move): return follow(observation, vacuum: move.load != nil)
    case .hold(let hold): return follow(observation, vacuum: hold.load != nil)
    case .graspAndLift(let grasp): return self.grasp(grasp, observation)
    case .placeAndRelease(let place): return self.place(place, observation)
    }
  }

  private mutating func follow(_ observation: Observation, vacuum: Bool) -> Command {
    switch motion {
    case .follow(var follower):
      let target = follower.target(observation)
      motion = .follow(follower)
      return Command(target: target, vacuum: vacuum)
    case .stand(let pose), .letGo(let pose): return Command(target: pose, vacuum: vacuum)
    case .descend: return Command(target: observation.toolTarget, vacuum: vacuum)
    }
  }

  private mutating func grasp(_ grasp: Primitive.GraspAndLift, _ observation: Observation) -> Command {
    if case .descend = motion {
      guard observation.held == grasp.actor else {
        let height = observation.tool.pose.p.z - grasp.contact.p.z
        let target = descent(observation, height: height, error: grasp.contact.p - observation.tool.pose.p)
        // Pressing on harder than this finds no better hold.
        let lowest = grasp.contact.p.z - 0.008
        let pressed = Vec3(target.x, target.y, max(target.z, lowest))
        return Command(target: Pose(pressed, grasp.contact.q), vacuum: true)
      }
      // From where the cups are now, which is not quite where they were meant to be.
      let rise = grasp.lift.goal.p.z - observation.tool.pose.p.z
      let tool = observation.tool.pose
      let up = ToolPath(from: tool, to: Pose(Vec3(tool.p.x, tool.p.y, tool.p.z + max(0.01, rise)), tool.q))
      motion = .follow(Follower(up, .lift, at: observation))
    }
    return follow(observation, vacuum: true)
  }

  private mutating func place(_ place: Primitive.PlaceAndRelease, _ observation: Observation) -> Command {
    if case .letGo(let pose) = motion { return Command(target: pose, vacuum: false) }
    let actor = observation[place.placement.actor].pose
    let error = place.placement.pose.p - actor.p
    let isStopped = observation.tool.pose.p.z - observation.toolTarget.p.z > 0.012
    if -error.z < 0.0015 || isStopped {
      motion = .letGo(observation.tool.pose)
      return Command(target: observation.tool.pose, vacuum: false)
    }
    return Command(
      target: Pose(descent(observation, height: -error.z, error: error), observation.toolTarget.q), vacuum: true)
  }

  /// The next point on the way down: slower the nearer, sideways a part of what is still missing.
  private func descent(_ observation: Observation, height: Double, error: Vec3) -> Vec3 {
    let speed = min(max(4 * (height - 0.004), 0.05), 0.15)
    let base = observation.toolTarget.p
    return Vec3(base.x + 0.1 * error.x, base.y + 0.1 * error.y, base.z - speed * Follower.period)
  }
}
