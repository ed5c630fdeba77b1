import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// Forward and inverse kinematics of the xArm6 on its place at the table, with the vacuum tool.
///
/// Joint origins and limits are those of the maker's public description. Needs no physics and keeps no state.
public enum ArmKinematics {
  public static let jointCount = 6
  /// Joint angles in radians that an episode starts from: the tool points straight down.
  public static let home: [Double] = [0, 0, -.pi / 2, 0, .pi / 2, 0]
  /// Radians, base to wrist.
  public static let limits: [ClosedRange<Double>] = [
    -2 * .pi...2 * .pi, -2.059...2.0944, -3.927...0.19198, -2 * .pi...2 * .pi, -1.69297 ... .pi, -2 * .pi...2 * .pi,
  ]
  /// Radians per second, every joint.
  public static let speedLimit = 3.14
  /// The robot's base in the world.
  public static let base = Pose(Vec3(-0.562, 0, 0))
  /// The tool centre point in the flange's frame; its z axis points out of the tool.
  public static let toolInFlange = Pose(Vec3(0, 0, 0.1254))

  /// Pose of each joint's frame in the one before; every joint turns about its own z axis.
  public static let origins: [Pose] = [
    Pose(Vec3(0, 0, 0.267)),
    Pose(Vec3(0, 0, 0), Quat(angle: -.pi / 2, axis: Vec3(1, 0, 0))),
    Pose(Vec3(0.0535, -0.2845, 0)),
    Pose(Vec3(0.0775, 0.3425, 0), Quat(angle: -.pi / 2, axis: Vec3(1, 0, 0))),
    Pose(Vec3(0, 0, 0), Quat(angle: .pi / 2, axis: Vec3(1, 0, 0))),
    Pose(Vec3(0.076, 0.097, 0), Quat(angle: -.pi / 2, axis: Vec3(1, 0, 0))),
  ]

  /// Where the axes of the first two joints meet, world frame.
  public static let shoulder = (base * origins[0]).p
  /// Metres from the shoulder to the tool with all links in a line: no tool pose is farther.
  public static let length = origins[2].p.norm + origins[3].p.norm + (origins[5] * toolInFlange).p.norm

  /// World frame of every joint (z is its axis), base to wrist; the last one is the flange.
  public static func jointFrames(_ joints: [Double]) -> [Pose] {
    var frame = base
    return zip(origins, joints).map { origin, angle in
      frame = frame * origin * Pose(.zero, Quat(angle: angle, axis: Vec3(0, 0, 1)))
      return frame
    }
  }

  /// Tool pose in the world.
  public static func toolPose(_ joints: [Double]) -> Pose {
    (jointFrames(joints).last ?? base) * toolInFlange
  }

  /// Columns of the tool's Jacobian: metres and radians of the tool, world axes, per radian of each joint.
  public static func jacobian(frames: [Pose], tool: Vec3) -> [(linear: Vec3, angular: Vec3)] {
    frames.map { frame in
      let axis = frame.q.rotate(Vec3(0, 0, 1))
      return (axis.cross(tool - frame.p), axis)
    }
  }

  /// Where an inverse solution ended.
  public struct Solution: Sendable {
    public let joints: [Double]
    /// Metres and radians left to the pose that was asked for.
    public let positionError: Double
    public let rotationError: Double

    /// Within 1 mm and 0.01 rad of the pose that was asked for.
    public var isReached: Bool { positionError < 1e-3 && rotationError < 0.01 }
  }

  /// Joint angles that bring the tool to `pose`, by damped least squares (Wampler 1986) from `start`, within the
  /// joint limits. Deterministic; about 2 µs per iteration.
  public static func solve(
    _ pose: Pose, from start: [Double], iterations: Int = 5, damping: Double = 0.01
  ) -> Solution {
    var joints = start
    for _ in 0..<iterations {
      let frames = jointFrames(joints)
      let tool = (frames.last ?? base) * toolInFlange
      let linear = pose.p - tool.p
      let angular = (pose.q * tool.q.inverse).rotationVector
      if linear.dot(linear) + angular.dot(angular) < 1e-16 { break }
      let columns = jacobian(frames: frames, tool: tool.p)
      let weights = solveDamped(columns, linear, angular, damping: damping)
      for index in joints.indices {
        let column = columns[index]
        let step = column.linear.dot(weights.linear) + column.angular.dot(weights.angular)
        let moved = joints[index] + min(max(step, -0.3), 0.3)
        joints[index] = min(max(moved, limits[index].lowerBound), limits[index].upperBound)
      }
    }
    let reached = toolPose(joints)
    return Solution(
      joints: joints, positionError: (pose.p - reached.p).norm, rotationError: reached.q.angle(to: pose.q))
  }

  /// Whether the arm can bring the tool to `pose` from its home, and with which joints. About 0.1 ms.
  public static func reach(_ pose: Pose) -> [Double]? {
    var start = home
    let base = ArmKinematics.base.p
    start[0] = atan2(pose.p.y - base.y, pose.p.x - base.x)
    let solution = solve(pose, from: start, iterations: 60)
    return solution.isReached ? solution.joints : nil
  }

  /// x of (J Jᵀ + λ² 1) x = error, by Cholesky decomposition.
  private static func solveDamped(
    _ columns: [(linear: Vec3, angular: Vec3)], _ linear: Vec3, _ angular: Vec3, damping: Double
  ) -> (linear: Vec3, angular: Vec3) {
    let rows = columns.map { [$0.linear.x, $0.linear.y, $0.linear.z, $0.angular.x, $0.angular.y, $0.angular.z] }
    var x = [linear.x, linear.y, linear.z, angular.x, angular.y, angular.z]
    var factor = [Double](repeating: 0, count: 36)
    for row in 0..<6 {
      for column in 0...row {
        var sum = row == column ? damping * damping : 0
        for joint in rows { sum += joint[row] * joint[column] }
        for k in 0..<column { sum -= factor[6 * row + k] * factor[6 * column + k] }
        factor[6 * row + column] = row == column ? sum.squareRoot() : sum / factor[6 * column + column]
      }
    }
    for row in 0..<6 {
      for k in 0..<row { x[row] -= factor[6 * row + k] * x[k] }
      x[row] /= factor[6 * row + row]
    }
    for row in (0..<6).reversed() {
      for k in row + 1..<6 { x[row] -= factor[6 * k + row] * x[k] }
      x[row] /= factor[6 * row + row]
    }
    return (Vec3(x[0], x[1], x[2]), Vec3(x[3], x[4], x[5]))
  }
}
