import Geometry

/// The way of the tool from one pose to another: straight legs with rounded corners, as closely spaced poses.
public struct ToolPath: Hashable, Sendable {
  /// One pose on the way.
  public struct Sample: Hashable, Sendable {
    public let pose: Pose
    /// Whether the way bends here, so that it is to be taken slowly.
    public let isBend: Bool
    /// Whether this belongs to the upright leg at the start or at the end, where things may be close by.
    public let isUprightEnd: Bool
  }

  /// From the start to the goal, at most 1 cm and 0.05 rad apart.
  public let samples: [Sample]

  /// Where the tool is to arrive.
  public var goal: Pose { samples[samples.count - 1].pose }

  /// Straight from one pose to the other.
  public init(from start: Pose, to goal: Pose) {
    self.init(from: start, through: [start.p, goal.p], turn: (goal.q * start.q.inverse).rotationVector, bend: 0)
  }

  /// - Parameters:
  ///   - start: Where the tool is.
  ///   - points: Where it passes, from `start.p` to the goal.
  ///   - turn: The rotation from start to goal as a vector in the world frame, radians; more than half a turn is
  ///     meant as such. It is made between the upright legs at the ends where there is anything between them, evenly.
  ///   - bend: Metres of leg that a rounded corner takes away at most on either side.
  public init(from start: Pose, through points: [Vec3], turn: Vec3, bend: Double) {
    var builder = Builder(start: start, turn: turn)
    let legs = Array(zip(points, points.dropFirst()))
    let upright = legs.map { ($0.1 - $0.0).norm2d < 1e-9 }
    let isEnd = legs.indices.map { upright[$0] && ($0 == 0 || $0 == legs.count - 1) }
    let across = legs.indices.filter { !isEnd[$0] }
    let turning = across.isEmpty ? Array(legs.indices) : across
    let turningLength = turning.reduce(0.0) { $0 + (legs[$1].1 - legs[$1].0).norm }
    let cuts = (0...legs.count).map { corner -> Double in
      guard corner > 0, corner < legs.count else { return 0 }
      let (before, after) = (legs[corner - 1], legs[corner])
      return min(bend, 0.5 * (before.1 - before.0).norm, 0.5 * (after.1 - after.0).norm)
    }
    for (index, leg) in legs.enumerated() {
      let length = (leg.1 - leg.0).norm
      let direction = (leg.1 - leg.0).normalized
      let part = turningLength > 1e-9 ? length / turningLength : 1 / Double(turning.count)
      let share = turning.contains(index) ? part : 0
      builder.straight(
        to: leg.1 - cuts[index + 1] * direction, turning: share, isUprightEnd: isEnd[index])
      if index + 1 < legs.count, cuts[index + 1] > 0 {
        let next = (legs[index + 1].1 - legs[index + 1].0).normalized
        builder.bend(around: leg.1, to: leg.1 + cuts[index + 1] * next)
      }
    }
    samples = builder.samples
  }

  /// The same way with `more` after it.
  public func followed(by more: ToolPath) -> ToolPath { ToolPath(samples: samples + more.samples.dropFirst()) }

  private init(samples: [Sample]) { self.samples = samples }

  /// Metres along the way.
  public var length: Double { zip(samples, samples.dropFirst()).reduce(0) { $0 + ($1.1.pose.p - $1.0.pose.p).norm } }
}

extension ToolPath {
  /// Lays samples one after the other.
  private struct Builder {
    let start: Pose
    let turn: Vec3
    var turned = 0.0
    var samples: [Sample]

    init(start: Pose, turn: Vec3) {
      self.start = start
      self.turn = turn
      samples = [Sample(pose: start, isBend: false, isUprightEnd: true)]
    }

    mutating func straight(to end: Vec3, turning share: Double, isUprightEnd: Bool) {
      let begin = samples[samples.count - 1].pose.p
      let count = max(1, Int(max((end - begin).norm / 0.01, share * turn.norm / 0.05).rounded(.up)))
      let turnedBefore = turned
      turned = min(1, turned + share)
      for step in 1...count {
        let part = Double(step) / Double(count)
        append(
          begin + part * (end - begin), turned: turnedBefore + part * (turned - turnedBefore), isBend: false,
          isUprightEnd: isUprightEnd)
      }
    }

    /// A quadratic Bézier curve from the last sample to `end`, drawn to the corner.
    mutating func bend(around corner: Vec3, to end: Vec3) {
      let begin = samples[samples.count - 1].pose.p
      let count = max(2, Int((((corner - begin).norm + (end - corner).norm) / 0.009).rounded(.up)))
      for step in 1...count {
        let t = Double(step) / Double(count)
        let point = (1 - t) * (1 - t) * begin + 2 * t * (1 - t) * corner + t * t * end
        append(point, turned: turned, isBend: true, isUprightEnd: false)
      }
    }

    private mutating func append(_ point: Vec3, turned: Double, isBend: Bool, isUprightEnd: Bool) {
      let rotation = (Quat(rotationVector: turned * turn) * start.q).normalized
      samples.append(Sample(pose: Pose(point, rotation), isBend: isBend, isUprightEnd: isUprightEnd))
    }
  }
}
