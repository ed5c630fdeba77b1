import Geometry
import Glibc

extension Arm {
  /// How close the tool must come to a pose for the pose to count as reached.
  private static let positionTolerance = 0.002
  private static let rotationTolerance = 0.01

  /// Joint values near `seed` that bring the tool to `pose`, or nil when none were found within the joint limits.
  ///
  /// Damped least squares, Δq = Jᵀ (J Jᵀ + λ² I)⁻¹ e, as the arm's own controller does it; about 2 µs an iteration.
  public func joints(reaching pose: Pose, from seed: [Double], iterations: Int = 40) -> [Double]? {
    var joints = seed
    for _ in 0..<iterations {
      let frames = frames(at: joints)
      let now = (frames.last ?? base) * tool
      let (offset, turn) = (pose.p - now.p, (pose.q * now.q.inverse).rotationVector)
      if offset.norm < Self.positionTolerance, turn.norm < Self.rotationTolerance {
        return isWithinLimits(joints) ? joints : nil
      }
      let step = Self.dampedStep(frames: frames, at: now.p, offset: offset, turn: turn)
      // Steps of more than half a radian leave the region where the Jacobian says anything.
      let scale = min(1, 0.5 / (step.lazy.map(abs).max() ?? 1))
      for index in joints.indices { joints[index] += scale * step[index] }
    }
    return nil
  }

  /// Joint values that bring the tool to `pose`, searched from `seed` and from the neutral posture turned towards it;
  /// nil when the pose is out of reach.
  public func joints(reaching pose: Pose, near seed: [Double]) -> [Double]? {
    var turned = neutral
    turned[0] = atan2(pose.p.y - base.p.y, pose.p.x - base.p.x)
    return joints(reaching: pose, from: seed) ?? joints(reaching: pose, from: turned)
  }

  /// The distance from the base's axis, metres.
  public func radius(of point: Vec3) -> Double { (point - base.p).norm2d }

  private static func dampedStep(frames: [Pose], at point: Vec3, offset: Vec3, turn: Vec3) -> [Double] {
    let columns = frames.map { frame in
      let axis = frame.q.rotate(Vec3(0, 0, 1))
      let sweep = axis.cross(point - frame.p)
      return [sweep.x, sweep.y, sweep.z, axis.x, axis.y, axis.z]
    }
    var gram = [Double](repeating: 0, count: 36)
    for column in columns {
      for row in 0..<6 { for other in 0...row { gram[6 * row + other] += column[row] * column[other] } }
    }
    for row in 0..<6 { gram[7 * row] += 1e-4 }
    let weights = solve(choleskyOf: gram, [offset.x, offset.y, offset.z, turn.x, turn.y, turn.z])
    return columns.map { column in zip(column, weights).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// Solves A x = b for a symmetric positive definite 6×6 matrix, given by its lower triangle, row by row.
  private static func solve(choleskyOf matrix: [Double], _ b: [Double]) -> [Double] {
    var (lower, x) = (matrix, b)
    for row in 0..<6 {
      for column in 0...row {
        var sum = lower[6 * row + column]
        for k in 0..<column { sum -= lower[6 * row + k] * lower[6 * column + k] }
        lower[6 * row + column] = row == column ? max(sum, 1e-12).squareRoot() : sum / lower[7 * column]
      }
      for k in 0..<row { x[row] -= lower[6 * row + k] * x[k] }
      x[row] /= lower[7 * row]
    }
    for row in stride(from: 5, through: 0, by: -1) {
      for k in (row + 1)..<6 { x[row] -= lower[6 * k + row] * x[k] }
      x[row] /= lower[7 * row]
    }
    return x
  }
}
