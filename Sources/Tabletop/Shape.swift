import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// The outline of an upright prism, the primitive that scenes are made of. The raw value is the shape's name.
///
/// An outline is given for the benchmark's default extent of 0.1 m and scales with `size`; it lies in the x–y plane of
/// the body, whose origin is the middle of the prism's axis. A triangle's and a hexagon's outline is a little wider
/// than the nominal extent, as published.
public enum Shape: String, CaseIterable, Hashable, Sendable {
  case cube, cylinder, triangle, hexagon, star

  /// The outline at extent 1 × 1, counter-clockwise seen from above.
  private var unitOutline: [(x: Double, y: Double)] {
    switch self {
    case .cube: [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
    case .cylinder: Self.ring(count: 16) { _ in 0.5 }
    case .triangle: [(-0.577, -0.289), (0.577, -0.289), (0, 0.577)]
    case .hexagon: [(0, -0.577), (0.433, -0.289), (0.433, 0.289), (0, 0.577), (-0.433, 0.289), (-0.433, -0.289)]
    case .star: Self.ring(count: 12) { $0.isMultiple(of: 2) ? 0.5 : 0.25 }
    }
  }

  private static func ring(count: Int, radius: (Int) -> Double) -> [(x: Double, y: Double)] {
    (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return (radius(index) * cos(angle), radius(index) * sin(angle))
    }
  }

  /// The outline at z = 0, counter-clockwise seen from above, metres. A star's is not convex.
  public func footprint(size: Vec3) -> [Vec3] {
    unitOutline.map { Vec3($0.x * size.x, $0.y * size.y, 0) }
  }

  /// Convex outlines whose union is the footprint: what contacts and overlap tests are computed on.
  public func convexFootprints(size: Vec3) -> [[Vec3]] {
    let outline = footprint(size: size)
    guard self == .star else { return [outline] }
    // Opposite tips with the two inner corners beside each: three overlapping hexagons make the six points.
    return (0..<3).map { axis in
      [-1, 0, 1, 5, 6, 7].map { outline[(2 * axis + $0 + 12) % 12] }
    }
  }

  /// The corners of the convex hull in the body's frame, metres: the bottom outline, then the top one.
  public func hull(size: Vec3) -> [Vec3] {
    let outline = footprint(size: size)
    let convex = self == .star ? stride(from: 0, to: outline.count, by: 2).map { outline[$0] } : outline
    return Self.prism(convex, height: size.z)
  }

  /// The corners of the prism over `outline`, centred on z = 0: the bottom ones, then the top ones.
  static func prism(_ outline: [Vec3], height: Double) -> [Vec3] {
    outline.map { Vec3($0.x, $0.y, -height / 2) } + outline.map { Vec3($0.x, $0.y, height / 2) }
  }

  /// Cubic metres.
  public func volume(size: Vec3) -> Double { moments(size: size).area * size.z }

  /// Area and second moments of area (∫x², ∫y², ∫xy, about the body's origin) of the footprint, by Green's theorem.
  func moments(size: Vec3) -> (area: Double, xx: Double, yy: Double, xy: Double) {
    let outline = footprint(size: size)
    var (area, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0)
    for (index, a) in outline.enumerated() {
      let b = outline[(index + 1) % outline.count]
      let cross = a.x * b.y - b.x * a.y
      area += cross / 2
      xx += cross * (a.x * a.x + a.x * b.x + b.x * b.x) / 12
      yy += cross * (a.y * a.y + a.y * b.y + b.y * b.y) / 12
      xy += cross * (a.x * b.y + 2 * a.x * a.y + 2 * b.x * b.y + b.x * a.y) / 24
    }
    return (area, xx, yy, xy)
  }
}
