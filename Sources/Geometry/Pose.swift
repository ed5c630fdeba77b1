/// A position (metres) and a rotation, of a body in a frame. The frame is the world unless the name says otherwise:
/// origin on the table's surface, z up.
public struct Pose: Hashable, Sendable {
  public var p: Vec3
  public var q: Quat

  public init(_ p: Vec3, _ q: Quat = .identity) {
    self.p = p
    self.q = q
  }

  public static let identity = Pose(.zero)

  public var isFinite: Bool { p.isFinite && q.isFinite }

  /// The pose that undoes this one.
  public var inverse: Pose { Pose(-(q.inverse.rotate(p)), q.inverse) }

  /// `a * b`: the pose `b`, given in the frame `a`, seen from the frame of `a`.
  public static func * (a: Pose, b: Pose) -> Pose { Pose(a.p + a.q.rotate(b.p), a.q * b.q) }

  /// A point given in this frame, seen from outside it.
  public func apply(_ point: Vec3) -> Vec3 { p + q.rotate(point) }

  /// This pose turned in place about the vertical by `angle` radians (counter-clockwise seen from above).
  public func rotatedZ(by angle: Double) -> Pose { Pose(p, (Quat(angle: angle, axis: Vec3(0, 0, 1)) * q).normalized) }
}
