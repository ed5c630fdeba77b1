import SkillBytecode
import SkillSemantics

/// What the types of a program are to the machine, each worked out once.
struct MachineTypes {
  private var table: TypeTable
  private var types: [ValueType] = []
  private var layouts: [Layout] = []

  /// What every program's types begin with.
  private static let prelude = MachineTypes(lowering: Prelude.shared.types)

  /// The host's functions, which are the same for every program.
  static let hostFunctions = Prelude.shared.hostFunctions.map { function in
    SkillBytecode.HostFunction(
      name: function.name, kind: function.kind == .skill ? .skill : .query,
      parameters: function.parameters.map {
        SkillBytecode.HostFunction.Parameter(name: $0.name, type: prelude[$0.type])
      },
      result: prelude[function.result])
  }

  /// `table` grew from the prelude's.
  init(_ table: TypeTable) {
    self = Self.prelude
    self.table = table
    lowerNew()
  }

  private init(lowering table: TypeTable) {
    self.table = table
    lowerNew()
  }

  /// The machine's type for values of `type`.
  subscript(_ type: Type) -> ValueType {
    type.rawValue < UInt32(types.count) ? types[Int(type.rawValue)] : .none
  }

  /// The registers of a value.
  func layout(of type: Type) -> Layout {
    type.rawValue < UInt32(layouts.count) ? layouts[Int(type.rawValue)] : .zero
  }

  func shape(of type: Type) -> TypeShape { table[type] }

  /// Which of a value's objects are there whenever the value is.
  func requiredObjects(of type: Type) -> [Int] { layout(of: type).objects == 0 ? [] : self[type].requiredObjects }

  // MARK: Types that the program need not have

  mutating func list(of element: Type) -> Type {
    let type = table.list(element)
    lowerNew()
    return type
  }

  mutating func optional(_ wrapped: Type) -> Type {
    let type = table.optional(wrapped)
    lowerNew()
    return type
  }

  /// A type's parts stand before it, for the table made it of types that it had.
  private mutating func lowerNew() {
    while types.count < table.count {
      let type = lowered(Type(rawValue: UInt32(types.count)))
      types.append(type)
      layouts.append(type.layout)
    }
  }

  private func lowered(_ type: Type) -> ValueType {
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
