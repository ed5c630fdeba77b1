import Geometry

/// A prism's surface for drawing: its own corners for every face, so that edges are sharp and a texture runs over the
/// sides as over the top. One texture picture covers the larger of the two horizontal extents, on every face.
struct PrismMesh {
  private(set) var corners: [Vec3] = []
  private(set) var normals: [Vec3] = []
  private(set) var coordinates: [(u: Double, v: Double)] = []
  private(set) var faces: [(Int, Int, Int)] = []

  init(shape: Shape, size: Vec3) {
    let outline = shape.footprint(size: size)
    let scale = max(size.x, size.y)
    for up in [1.0, -1.0] { addCap(outline, isStar: shape == .star, up: up, height: size.z, scale: scale) }
    addSides(outline, smooth: shape == .cylinder, height: size.z, scale: scale)
  }

  private mutating func add(_ corner: Vec3, normal: Vec3, u: Double, v: Double) -> Int {
    corners.append(corner)
    normals.append(normal)
    coordinates.append((u, v))
    return corners.count - 1
  }

  /// Triangles from the middle; every outline here is seen whole from its middle.
  private mutating func addCap(_ outline: [Vec3], isStar: Bool, up: Double, height: Double, scale: Double) {
    let normal = Vec3(0, 0, up)
    let middle = add(Vec3(0, 0, up * height / 2), normal: normal, u: 0.5, v: 0.5)
    let ring = outline.map {
      add(Vec3($0.x, $0.y, up * height / 2), normal: normal, u: 0.5 + up * $0.x / scale, v: 0.5 + $0.y / scale)
    }
    for (index, a) in ring.enumerated() {
      let b = ring[(index + 1) % ring.count]
      faces.append(up > 0 ? (middle, a, b) : (middle, b, a))
    }
  }

  private mutating func addSides(_ outline: [Vec3], smooth: Bool, height: Double, scale: Double) {
    var distance = 0.0
    for (index, a) in outline.enumerated() {
      let b = outline[(index + 1) % outline.count]
      let along = b - a
      let flat = Vec3(along.y, -along.x, 0).normalized
      let (start, end) = (distance / scale, (distance + along.norm) / scale)
      distance += along.norm
      var quad: [Int] = []
      for (corner, z, u) in [(a, -0.5, start), (b, -0.5, end), (b, 0.5, end), (a, 0.5, start)] {
        let normal = smooth ? Vec3(corner.x, corner.y, 0).normalized : flat
        let point = Vec3(corner.x, corner.y, z * height)
        quad.append(add(point, normal: normal, u: u, v: 0.5 + z * height / scale))
      }
      faces.append((quad[0], quad[1], quad[2]))
      faces.append((quad[0], quad[2], quad[3]))
    }
  }

  /// The mesh as an MJCF asset.
  func asset(named name: String) -> String {
    let vertex = corners.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: " ")
    let normal = normals.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: " ")
    let coordinate = coordinates.map { "\($0.u) \($0.v)" }.joined(separator: " ")
    let face = faces.map { "\($0.0) \($0.1) \($0.2)" }.joined(separator: " ")
    return """
      <mesh name="\(name)" inertia="shell" vertex="\(vertex)" normal="\(normal)" texcoord="\(coordinate)" face="\(face)"/>
      """
  }
}
