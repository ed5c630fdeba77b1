import Geometry

/// The vacuum gripper as planning sees it: five cups in a cross, the tool centre point at their rim.
public enum SuctionTool {
  /// The cups' centres in the tool's frame, metres.
  public static let cups = [
    Vec3(0, 0, 0), Vec3(0.018, 0.025, 0), Vec3(0.018, -0.025, 0), Vec3(-0.018, 0.025, 0), Vec3(-0.018, -0.025, 0),
  ]
  /// Metres above a face (or above the place of a load) where the slow part of a motion begins.
  public static let hover = 0.025

  /// The tool straight down, its x axis at `heading` radians from the world's.
  public static func straightDown(at point: Vec3, heading: Double) -> Pose {
    Pose(point, Quat(angle: heading, axis: Vec3(0, 0, 1)) * Quat(0, 1, 0, 0))
  }
}
