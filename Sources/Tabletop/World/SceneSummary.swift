import Geometry
import RobotInterface

/// What a person, or a checker, needs to know of a scene before writing a program for it.
public struct SceneSummary: Hashable, Sendable, Codable {
  public struct ActorSummary: Hashable, Sendable, Codable {
    public let name: String
    public let shape: String
    public let texture: String
    /// Metres: x, y, z of the centre.
    public let position: [Double]
    /// About the vertical, degrees, counter-clockwise seen from above.
    public let yaw: Double
    /// Nominal extents along its own axes, metres.
    public let size: [Double]
    /// Column and row in the base camera's 10×10 grid, as `actor_pos` takes them; nil out of view.
    public let cell: [Int]?
    /// False for what is fixed to the table.
    public let isMovable: Bool
    /// Its place, from 0, among the actors that play a part in the task; nil without a part.
    public let role: Int?
  }

  public let task: TaskName
  public let seed: UInt64
  public let split: Split
  public let variant: Int
  public let prompt: String
  /// In the order of the scene.
  public let actors: [ActorSummary]
  /// Images of the prompt that programs may name.
  public let images: [String]
  /// How many poses the tool is to visit.
  public let goalCount: Int
  /// Index of the actor that the gripper holds when the episode begins.
  public let heldAtStart: Int?
  /// Whether the task wants an actor held at its end.
  public let endsHolding: Bool
}

extension Tabletop {
  /// The scene as it is now.
  public var summary: SceneSummary {
    let id = episode.id
    return SceneSummary(
      task: id.task, seed: id.seed, split: id.split, variant: id.variant, prompt: prompt,
      actors: scene.actors.map(summary(of:)), images: episode.task.keySteps.map(\.image),
      goalCount: episode.task.toolGoals.count, heldAtStart: episode.layout.heldAtStart,
      endsHolding: episode.info.endsHolding)
  }

  private func summary(of actor: Actor) -> SceneSummary.ActorSummary {
    let pose = pose(of: actor.id)
    let cell = cell(of: actor.id)
    let size = episode.layout.actors[actor.id.rawValue].size
    return SceneSummary.ActorSummary(
      name: actor.name, shape: actor.shape, texture: actor.texture, position: [pose.p.x, pose.p.y, pose.p.z],
      yaw: pose.q.yaw * 180 / .pi, size: [size.x, size.y, size.z],
      cell: cell.isKnown ? [cell.column, cell.row] : nil, isMovable: actor.isMovable,
      role: episode.task.roles.firstIndex(of: actor.id))
  }
}
