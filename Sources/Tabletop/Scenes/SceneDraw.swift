import Geometry
import RobotInterface

/// A scene being drawn: what a task has put on the table so far, and where the next random numbers come from.
///
/// Counts, looks, places and roles have streams of their own. A scene that leaves no room is drawn again with other
/// places only, so that crowded scenes are not thinned out.
struct SceneDraw {
  /// How an actor finds its place.
  enum Placement {
    /// Uniform in the workspace, its outline at least `margin` metres from the others'.
    case random(margin: Double)
    /// Uniform in the workspace, its centre at least `factor` times the diagonal of its extents from the others'.
    case spaced(factor: Double)
  }

  /// What is kept clear around an actor.
  enum Clearance {
    /// Its outline where it stands.
    case outline
    /// Whatever its outline could cover when turned about its axis: for actors that turn, or that carry another.
    case anyYaw
  }

  let split: Split
  let workspace: Workspace
  var roles: RoleDraw
  private(set) var actors: [SceneActor] = []
  private(set) var heldAtStart: Int?
  /// The actors added so far, in order.
  var ids: [ActorID] { actors.indices.map(ActorID.init(rawValue:)) }

  private var counts: SeededRandom
  private var looks: SeededRandom
  private var places: SeededRandom
  private var occupied: [Occupied] = []

  private struct Occupied {
    let centre: Vec3
    let footprint: Footprint
  }

  /// Metres between any two outlines, where a task asks for less: what an arm that puts things down to a few
  /// millimetres needs between them. Primitives are of one height, so the tool above one is clear of the others.
  static let leastGap = 0.015
  /// Published extent of a primitive.
  static let primitiveSize = Vec3(0.1, 0.1, 0.05)

  init(_ id: EpisodeID, workspace: Workspace, attempt: Int) {
    split = id.split
    self.workspace = workspace
    roles = RoleDraw(random: id.random(for: "roles"), variant: id.variant)
    counts = id.random(for: "counts")
    looks = id.random(for: "looks")
    places = id.random(for: "places").split("attempt \(attempt)")
  }

  /// Where the actor was put.
  func pose(of id: ActorID) -> Pose { actors[id.rawValue].pose }

  /// How many there are of something.
  mutating func count(in range: ClosedRange<Int>) -> Int { counts.integer(in: range) }

  /// Adds an actor with its centre `lift` metres above where it would stand on the table.
  @discardableResult
  mutating func add(
    _ shapes: ShapePool, _ textures: TexturePool, _ placement: Placement, clearance: Clearance = .outline,
    lift: Double = 0
  ) throws(NoRoom) -> ActorID {
    let look = try drawLook(shapes, textures)
    let pose = try freePose(for: look.shape, placement, clearance)
    return append(look, at: Pose(pose.p + Vec3(0, 0, lift), pose.q))
  }

  /// Adds the actor that the gripper holds when the episode begins. The simulator puts it under the gripper.
  mutating func addAtGripper(_ shapes: ShapePool, _ textures: TexturePool) throws(NoRoom) -> ActorID {
    let id = append(try drawLook(shapes, textures), at: .identity)
    heldAtStart = id.rawValue
    return id
  }

  /// Finds a pose on the table for one more primitive, keeps it free, and adds nothing.
  mutating func freePose(
    for shape: Shape, _ placement: Placement, _ clearance: Clearance = .outline
  ) throws(NoRoom) -> Pose {
    let size = Self.primitiveSize
    let hull = shape.hull(size: size)
    let yaw = Quat(angle: places.uniform(in: 0...(2 * Double.pi)), axis: Vec3(0, 0, 1))
    let margin = if case .random(let margin) = placement { max(margin, Self.leastGap) } else { Self.leastGap }
    let spacing = if case .spaced(let factor) = placement { factor * Self.diagonal(of: shape) } else { 0.0 }
    let radius = hull.map(\.norm2d).max() ?? 0
    for _ in 0..<Self.drawsPerActor {
      let point = workspace.point(&places)
      let pose = Pose(Vec3(point.x, point.y, size.z / 2), yaw)
      let footprint =
        switch clearance {
        case .outline: Footprint(hull: hull, at: pose)
        case .anyYaw: Footprint(around: point, radius: radius)
        }
      let isFree = occupied.allSatisfy {
        ($0.centre - point).norm2d >= spacing && $0.footprint.gap(to: footprint) >= margin
      }
      guard ToolReach.contains(point), isFree else { continue }
      occupied.append(Occupied(centre: point, footprint: footprint))
      return pose
    }
    throw NoRoom()
  }

  private static let drawsPerActor = 100

  /// A shape and a texture that together name no actor of this scene yet.
  private mutating func drawLook(
    _ shapes: ShapePool, _ textures: TexturePool
  ) throws(NoRoom) -> (shape: Shape, texture: String) {
    let shapes = shapes.shapes(in: split)
    let textures = textures.textures(in: split)
    for _ in 0..<Self.drawsPerActor {
      let shape = shapes[looks.index(below: shapes.count)]
      let texture = textures[looks.index(below: textures.count)]
      if !actors.contains(where: { $0.shape == shape && $0.texture == texture }) { return (shape, texture) }
    }
    throw NoRoom()
  }

  private mutating func append(_ look: (shape: Shape, texture: String), at pose: Pose) -> ActorID {
    actors.append(
      SceneActor(
        name: "\(look.texture) \(look.shape.rawValue)", shape: look.shape, texture: look.texture,
        size: Self.primitiveSize, pose: pose))
    return ActorID(rawValue: actors.count - 1)
  }

  /// Of the rectangle around a primitive's outline, metres.
  static func diagonal(of shape: Shape) -> Double {
    let outline = shape.footprint(size: primitiveSize)
    let x = outline.map(\.x)
    let y = outline.map(\.y)
    return Vec3((x.max() ?? 0) - (x.min() ?? 0), (y.max() ?? 0) - (y.min() ?? 0), 0).norm
  }
}

/// An attempt to draw a scene found no place for an actor: the scene is drawn again.
struct NoRoom: Error {}
