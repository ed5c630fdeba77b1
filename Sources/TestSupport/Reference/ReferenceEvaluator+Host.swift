import Geometry
import SkillMachine
import SkillSemantics

/// Values as the host has them.
extension ReferenceEvaluator {
  func exported(_ value: Datum, _ type: Type) -> Value {
    if case .optional(let inner) = program.types[type] { return value.isNone ? .none : exported(value, inner) }
    switch value {
    case .none, .function: return .none
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(Int(number))
    case .number(let number): return exported(number, type)
    case .numbers(let n):
      switch type {
      case .vec3: return .vec3(Vec3(n[0], n[1], n[2]))
      case .quat: return .quat(Quat(n[0], n[1], n[2], n[3]))
      default: return .pose(Pose(Vec3(n[0], n[1], n[2]), Quat(n[3], n[4], n[5], n[6])))
      }
    case .text(let text): return .string(String(text))
    case .actor(let actor): return .actor(actor)
    case .failure(let failure): return .failure(failure)
    case .list(let list):
      guard case .list(let element) = program.types[type] else { return .none }
      return .list(list.elements.map { exported($0, element) })
    case .dictionary(let dictionary):
      guard case .dictionary(let key, let value) = program.types[type] else { return .none }
      return .dict(dictionary.entries.map { Value.Entry(key: exported($0.key, key), value: exported($0.value, value)) })
    case .tuple(let parts):
      guard case .tuple(let types) = program.types[type] else { return .none }
      return .tuple(zip(parts, types).map { exported($0, $1) })
    }
  }

  private func exported(_ number: Double, _ type: Type) -> Value {
    switch type {
    case .length: .length(metres: number)
    case .angle: .angle(radians: number)
    case .duration: .duration(seconds: number)
    default: .float(number)
    }
  }

  func imported(_ value: Value) throws -> Datum {
    switch value {
    case .none: return .none
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(Int64(number))
    case .float(let number), .length(let number), .angle(let number), .duration(let number): return .number(number)
    case .vec3(let v): return .numbers([v.x, v.y, v.z])
    case .quat(let q): return .numbers([q.w, q.x, q.y, q.z])
    case .pose(let pose):
      return .numbers([pose.p.x, pose.p.y, pose.p.z, pose.q.w, pose.q.x, pose.q.y, pose.q.z])
    case .actor(let actor): return .actor(actor)
    case .string(let text): return .text(text)
    case .list(let values): return .list(try values.map { try imported($0) })
    case .failure, .tuple, .dict: throw Thrown.broken("no query answers with \(value)")
    }
  }
}
