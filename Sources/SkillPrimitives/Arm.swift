import Geometry

/// The kinematics of an arm of revolute joints that turn about their local z axis.
///
/// Planning asks it whether the tool can be somewhere, and where the links then are. Joint values are radians, base to
/// wrist.
public struct Arm: Hashable, Sendable {
  /// One joint: its frame in the parent's at angle zero, and how far it turns.
  public struct Joint: Hashable, Sendable {
    public let origin: Pose
    public let limits: ClosedRange<Double>
  }

  /// A ball that covers a part of a link: what must not touch anything.
  public struct Ball: Hashable, Sendable {
    /// The joint that moves it: an index into `joints`.
    public let link: Int
    /// In the link's frame, metres.
    public let centre: Vec3
    public let radius: Double
  }

  /// The base frame in the world.
  public let base: Pose
  public let joints: [Joint]
  /// The tool centre point in the last link's frame: z out of the tool.
  public let tool: Pose
  /// The parts of the arm that can come near the table. The rest is above everything that stands on it.
  public let envelope: [Ball]
  /// Joint values that reach the middle of the table with the tool straight down: where searches begin.
  public let neutral: [Double]

  /// The link frames at the joint values, base to wrist, in the world.
  public func frames(at joints: [Double]) -> [Pose] {
    var frame = base
    return zip(self.joints, joints).map { joint, angle in
      frame = frame * joint.origin * Pose(.zero, Quat(angle: angle, axis: Vec3(0, 0, 1)))
      return frame
    }
  }

  /// The tool's pose at the joint values, in the world.
  public func toolPose(at joints: [Double]) -> Pose { (frames(at: joints).last ?? base) * tool }

  /// Whether every joint is within its limits by `margin` radians.
  public func isWithinLimits(_ values: [Double], margin: Double = 0.02) -> Bool {
    zip(joints, values).allSatisfy { joint, value in
      joint.limits.lowerBound + margin <= value && value <= joint.limits.upperBound - margin
    }
  }
}

extension Arm {
  /// The xArm 6 with the vacuum gripper of the benchmark, at its place beside the table.
  ///
  /// Origins and limits are those of the maker's URDF; the tool is 0.1254 m beyond the flange. The balls cover the
  /// forearm, the wrist and the gripper.
  public static let xArm6 = Arm(
    base: Pose(Vec3(-0.562, 0, 0)),
    joints: [
      joint(Vec3(0, 0, 0.267), roll: 0, -2 * .pi...2 * .pi),
      joint(Vec3(0, 0, 0), roll: -.pi / 2, -2.059...2.0944),
      joint(Vec3(0.0535, -0.2845, 0), roll: 0, -3.927...0.19198),
      joint(Vec3(0.0775, 0.3425, 0), roll: -.pi / 2, -2 * .pi...2 * .pi),
      joint(Vec3(0, 0, 0), roll: .pi / 2, -1.69297...(.pi)),
      joint(Vec3(0.076, 0.097, 0), roll: -.pi / 2, -2 * .pi...2 * .pi),
    ],
    tool: Pose(Vec3(0, 0, 0.1254)),
    envelope: balls(link: 2, from: Vec3(0, 0, 0), to: Vec3(0.0775, 0.1, 0), radius: 0.05, count: 3)
      + balls(link: 2, from: Vec3(0.0775, 0.14, 0), to: Vec3(0.0775, 0.3425, 0), radius: 0.05, count: 5)
      + balls(link: 4, from: Vec3(0, 0, 0), to: Vec3(0.076, 0.06, 0), radius: 0.045, count: 4)
      + balls(link: 5, from: Vec3(0, 0, -0.03), to: Vec3(0, 0, 0.083), radius: 0.042, count: 4)
      + balls(link: 5, from: Vec3(0.018, 0.025, 0.112), to: Vec3(-0.018, 0.025, 0.112), radius: 0.013, count: 3)
      + balls(link: 5, from: Vec3(0.018, -0.025, 0.112), to: Vec3(-0.018, -0.025, 0.112), radius: 0.013, count: 3),
    neutral: [0, 0, -.pi / 2, 0, .pi / 2, 0])

  private static func joint(_ offset: Vec3, roll: Double, _ limits: ClosedRange<Double>) -> Joint {
    Joint(origin: Pose(offset, Quat(angle: roll, axis: Vec3(1, 0, 0))), limits: limits)
  }

  private static func balls(link: Int, from a: Vec3, to b: Vec3, radius: Double, count: Int) -> [Ball] {
    (0..<count).map { Ball(link: link, centre: a + (Double($0) / Double(count - 1)) * (b - a), radius: radius) }
  }
}
