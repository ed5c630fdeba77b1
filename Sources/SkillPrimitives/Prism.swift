import Geometry

/// An upright prism around a body: its footprint, from its lowest to its highest point. What planning keeps clear of.
///
/// Exact for a prism that stands upright, generous for anything else.
public struct Prism: Hashable, Sendable {
  public let footprint: Footprint
  /// Metres above the table.
  public let bottom: Double
  public let top: Double

  /// Around the convex hull (in the body's frame) of a body at `pose`.
  public init(hull: [Vec3], at pose: Pose) {
    let corners = hull.map { pose.apply($0) }
    footprint = Footprint(around: corners)
    bottom = corners.lazy.map(\.z).min() ?? pose.p.z
    top = corners.lazy.map(\.z).max() ?? pose.p.z
  }

  /// Whether the two are at least `distance` metres apart; a negative distance lets them overlap by so much.
  public func isClear(of other: Prism, by distance: Double) -> Bool {
    let upright = max(bottom - other.top, other.bottom - top)
    return Self.isClear(upright, by: distance) { footprint.gap(to: other.footprint) }
  }

  /// Whether the prism is at least `distance` metres from the point.
  public func isClear(of point: Vec3, by distance: Double) -> Bool {
    Self.isClear(max(bottom - point.z, point.z - top), by: distance) { footprint.gap(to: point) }
  }

  /// Whether a gap along the vertical and one in the plane make up the distance. The second is costly, the first is
  /// enough for most that an arm passes over.
  private static func isClear(_ upright: Double, by distance: Double, across: () -> Double) -> Bool {
    if upright >= distance { return true }
    let across = across()
    if across >= distance { return true }
    return upright > 0 && across > 0 && upright * upright + across * across >= distance * distance
  }
}
