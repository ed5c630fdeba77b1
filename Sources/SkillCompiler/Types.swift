import SkillBytecode
import SkillSemantics

extension TypeTable {
  /// The machine's type for values of `type`.
  func lowered(_ type: Type) -> ValueType {
    switch self[type] {
    case .list(let element): return .list(lowered(element))
    case .dictionary(let key, let value): return .dict(key: lowered(key), value: lowered(value))
    case .tuple(let elements): return .tuple(elements.map(lowered))
    case .optional(let wrapped): return .optional(lowered(wrapped))
    case .function: return .none
    case .fixed: return Self.fixed[type] ?? .none
    }
  }

  /// Types without values, such as Never, take no registers, like None.
  private static let fixed: [Type: ValueType] = [
    .bool: .bool, .int: .int, .float: .float, .str: .string, .length: .length, .angle: .angle, .duration: .duration,
    .vec3: .vec3, .quat: .quat, .pose: .pose, .actor: .actor, .skillFailure: .failure,
  ]
}
