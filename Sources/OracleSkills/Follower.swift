import Geometry
import RobotInterface
import SkillPrimitives

extension MotionLimits {
  /// Straight up with a load, or off what was let go.
  static let lift = MotionLimits(speed: 0.25, turnRate: 1, rampTime: 0.2)
  static let retreat = MotionLimits(speed: 0.25, turnRate: 1, rampTime: 0.2)
}

/// Takes the tool along a timed path, and takes up at the end what the drives leave: they sag under a load.
struct Follower: Hashable, Sendable {
  /// Seconds between two commands.
  static let period = 0.05
  /// Metres by which a command may differ from the pose that is wanted.
  private static let largestCorrection = 0.02

  private let path: TimedPath
  private let startTime: Double
  /// What the last command was ahead of the tool when the path was planned: it is given up gradually.
  private let startOffset: Vec3
  private var correction = Vec3.zero

  init(_ path: ToolPath, _ limits: MotionLimits, at observation: Observation) {
    self.path = TimedPath(path, limits: limits)
    startTime = observation.time
    startOffset = observation.toolTarget.p - path.samples[0].pose.p
  }

  /// The tool pose to ask for at this observation.
  mutating func target(_ observation: Observation) -> Pose {
    let time = observation.time - startTime + Self.period
    let wanted = path.pose(at: time)
    if time > path.duration + 2 * Self.period {
      correction += 0.15 * (wanted.p - observation.tool.pose.p)
      let excess = correction.norm / Self.largestCorrection
      if excess > 1 { correction = correction / excess }
    }
    let left = max(0, 1 - time / max(path.duration, Self.period))
    return Pose(wanted.p + left * startOffset + correction, wanted.q)
  }
}
