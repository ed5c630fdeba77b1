import Geometry
import Glibc
import RobotInterface
import Tabletop
import Testing

@Suite struct ReachTests {
  @Test func theArmReachesAllOfTheReachPointingDownAtAnyYaw() {
    for radius in [ToolReach.radius.lowerBound, 0.45, ToolReach.radius.upperBound] {
      for height in [0, 0.1, 0.2, ToolReach.height] {
        for bearing in stride(from: -1.2, through: 1.2, by: 0.4) {
          let point = ToolReach.base + Vec3(radius * cos(bearing), radius * sin(bearing), height)
          for yaw in stride(from: -3.0, through: 3.0, by: 0.5) {
            let down = Pose(point, Quat(angle: yaw, axis: Vec3(0, 0, 1)) * Quat(0, -1, 0, 0))
            #expect(ArmKinematics.reach(down) != nil, "radius \(radius), height \(height), yaw \(yaw)")
          }
        }
      }
    }
  }

  /// The bound that the checker warns by: joint angles spread over their limits never exceed it, and come close.
  @Test func theToolIsNeverFartherFromTheShoulderThanTheLinksAreLong() {
    var farthest = 0.0
    for elbow in stride(from: ArmKinematics.limits[2].lowerBound, through: ArmKinematics.limits[2].upperBound, by: 0.1)
    {
      for wrist in stride(
        from: ArmKinematics.limits[4].lowerBound, through: ArmKinematics.limits[4].upperBound, by: 0.1)
      {
        for roll in [0, Double.pi / 2, .pi] {
          let tool = ArmKinematics.toolPose([0.3, -0.4, elbow, roll, wrist, 0.5])
          farthest = max(farthest, (tool.p - ArmKinematics.shoulder).norm)
        }
      }
    }
    #expect(farthest <= ArmKinematics.length + 1e-9)
    #expect(farthest > 0.99 * ArmKinematics.length)
  }

  @Test func reachIsAroundTheRobot() { #expect(ToolReach.base == ArmKinematics.base.p) }
}
