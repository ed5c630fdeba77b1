import SkillBytecode
import SkillSemantics

/// The machine's types for the types of one program, each worked out once.
struct MachineTypes {
  private var types: [ValueType] = []
  private var layouts: [Layout] = []

  init(_ table: TypeTable) {
    types.reserveCapacity(table.count)
    layouts.reserveCapacity(table.count)
    // A type's parts stand before it, for the table made it of types that it had.
    for number in 0..<UInt32(table.count) {
      let type = lowered(Type(rawValue: number), table)
      types.append(type)
      layouts.append(type.layout)
    }
  }

  /// The machine's type for values of `type`.
  subscript(_ type: Type) -> ValueType {
    type.rawValue < UInt32(types.count) ? types[Int(type.rawValue)] : .none
  }

  func layout(of type: Type) -> Layout {
    type.rawValue < UInt32(layouts.count) ? layouts[Int(type.rawValue)] : .zero
  }

  private func lowered(_ type: Type, _ table: TypeTable) -> ValueType {
    switch table[type] {
    case .list(let element): .list(self[element])
    case .dictionary(let key, let value): .dict(key: self[key], value: self[value])
    case .tuple(let elements): .tuple(elements.map { self[$0] })
    case .optional(let wrapped): .optional(self[wrapped])
    case .function: .none
    case .fixed: Self.fixed(type)
    }
  }

  /// Types without values, such as Never, take no registers, like None.
  private static func fixed(_ type: Type) -> ValueType {
    switch type {
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .str: .string
    case .length: .length
    case .angle: .angle
    case .duration: .duration
    case .vec3: .vec3
    case .quat: .quat
    case .pose: .pose
    case .actor: .actor
    case .skillFailure: .failure
    default: .none
    }
  }
}
