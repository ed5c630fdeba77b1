import Geometry
import RobotInterface

/// The rectangle of the table that a task puts actors in, metres, world frame. It holds the actors' centres.
public struct Workspace: Hashable, Sendable {
  public let x: ClosedRange<Double>
  public let y: ClosedRange<Double>

  /// Workspaces of the published tasks, by the letters of the task reference.
  public static let a = Workspace(x: -0.35...0.1, y: -0.3...0.3)
  public static let b = Workspace(x: -0.4...0.05, y: -0.3...0.3)
  public static let c = Workspace(x: -0.35...0, y: -0.3...0.3)

  public func contains(_ point: Vec3) -> Bool { x.contains(point.x) && y.contains(point.y) }

  /// Its middle, on the table.
  var centre: Vec3 { Vec3((x.lowerBound + x.upperBound) / 2, (y.lowerBound + y.upperBound) / 2, 0) }

  /// A uniform point on the table in it.
  func point(_ random: inout SeededRandom) -> Vec3 {
    let along = random.uniform(in: x)
    return Vec3(along, random.uniform(in: y), 0)
  }
}

/// Where the tool can work pointing straight down, at any yaw, from the table's surface up to `height`.
///
/// A ring around the robot's base. Beyond it the arm is stretched out; inside it the elbow folds past its limit, and
/// the tool would work against the robot's own base. Measured with the arm's inverse kinematics; a test repeats that.
public enum ToolReach {
  /// Where the robot stands, world frame.
  public static let base = ArmKinematics.base.p
  /// Metres from the base.
  public static let radius = 0.25...0.64
  /// Metres above the table, for the tool's cups.
  public static let height = 0.30

  public static func contains(_ point: Vec3) -> Bool { radius.contains((point - base).norm2d) }
}
