import Geometry
import RobotInterface

extension MotionPlanner {
  /// What the load would touch, or come nearer than `clearance` to, with the tool at `tool`.
  func loadCollision(at tool: Pose, _ request: Request, clearance: Double) -> ActorID? {
    guard let load = request.load else { return nil }
    let prism = Prism(hull: load.hull, at: tool * load.inTool)
    return request.obstacles.first { !prism.isClear(of: $0.prism, by: clearance) }?.actor
  }

  /// What a link would touch, or come nearer than `clearance` to. `actor` is nil when it is the table.
  func armCollision(
    _ joints: [Double], _ obstacles: [Obstacle], clearance: Double
  ) -> (actor: ActorID?, link: Int)? {
    let frames = ArmKinematics.jointFrames(joints)
    for ball in ArmEnvelope.balls {
      let centre = frames[ball.link].apply(ball.centre)
      if centre.z < ball.radius - 0.005 { return (nil, ball.link) }
      let distance = clearance + ball.radius
      for obstacle in obstacles where !obstacle.prism.isClear(of: centre, by: distance) {
        return (obstacle.actor, ball.link)
      }
    }
    return nil
  }
}
