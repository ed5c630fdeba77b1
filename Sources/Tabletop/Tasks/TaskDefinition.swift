import Geometry
import RobotInterface

/// How many skills a task takes: one, a few in sequence, or many with choices between them.
public enum TaskLevel: String, CaseIterable, Hashable, Sendable, Codable {
  case l0 = "L0"
  case l1 = "L1"
  case l2 = "L2"
}

/// What is known of a task before any scene of it is drawn.
public struct TaskInfo: Hashable, Sendable {
  public let name: TaskName
  public let level: TaskLevel
  /// One line for a list of tasks.
  public let summary: String
  /// How many actors a scene has beside the areas.
  public let actorCount: ClosedRange<Int>
  /// How many things it has to put actors on.
  public let areaCount: ClosedRange<Int>
  public let workspace: Workspace
  /// Whether an actor is held when the episode begins.
  public var startsHolding = false
  /// Whether the goal wants an actor held when the episode ends.
  public var endsHolding = false
}

/// One task of the benchmark: how its scenes are drawn, and what is asked for in them.
protocol TaskDefinition: Sendable {
  var info: TaskInfo { get }
  /// Puts a scene on the table and says what is to be done there. Thrown back when a place is not to be found.
  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal
}

/// What is asked for in one scene.
public struct TaskGoal: Hashable, Sendable {
  public var goal: Goal
  public var prompt: Prompt
  /// The actors that play a part, in the order of their parts.
  public var roles: [ActorID]
  /// Poses that the tool is to visit, in order.
  public var toolGoals: [Pose]
  /// What the key-step images show.
  public var keySteps: [KeyStep]

  public init(
    goal: Goal, prompt: Prompt, roles: [ActorID], toolGoals: [Pose] = [], keySteps: [KeyStep] = []
  ) {
    self.goal = goal
    self.prompt = prompt
    self.roles = roles
    self.toolGoals = toolGoals
    self.keySteps = keySteps
  }
}
