#if canImport(Glibc)
  import Glibc
#endif

/// A rotation as a unit quaternion (w, x, y, z). `q` and `-q` are the same rotation.
public struct Quat: Hashable, Sendable {
  public var w: Double
  public var x: Double
  public var y: Double
  public var z: Double

  public init(_ w: Double, _ x: Double, _ y: Double, _ z: Double) {
    self.w = w
    self.x = x
    self.y = y
    self.z = z
  }

  public static let identity = Quat(1, 0, 0, 0)

  /// The rotation by `angle` radians about `axis` (right-handed; any non-zero length).
  public init(angle: Double, axis: Vec3) {
    let unit = axis.normalized
    let half = sin(angle / 2)
    self.init(cos(angle / 2), half * unit.x, half * unit.y, half * unit.z)
  }

  /// The rotation whose axis times angle (radians) is `vector`.
  public init(rotationVector vector: Vec3) {
    let angle = vector.norm
    self = angle > 0 ? Quat(angle: angle, axis: vector) : .identity
  }

  public var norm: Double { (w * w + x * x + y * y + z * z).squareRoot() }

  /// The unit quaternion of this direction; the zero quaternion becomes the identity.
  public var normalized: Quat {
    let length = norm
    return length > 0 ? Quat(w / length, x / length, y / length, z / length) : .identity
  }

  /// The inverse rotation (for a unit quaternion).
  public var inverse: Quat { Quat(w, -x, -y, -z) }

  public var isFinite: Bool { w.isFinite && x.isFinite && y.isFinite && z.isFinite }

  /// Composition: `a * b` rotates by `b`, then by `a`.
  public static func * (a: Quat, b: Quat) -> Quat {
    Quat(
      a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
      a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
      a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w)
  }

  /// `vector` rotated.
  public func rotate(_ vector: Vec3) -> Vec3 {
    let axis = Vec3(x, y, z)
    let t = 2 * axis.cross(vector)
    return vector + w * t + axis.cross(t)
  }

  /// Axis times angle in radians, the shorter way round: at most π long.
  public var rotationVector: Vec3 {
    let sign: Double = w < 0 ? -1 : 1
    let axis = Vec3(sign * x, sign * y, sign * z)
    let half = axis.norm
    guard half > 1e-12 else { return 2 * axis }
    return (2 * atan2(half, sign * w) / half) * axis
  }

  /// The smallest angle in radians, 0…π, that turns this rotation into `other`.
  public func angle(to other: Quat) -> Double { (inverse * other).rotationVector.norm }

  /// Rotation about the vertical in radians, −π…π, of the heading of the body's x axis.
  public var yaw: Double { atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) }
}
