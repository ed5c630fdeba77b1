import Geometry
import RobotInterface

/// One scene of a task, drawn but not yet built: what stands where, and what is asked for.
public struct Episode: Hashable, Sendable {
  public let id: EpisodeID
  public let info: TaskInfo
  public let layout: SceneLayout
  public let task: TaskGoal

  /// Draws the scene of this identity, again and again until everything has its place. Takes well under a millisecond.
  ///
  /// Throws `noRoom` after a thousand attempts, which happens to no task of the catalogue.
  public init(_ id: EpisodeID) throws(TabletopError) {
    let definition = id.task.definition
    for attempt in 0..<Self.attempts {
      var scene = SceneDraw(id, workspace: definition.info.workspace, attempt: attempt)
      guard let task = try? definition.draw(&scene) else { continue }
      self.init(
        id: id, info: definition.info, layout: SceneLayout(actors: scene.actors, heldAtStart: scene.heldAtStart),
        task: task)
      return
    }
    throw .noRoom(id)
  }

  /// A scene put together by hand.
  public init(id: EpisodeID, info: TaskInfo, layout: SceneLayout, task: TaskGoal) {
    self.id = id
    self.info = info
    self.layout = layout
    self.task = task
  }

  /// The prompt with the actors' names in it.
  public var prompt: String { task.prompt.text(naming: layout.actors.map(\.name)) }

  private static let attempts = 1000
}

/// Why there is no world to act in.
public enum TabletopError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The task's scene could not be laid out: an internal error.
  case noRoom(EpisodeID)
  /// The simulator could not be built.
  case simulator(SimulatorError)
  /// The scene did not come to rest: an internal error.
  case unstable(WorldError)
  /// A saved state belongs to another episode, or is damaged.
  case foreignState(String)

  public var description: String {
    switch self {
    case .noRoom(let id):
      "internal error: the scene of task '\(id.task.rawValue)', seed \(id.seed), split \(id.split.rawValue) has no room"
    case .simulator(let error): error.description
    case .unstable(let error): "internal error: the scene does not come to rest: \(error)"
    case .foreignState(let reason): "the saved state can not be restored: \(reason)"
    }
  }
}
