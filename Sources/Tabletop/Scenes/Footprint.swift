import Geometry
import Glibc

/// A convex outline on the table: what a body covers, seen from above.
public struct Footprint: Hashable, Sendable {
  /// Counter-clockwise, without repeats; z is 0. Metres, world frame.
  public let corners: [Vec3]

  /// What the convex hull (in the body's frame) covers when the body stands at `pose`.
  public init(hull: [Vec3], at pose: Pose) {
    corners = Self.convexOutline(of: hull.map { pose.apply($0) })
  }

  /// What any rotation about the vertical through `centre` could cover: a 16-gon around the circle.
  public init(around centre: Vec3, radius: Double) {
    let circumscribed = radius / cos(Double.pi / 16)
    corners = (0..<16).map { step in
      let angle = Double(step) * Double.pi / 8
      return Vec3(centre.x + circumscribed * cos(angle), centre.y + circumscribed * sin(angle), 0)
    }
  }

  /// How far apart two outlines are, metres: negative where they overlap, never more than their distance.
  ///
  /// The widest gap between their projections on the normals of their edges (separating-axis theorem).
  public func gap(to other: Footprint) -> Double {
    max(widestGap(beyondEdgesTo: other.corners), other.widestGap(beyondEdgesTo: corners))
  }

  /// How far outside the outline the point lies, metres: negative inside, never more than the distance.
  public func gap(to point: Vec3) -> Double { widestGap(beyondEdgesTo: [point]) }

  private func widestGap(beyondEdgesTo points: [Vec3]) -> Double {
    var widest = -Double.infinity
    for (index, corner) in corners.enumerated() {
      let edge = corners[(index + 1) % corners.count] - corner
      let outward = Vec3(edge.y, -edge.x, 0).normalized
      let nearest = points.map { outward.dot(Vec3($0.x - corner.x, $0.y - corner.y, 0)) }.min() ?? .infinity
      widest = max(widest, nearest)
    }
    return widest
  }

  /// Andrew's monotone chain: the lower and the upper half of the outline, left to right and back.
  private static func convexOutline(of points: [Vec3]) -> [Vec3] {
    let sorted = points.map { Vec3($0.x, $0.y, 0) }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    func half(_ points: some Sequence<Vec3>) -> [Vec3] {
      var chain: [Vec3] = []
      for point in points {
        while chain.count >= 2,
          (chain[chain.count - 1] - chain[chain.count - 2]).cross(point - chain[chain.count - 1]).z <= 0
        {
          chain.removeLast()
        }
        chain.append(point)
      }
      return Array(chain.dropLast())
    }
    return half(sorted) + half(sorted.reversed())
  }
}
