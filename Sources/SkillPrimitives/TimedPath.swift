import Geometry

/// How fast the tool goes along a path.
public struct MotionLimits: Hashable, Sendable {
  /// Metres per second.
  public var speed: Double
  /// Radians per second.
  public var turnRate: Double
  /// Seconds from standstill to full speed.
  public var rampTime: Double

  public init(speed: Double, turnRate: Double, rampTime: Double) {
    self.speed = speed
    self.turnRate = turnRate
    self.rampTime = rampTime
  }

  /// Through free space, with or without a load.
  public static let transfer = MotionLimits(speed: 0.5, turnRate: 1.8, rampTime: 0.35)
}

/// A path with the times at which its poses are passed: from standstill to standstill, speed rising and falling evenly,
/// bends at half speed.
public struct TimedPath: Hashable, Sendable {
  private let poses: [Pose]
  /// Seconds from the start, one per pose.
  private let times: [Double]

  /// Seconds from start to goal.
  public var duration: Double { times[times.count - 1] }

  public init(_ path: ToolPath, limits: MotionLimits) {
    let poses = path.samples.map(\.pose)
    // The time each piece takes at full speed is the measure along the path; the rate is the part of full speed.
    let pieces = zip(poses, poses.dropFirst()).map { a, b in
      max((b.p - a.p).norm / limits.speed, a.q.angle(to: b.q) / limits.turnRate, 1e-6)
    }
    let ramp = 2 / limits.rampTime
    var rates = path.samples.map { $0.isBend ? 0.5 : 1.0 }
    rates[0] = 0
    rates[rates.count - 1] = 0
    for index in pieces.indices {
      rates[index + 1] = min(rates[index + 1], (rates[index] * rates[index] + ramp * pieces[index]).squareRoot())
    }
    for index in pieces.indices.reversed() {
      rates[index] = min(rates[index], (rates[index + 1] * rates[index + 1] + ramp * pieces[index]).squareRoot())
    }
    var times = [0.0]
    for index in pieces.indices {
      // A path of one piece stands still at both ends: it is taken at the rate it would reach half way.
      let mean = max((rates[index] + rates[index + 1]) / 2, (ramp * pieces[index] / 4).squareRoot() / 2)
      times.append(times[index] + pieces[index] / min(mean, 1))
    }
    self.poses = poses
    self.times = times
  }

  /// Where the tool is to be `time` seconds after the start; the goal from `duration` on.
  public func pose(at time: Double) -> Pose {
    var (low, high) = (0, times.count - 1)
    guard time < times[high] else { return poses[high] }
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    let part = max(0, (time - times[low]) / (times[high] - times[low]))
    let (a, b) = (poses[low], poses[high])
    let turn = (b.q * a.q.inverse).rotationVector
    return Pose(a.p + part * (b.p - a.p), (Quat(rotationVector: part * turn) * a.q).normalized)
  }
}
