#if canImport(Glibc)
  import Glibc
#endif

/// A convex outline on the table: what a body covers, seen from above.
public struct Footprint: Hashable, Sendable {
  /// Counter-clockwise seen from above, without repeats; z is 0. Metres. Fewer than three where the points it was
  /// made of lie on a line.
  public let corners: [Vec3]

  /// The smallest convex outline around the points, whatever their height.
  public init(around points: [Vec3]) {
    corners = Self.convexOutline(of: points)
  }

  /// What the convex hull (in the body's frame) covers when the body stands at `pose`.
  public init(hull: [Vec3], at pose: Pose) {
    self.init(around: hull.map { pose.apply($0) })
  }

  /// What any rotation about the vertical through `centre` could cover: a 16-gon around the circle.
  public init(around centre: Vec3, radius: Double) {
    let circumscribed = radius / cos(Double.pi / 16)
    corners = (0..<16).map { step in
      let angle = Double(step) * Double.pi / 8
      return Vec3(centre.x + circumscribed * cos(angle), centre.y + circumscribed * sin(angle), 0)
    }
  }

  private init(corners: [Vec3]) { self.corners = corners }

  /// How far apart two outlines are, metres: negative where they overlap, never more than their distance.
  ///
  /// The widest gap between their projections on the normals of their edges (separating-axis theorem).
  public func gap(to other: Footprint) -> Double {
    max(widestGap(beyondEdgesTo: other.corners), other.widestGap(beyondEdgesTo: corners))
  }

  /// How far outside the outline the point lies, metres: negative inside (then exactly the distance to the nearest
  /// edge), never more than the distance.
  public func gap(to point: Vec3) -> Double { widestGap(beyondEdgesTo: CollectionOfOne(point)) }

  /// Square metres.
  public var area: Double {
    var twice = 0.0
    for (a, b) in edges { twice += a.cross(b).z }
    return twice / 2
  }

  /// The centre of the covered area; of an outline without area, the mean of its corners.
  public var centroid: Vec3 {
    var (twice, sum, mean) = (0.0, Vec3.zero, Vec3.zero)
    for (a, b) in edges {
      let cross = a.cross(b).z
      twice += cross
      sum += cross * (a + b)
      mean += a
    }
    guard twice > 1e-12 else { return corners.isEmpty ? .zero : mean / Double(corners.count) }
    return sum / (3 * twice)
  }

  /// What both cover, or nil where that has no area (Sutherland–Hodgman clipping).
  public func intersection(_ other: Footprint) -> Footprint? {
    var kept = corners
    for (a, b) in other.edges {
      let inward = Vec3(a.y - b.y, b.x - a.x, 0)
      var clipped: [Vec3] = []
      for (index, p) in kept.enumerated() {
        let q = kept[(index + 1) % kept.count]
        let (dp, dq) = (inward.dot(p - a), inward.dot(q - a))
        if dp >= 0 { clipped.append(p) }
        if (dp < 0) != (dq < 0) { clipped.append(p + (dp / (dp - dq)) * (q - p)) }
      }
      kept = clipped
    }
    let outline = Footprint(around: kept)
    return outline.corners.count >= 3 ? outline : nil
  }

  /// Moved in the plane.
  public func moved(by offset: Vec3) -> Footprint {
    Footprint(corners: corners.map { Vec3($0.x + offset.x, $0.y + offset.y, 0) })
  }

  private var edges: [(Vec3, Vec3)] {
    corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
  }

  private func widestGap(beyondEdgesTo points: some Collection<Vec3>) -> Double {
    var widest = -Double.infinity
    for index in corners.indices {
      let corner = corners[index]
      let edge = corners[index + 1 == corners.count ? 0 : index + 1] - corner
      let outward = Vec3(edge.y, -edge.x, 0).normalized
      var nearest = Double.infinity
      for point in points {
        nearest = min(nearest, outward.x * (point.x - corner.x) + outward.y * (point.y - corner.y))
      }
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
          (chain[chain.count - 1] - chain[chain.count - 2]).cross(point - chain[chain.count - 1]).z <= 1e-15
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
