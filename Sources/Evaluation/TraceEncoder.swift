import RobotInterface
import SkillMachine
import SkillRuntime

/// Turns the events of a run into the lines of a trace.
///
/// Every control step names the call in force by its number (from 0), what it asked of the arm, and the pose of the tool
/// after it. No line holds a wall time or a path: two runs of one program and seed write equal traces.
public struct TraceEncoder {
  private let scene: SceneDescription
  private let program: ProgramText
  /// Skill calls so far.
  private var calls: Int
  /// Simulated seconds at the last event that told them.
  private var time: Double

  /// Begins at the beginning, or where a run goes on that has made `calls` skill calls in `time` simulated seconds.
  public init(scene: SceneDescription, program: ProgramText, calls: Int = 0, time: Double = 0) {
    self.scene = scene
    self.program = program
    self.calls = calls
    self.time = time
  }

  /// The line for one event; nil for the end, which `Rollout.Outcome` describes.
  public mutating func line(for event: ExecutionEvent) -> JSON? {
    switch event {
    case .printed(let text): return line("print", [("text", .string(text))])
    case .memoryStored(let store):
      let key = store.key.map { [(key: "key", value: $0.json(in: scene))] } ?? []
      return line("store", [("memory", .string(store.cell))] + key + [("value", store.value.json(in: scene))])
    case .skillBegan(let call, let statement):
      calls += 1
      let place = program.line(of: statement).map(JSON.int) ?? nil
      return line("call", [("call", .int(calls - 1)), ("line", place), ("skill", call.json(in: scene))])
    case .stepped(let step):
      time = step.observation.time
      return line(
        "step",
        [
          ("call", .int(calls - 1)), ("skill", .string(step.call.name.rawValue)),
          ("action", .numbers(step.action.components)), ("tool", step.observation.tool.pose.json),
          ("held", step.observation.held.map(scene.json) ?? nil),
        ])
    case .skillEnded(_, let end, let time):
      self.time = time
      return line("outcome", [("call", .int(calls - 1))] + end.members)
    // These come only where somebody debugs.
    case .statementBegan, .answered: return nil
    case .ended: return nil
    }
  }

  private func line(_ event: String, _ members: [(key: String, value: JSON)]) -> JSON {
    .object([("event", .string(event)), ("time", .seconds(time))] + members)
  }
}

extension Action {
  /// Translation, rotation, vacuum: the seven numbers of an action.
  fileprivate var components: [Double] {
    [translation.x, translation.y, translation.z, rotation.x, rotation.y, rotation.z, vacuum]
  }
}

extension SkillEnd {
  fileprivate var members: [(key: String, value: JSON)] {
    switch self {
    case .outcome(.success): [("outcome", "success")]
    case .outcome(.failure(let failure)):
      [
        ("outcome", "failure"), ("reason", .string(failure.reason.rawValue)), ("message", .string(failure.message)),
      ]
    case .expired: [("outcome", "expired")]
    }
  }
}
