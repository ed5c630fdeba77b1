#if canImport(Glibc)
  import Glibc
#endif

/// A vector or point in three dimensions. Components are metres unless the name of the value says otherwise.
public struct Vec3: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var z: Double

  public init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  public static let zero = Vec3(0, 0, 0)

  /// Euclidean length.
  public var norm: Double { dot(self).squareRoot() }

  /// Length of the projection on the x–y plane.
  public var norm2d: Double { (x * x + y * y).squareRoot() }

  /// The vector of length 1 in this direction; zero stays zero.
  public var normalized: Vec3 {
    let length = norm
    return length > 0 ? self / length : self
  }

  public var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

  public func dot(_ other: Vec3) -> Double { x * other.x + y * other.y + z * other.z }

  public func cross(_ other: Vec3) -> Vec3 {
    Vec3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  public static func + (a: Vec3, b: Vec3) -> Vec3 { Vec3(a.x + b.x, a.y + b.y, a.z + b.z) }
  public static func - (a: Vec3, b: Vec3) -> Vec3 { Vec3(a.x - b.x, a.y - b.y, a.z - b.z) }
  public static prefix func - (a: Vec3) -> Vec3 { Vec3(-a.x, -a.y, -a.z) }
  public static func * (s: Double, a: Vec3) -> Vec3 { Vec3(s * a.x, s * a.y, s * a.z) }
  public static func * (a: Vec3, s: Double) -> Vec3 { s * a }
  public static func / (a: Vec3, s: Double) -> Vec3 { Vec3(a.x / s, a.y / s, a.z / s) }
  public static func += (a: inout Vec3, b: Vec3) { a = a + b }
  public static func -= (a: inout Vec3, b: Vec3) { a = a - b }
}
