import Geometry
import RobotInterface

/// The actors of a scene where an observation sees them: what a plan is made around.
public struct Surroundings: Hashable, Sendable {
  public let scene: SceneDescription
  public let observation: Observation
  /// One per actor, in the scene's order.
  public let prisms: [Prism]

  public init(scene: SceneDescription, observation: Observation) {
    self.scene = scene
    self.observation = observation
    prisms = scene.actors.map { Prism(hull: $0.hull, at: observation[$0.id].pose) }
  }

  public subscript(_ id: ActorID) -> Prism { prisms[id.rawValue] }

  /// Every actor but those in `excluded`, with its prism.
  public func obstacles(without excluded: [ActorID] = []) -> [Obstacle] {
    scene.actors.filter { !excluded.contains($0.id) }.map { Obstacle(actor: $0.id, prism: self[$0.id]) }
  }

  /// What a message calls the actor.
  public func name(_ id: ActorID) -> String { "'\(scene[id].name)'" }
}

/// Something that a motion must not touch.
public struct Obstacle: Hashable, Sendable {
  public let actor: ActorID
  public let prism: Prism

  public init(actor: ActorID, prism: Prism) {
    self.actor = actor
    self.prism = prism
  }
}

/// What the tool holds: its hull, and where it sits at the tool.
public struct Load: Hashable, Sendable {
  /// In the body's frame, metres.
  public let hull: [Vec3]
  /// The body's pose in the tool's frame.
  public let inTool: Pose

  public init(hull: [Vec3], inTool: Pose) {
    self.hull = hull
    self.inTool = inTool
  }

  /// The actor as the tool holds it in `observation`.
  public init(_ actor: Actor, in observation: Observation) {
    self.init(hull: actor.hull, inTool: observation.tool.pose.inverse * observation[actor.id].pose)
  }
}
