import Geometry
import RobotInterface

/// A moment of the episode that an image of the prompt shows: where everything is then.
public struct KeyStep: Hashable, Sendable {
  /// What the prompt and the language call the image: "keystep_1".
  public let image: String
  public let tool: Pose
  /// One per actor of the scene, in its order.
  public let actors: [Pose]
  /// What each actor stands on; nil is the table.
  public let supports: [ActorID?]

  public init(image: String, tool: Pose, actors: [Pose], supports: [ActorID?]) {
    self.image = image
    self.tool = tool
    self.actors = actors
    self.supports = supports
  }
}
