import Geometry
import RobotInterface

/// The parts of the arm that can come near what stands on the table, covered with balls.
public enum ArmEnvelope {
  /// A ball around a part of a link.
  struct Ball {
    /// The joint that moves it, 0 at the base.
    let link: Int
    /// In the link's frame, metres.
    let centre: Vec3
    let radius: Double
  }

  /// Forearm, wrist, flange and gripper; the cups' own height is left to the tool centre point.
  static let balls: [Ball] =
    row(link: 2, from: Vec3(0, 0, 0), to: Vec3(0.0775, 0.1, 0), radius: 0.05, count: 3)
    + row(link: 2, from: Vec3(0.0775, 0.14, 0), to: Vec3(0.0775, 0.3425, 0), radius: 0.055, count: 5)
    + row(link: 4, from: Vec3(0, 0, 0), to: Vec3(0.076, 0.03, 0), radius: 0.045, count: 4)
    + row(link: 4, from: Vec3(0.076, 0.03, 0), to: Vec3(0.076, 0.09, 0), radius: 0.04, count: 3)
    + row(link: 5, from: Vec3(0, 0, 0), to: Vec3(0, 0, 0.083), radius: 0.04, count: 4)
    + row(link: 5, from: Vec3(0.018, 0.025, 0.108), to: Vec3(-0.018, 0.025, 0.108), radius: 0.017, count: 3)
    + row(link: 5, from: Vec3(0.018, -0.025, 0.108), to: Vec3(-0.018, -0.025, 0.108), radius: 0.017, count: 3)

  private static func row(link: Int, from a: Vec3, to b: Vec3, radius: Double, count: Int) -> [Ball] {
    (0..<count).map { Ball(link: link, centre: a + (Double($0) / Double(count - 1)) * (b - a), radius: radius) }
  }
}

extension ArmKinematics {
  /// Joint angles that bring the tool to `pose`, searched from `seed` and from the home posture turned towards it; nil
  /// when the pose is out of reach.
  public static func joints(reaching pose: Pose, near seed: [Double]) -> [Double]? {
    let solution = solve(pose, from: seed, iterations: 40)
    return solution.isReached ? solution.joints : reach(pose)
  }
}
