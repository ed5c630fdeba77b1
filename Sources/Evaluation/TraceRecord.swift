import Geometry
import RobotInterface

/// One line of a trace. No line holds a wall time or a path: two runs of one program and seed write equal traces.
public enum TraceRecord {
  /// The first line: what was run, as the caller describes it.
  case start(JSON)
  /// A skill call begins. Calls are numbered from 0; `line` is that of the statement, from 1.
  case call(Int, SkillCall, line: Int, time: Double)
  /// One control step: the call in force, what it asked of the arm, and where the tool was when it asked.
  case step(call: Int, Action, Observation)
  case outcome(call: Int, SkillOutcome, time: Double)
  /// A memory cell, or one key of it, got a value, written as the language prints it.
  case store(name: String, key: String?, value: String, time: Double)
  case print(String, time: Double)
  /// The last line: how the run ended, as the caller describes it.
  case end(JSON)

  /// The record as one JSON object, whose first member says its kind.
  public func json(in scene: SceneDescription) -> JSON {
    switch self {
    case .start(let facts): Self.object("start", facts)
    case .call(let number, let call, let line, let time):
      ["event": "call", "time": .number(time), "call": .int(number), "line": .int(line), "skill": call.json(in: scene)]
    case .step(let number, let action, let observation):
      [
        "event": "step", "time": .number(observation.time), "call": .int(number),
        "action": .numbers(action.components), "tool": observation.tool.pose.json,
        "held": observation.held.map { .string(scene[$0].name) } ?? nil,
      ]
    case .outcome(let number, let outcome, let time): Self.outcome(number, outcome, time)
    case .store(let name, let key, let value, let time):
      [
        "event": "store", "time": .number(time), "memory": .string(name), "key": key.map(JSON.string) ?? nil,
        "value": .string(value),
      ]
    case .print(let text, let time): ["event": "print", "time": .number(time), "text": .string(text)]
    case .end(let facts): Self.object("end", facts)
    }
  }

  private static func object(_ event: String, _ facts: JSON) -> JSON {
    guard case .object(let members) = facts else { return ["event": .string(event), "facts": facts] }
    return .object([(key: "event", value: .string(event))] + members)
  }

  private static func outcome(_ number: Int, _ outcome: SkillOutcome, _ time: Double) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("event", "outcome"), ("time", .number(time)), ("call", .int(number)),
    ]
    switch outcome {
    case .success: members.append(("outcome", "success"))
    case .failure(let failure):
      members += [
        ("outcome", "failure"), ("reason", .string(failure.reason.rawValue)), ("message", .string(failure.message)),
      ]
    }
    return .object(members)
  }
}

extension Action {
  /// Translation, rotation, vacuum: the seven numbers of an action.
  fileprivate var components: [Double] {
    [translation.x, translation.y, translation.z, rotation.x, rotation.y, rotation.z, vacuum]
  }
}

extension Pose {
  /// Position in metres, then the quaternion (w, x, y, z).
  public var json: JSON { ["p": .numbers([p.x, p.y, p.z]), "q": .numbers([q.w, q.x, q.y, q.z])] }
}
