import Geometry
import RobotInterface
import SkillMachine

extension Value {
  /// The value as JSON: lengths in metres, angles in degrees, actors by name and index, entries of a dictionary as pairs.
  public func json(in scene: SceneDescription) -> JSON {
    switch self {
    case .none: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .number(value)
    case .length(let metres): ["metres": .number(metres)]
    case .angle(let degrees): ["degrees": .number(degrees)]
    case .duration(let seconds): ["seconds": .number(seconds)]
    case .vec3(let vector): .numbers([vector.x, vector.y, vector.z])
    case .quat(let q): .numbers([q.w, q.x, q.y, q.z])
    case .pose(let pose): pose.json
    case .actor(let index): scene.json(of: ActorID(rawValue: index))
    case .string(let text): .string(text)
    case .failure(let failure): failure.json
    case .list(let elements), .tuple(let elements): .array(elements.map { $0.json(in: scene) })
    case .dict(let entries): .array(entries.map { .array([$0.key.json(in: scene), $0.value.json(in: scene)]) })
    }
  }
}

extension SceneDescription {
  /// An actor as a record names it.
  func json(of id: ActorID) -> JSON { ["name": .string(self[id].name), "index": .int(id.rawValue)] }
}

extension Pose {
  /// Position in metres, then the quaternion (w, x, y, z).
  public var json: JSON { ["p": .numbers([p.x, p.y, p.z]), "q": .numbers([q.w, q.x, q.y, q.z])] }
}

extension CaughtFailure {
  var json: JSON {
    ["kind": "failure", "skill": .string(skill), "reason": .string(reason), "message": .string(message)]
  }
}
