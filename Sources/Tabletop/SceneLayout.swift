import Geometry

/// One actor of a scene before the scene is built.
public struct SceneActor: Hashable, Sendable {
  /// What a program calls it: "<texture> <shape>". Several actors may share a name.
  public var name: String
  public var shape: Shape
  /// A name that `Texture` draws; the empty name is an untextured grey.
  public var texture: String
  /// Nominal full extents, metres (see `Shape`).
  public var size: Vec3
  /// Of the body's origin, the middle of the prism.
  public var pose: Pose
  /// Kilograms per cubic metre.
  public var density: Double
  /// False for areas and posts that are fixed to the table.
  public var isMovable: Bool

  public init(
    name: String, shape: Shape, texture: String, size: Vec3, pose: Pose, density: Double = 1000, isMovable: Bool = true
  ) {
    self.name = name
    self.shape = shape
    self.texture = texture
    self.size = size
    self.pose = pose
    self.density = density
    self.isMovable = isMovable
  }
}

/// All that decides a world before it moves: a function of task, seed, split and variant.
public struct SceneLayout: Hashable, Sendable {
  public var actors: [SceneActor]
  /// Index of the actor that is spawned under the gripper, whatever its pose says: its top 0.5 mm below the cups,
  /// upright, moving up at 0.2 m/s (the published 0.1 only just grazes the cups). It is held once the world has been stepped with the vacuum on.
  public var heldAtStart: Int?
  /// Radians added to the arm's start joints, base to wrist; empty for none.
  public var jointOffsets: [Double]

  public init(actors: [SceneActor], heldAtStart: Int? = nil, jointOffsets: [Double] = []) {
    self.actors = actors
    self.heldAtStart = heldAtStart
    self.jointOffsets = jointOffsets
  }
}
