import Geometry

/// Names one actor of a scene for as long as the scene lives: its index in `SceneDescription.actors`.
public struct ActorID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public static func < (a: ActorID, b: ActorID) -> Bool { a.rawValue < b.rawValue }
}

/// What never changes about a thing on the table.
public struct Actor: Hashable, Sendable {
  public let id: ActorID
  /// What a program calls it: "<texture> <shape>". Several actors may share a name.
  public let name: String
  public let shape: String
  public let texture: String
  /// Convex hull in the body's frame, metres; what planners keep clear of.
  public let hull: [Vec3]
  /// Corners of convex parts whose union is the actor, in the body's frame, metres: where a tool finds a face although
  /// the actor is not convex (a star). Just the hull where that says it all.
  public let parts: [[Vec3]]
  /// Kilograms; 0 for an actor that cannot move.
  public let mass: Double
  /// False for areas and posts that are fixed to the table.
  public let isMovable: Bool

  public init(
    id: ActorID, name: String, shape: String, texture: String, hull: [Vec3], parts: [[Vec3]]? = nil, mass: Double,
    isMovable: Bool
  ) {
    self.id = id
    self.name = name
    self.shape = shape
    self.texture = texture
    self.hull = hull
    self.parts = parts ?? [hull]
    self.mass = mass
    self.isMovable = isMovable
  }

  /// Highest and lowest point of the hull when the actor stands at `pose`, metres above the table.
  public func verticalExtent(at pose: Pose) -> ClosedRange<Double> {
    let heights = hull.map { pose.apply($0).z }
    return (heights.min() ?? pose.p.z)...(heights.max() ?? pose.p.z)
  }

  /// The largest horizontal distance of the hull from the body's origin when it stands at rotation `q`, metres.
  public func horizontalRadius(at q: Quat) -> Double { hull.map { q.rotate($0).norm2d }.max() ?? 0 }
}

/// What is on the table, in the task's order, and what never changes about it.
public struct SceneDescription: Hashable, Sendable {
  public let actors: [Actor]

  public init(actors: [Actor]) { self.actors = actors }

  public subscript(_ id: ActorID) -> Actor { actors[id.rawValue] }
}

/// A cell of the 10×10 grid over the base camera's image: the centre of an actor's box there times 10, rounded.
public struct ImageCell: Hashable, Sendable {
  /// 0…10 from the left of the image; −1 when unknown.
  public let column: Int
  /// 0…10 from the top of the image; −1 when unknown.
  public let row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Whether the cell says anything: the converter writes (−1, −1) where it knows none.
  public var isKnown: Bool { column >= 0 && row >= 0 }
}
