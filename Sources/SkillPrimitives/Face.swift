import Geometry
import RobotInterface

/// The flat face on top of an actor: what cups lie on, and what another actor stands on.
struct Face: Hashable {
  /// Convex outlines whose union it is.
  let outlines: [Footprint]
  /// Its centre, in the world.
  let middle: Vec3

  /// A face may be tilted by so many metres over its width.
  private static let flatness = 0.002
  /// Square metres below which it is an edge or a tip.
  private static let leastArea = 1e-5

  /// The top face of an actor at `pose`; nil when an edge or a tip is on top.
  init?(of actor: Actor, at pose: Pose) {
    let parts = actor.parts.map { $0.map { pose.apply($0) } }
    let height = parts.joined().lazy.map(\.z).max() ?? pose.p.z
    outlines = parts.map { corners in Footprint(around: corners.filter { $0.z > height - Self.flatness }) }
      .filter { $0.corners.count >= 3 && $0.area > Self.leastArea }
    guard !outlines.isEmpty else { return nil }
    let total = outlines.reduce(0) { $0 + $1.area }
    let centre = outlines.reduce(Vec3.zero) { $0 + ($1.area / total) * $1.centroid }
    middle = Vec3(centre.x, centre.y, height)
  }

  /// How far inside the face a point of the plane lies, at least, metres; negative outside.
  func margin(of point: Vec3) -> Double { outlines.reduce(-.infinity) { max($0, -$1.gap(to: point)) } }

  /// The convex outline around it: what stands on a face that is not convex stands on its outermost points.
  var ground: Footprint { Footprint(around: outlines.flatMap(\.corners)) }
}
