import Geometry
import Glibc
import RobotInterface

/// A way to hold an actor: where the tool is when its cups lie on the actor's top face.
public struct Grasp: Hashable, Sendable {
  public let actor: ActorID
  /// The tool's pose in the actor's frame.
  public let toolInActor: Pose
  /// Metres from the outermost cup's centre to the nearest edge of the face; negative when a cup hangs over.
  public let margin: Double

  /// The tool's pose at contact with the actor at `pose`.
  public func contact(with pose: Pose) -> Pose { pose * toolInActor }
}

/// Finds where the cups fit on an actor's top face.
public struct GraspFinder: Hashable, Sendable {
  /// A margin of this many metres is as good as any larger one.
  private static let enoughMargin = 0.01
  /// Faces tilted by more than this many metres over their width are not faces for cups.
  private static let flatness = 0.002

  public init() {}

  /// Grasps of the actor from above, the best first: all cups well on the face, near its middle, the wrist unturned.
  /// Empty when no flat face looks up.
  public func grasps(of actor: Actor, at pose: Pose) -> [Grasp] {
    let faces = topFaces(of: actor, at: pose)
    guard let height = faces.first?.height else { return [] }
    let outlines = faces.map(\.outline)
    let middle = centre(of: outlines)
    let base = ArmKinematics.base.p
    // The heading that leaves joint 6 in its middle points away from the base.
    let outward = atan2(middle.y - base.y, middle.x - base.x)
    var found: [(grasp: Grasp, score: Double)] = []
    for offset in Self.offsets {
      let point = Vec3(middle.x + offset.x, middle.y + offset.y, height)
      for turn in Self.wristTurns {
        let tool = SuctionTool.straightDown(at: point, heading: outward + turn)
        let margin = SuctionTool.cups.lazy.map { self.margin(of: tool.apply($0), in: outlines) }.min() ?? -.infinity
        let centreMargin = self.margin(of: point, in: outlines)
        guard centreMargin > 0.004 else { continue }
        let grasp = Grasp(actor: actor.id, toolInActor: pose.inverse * tool, margin: margin)
        let score = min(margin, Self.enoughMargin) - 0.25 * offset.norm - 0.0005 * abs(turn)
        found.append((grasp, score))
      }
    }
    return found.sorted { $0.score > $1.score }.map(\.grasp)
  }

  /// The middle of the actor's top face at `pose`, in the world; nil when no flat face looks up.
  public func topCentre(of actor: Actor, at pose: Pose) -> Vec3? {
    let faces = topFaces(of: actor, at: pose)
    guard let height = faces.first?.height else { return nil }
    let middle = centre(of: faces.map(\.outline))
    return Vec3(middle.x, middle.y, height)
  }

  /// The convex outlines that make up the actor's top face at `pose`.
  public func topOutlines(of actor: Actor, at pose: Pose) -> [Footprint] {
    topFaces(of: actor, at: pose).map(\.outline)
  }

  private func topFaces(of actor: Actor, at pose: Pose) -> [(outline: Footprint, height: Double)] {
    let parts = actor.parts.map { $0.map { pose.apply($0) } }
    let height = parts.joined().lazy.map(\.z).max() ?? 0
    return parts.compactMap { corners in
      let outline = Footprint(around: corners.filter { $0.z > height - Self.flatness })
      return outline.corners.count >= 3 && outline.area > 1e-5 ? (outline, height) : nil
    }
  }

  /// How far inside the union of the outlines a point lies, at least.
  private func margin(of point: Vec3, in outlines: [Footprint]) -> Double {
    outlines.lazy.map { -$0.gap(to: point) }.max() ?? -.infinity
  }

  private func centre(of outlines: [Footprint]) -> Vec3 {
    let total = outlines.reduce(0) { $0 + $1.area }
    return outlines.reduce(Vec3.zero) { $0 + ($1.area / total) * $1.centroid }
  }

  /// Places of the tool to try, from the middle of the face: a grid of 6 mm over ±24 mm, the middle first.
  private static let offsets: [Vec3] = (-4...4).flatMap { x in
    (-4...4).map { y in Vec3(0.006 * Double(x), 0.006 * Double(y), 0) }
  }.sorted { $0.norm < $1.norm }

  /// Turns of the wrist to try, radians: the cups' cross is the same after half a turn.
  private static let wristTurns: [Double] = (-5...6).map { Double($0) * .pi / 12 }.sorted { abs($0) < abs($1) }
}
