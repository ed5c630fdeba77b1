/// What one operand of an instruction asks of the types of registers, or does to them. Worked out once from the
/// instruction table.
struct TypeRule {
  enum Kind: UInt8 {
    // Reading
    case readWords, readScalar, readRangeBounds, readRangeState, readObjects, readPresent, readList, readDictionary
    case readElement, readEntry, readResult
    // Writing
    case writeWords, writeNumber, writeConstants, writeRangeState, copy, writeObjects, writePresent, writeList
    case writeDictionary, writeElement, writeEntry
  }

  let kind: Kind
  /// Whether the registers are objects.
  let isObject: Bool
  let field: OperandField
  /// How many registers, where the type does not say.
  let count: OperandCheck.Extent
  /// Of fixed types: what is asked for or written.
  let type: RegisterType
  /// The operand that is copied.
  let source: OperandField?
}

/// What the verifier does for the instructions of one opcode.
struct TypeRules {
  /// Reads first, in the order of `TypeRule.Kind`.
  let rules: Range<Int>
  /// What is written only where the instruction jumps.
  let onJump: TypeRule?
  /// The table whose entry the wide operand names, where types depend on it.
  let entries: OperandCheck.EntryTable?
  let flow: ControlFlow
  let special: Special

  /// What touches more than the operands.
  enum Special: UInt8 {
    case none
    /// Whatever lies above the arguments is the callee's.
    case call
    /// One deadline more, one less, and none open.
    case push, pop, leave
  }

  /// By opcode.
  static let table: (rows: [TypeRules], rules: [TypeRule]) = {
    var rows: [TypeRules] = []
    var rules: [TypeRule] = []
    for spec in Opcode.table {
      let start = rules.count
      let all = spec.operands.flatMap { TypeRule.rules(for: $0, of: spec) }
      rules += all.sorted { $0.kind.rawValue < $1.kind.rawValue }
      let onJump = spec.operands.first { $0.access == .writeOnJump }
      let namesEntry = spec.operands.contains { $0.type == .entry }
      rows.append(
        TypeRules(
          rules: start..<rules.count, onJump: onJump.map { TypeRule(.writeWords, $0, .int) },
          entries: namesEntry ? OperandCheck.EntryTable(of: spec.opcode) : nil,
          flow: spec.flow, special: Special(spec.opcode)))
    }
    return (rows, rules)
  }()
}

extension TypeRules.Special {
  fileprivate init(_ opcode: Opcode) {
    self =
      switch opcode {
      case .call: .call
      case .pushDeadline: .push
      case .popDeadline: .pop
      case .return, .returnWord, .returnValue: .leave
      default: .none
      }
  }
}

extension Operand {
  var access: Access? {
    switch kind {
    case .word(let access, _, _), .object(let access, _, _): access
    default: nil
    }
  }
}

extension TypeRule {
  fileprivate init(
    _ kind: Kind, _ operand: Operand, _ type: RegisterType = .unknown, of spec: InstructionSpec? = nil
  ) {
    self.kind = kind
    self.type = type
    field = OperandField(operand.slot)
    switch operand.kind {
    case .object(_, let extent, _):
      isObject = true
      count = OperandCheck.Extent(extent, of: spec?.opcode ?? .move)
    case .word(_, let extent, _):
      isObject = false
      count = OperandCheck.Extent(extent, of: spec?.opcode ?? .move)
    default:
      isObject = false
      count = .fixed(1)
    }
    let copied = spec?.operands.first { $0.access == .read && $0.type == .any }
    source = kind == .copy ? copied.map { OperandField($0.slot) } : nil
  }

  /// None for what is no register.
  fileprivate static func rules(for operand: Operand, of spec: InstructionSpec) -> [TypeRule] {
    guard let access = operand.access, let type = operand.type else { return [] }
    func rule(_ kind: Kind, _ type: RegisterType = .unknown) -> TypeRule { TypeRule(kind, operand, type, of: spec) }
    let read = access == .read || access == .update ? reading(type).map { rule($0.0, $0.1) } : nil
    let write = access == .write || access == .update ? writing(type).map { rule($0.0, $0.1) } : nil
    return [read, write].compactMap { $0 }
  }

  private static func reading(_ type: OperandType) -> (Kind, RegisterType)? {
    switch type {
    case .int: (.readWords, .int)
    case .float: (.readWords, .float)
    case .bool: (.readWords, .bool)
    case .scalar: (.readScalar, .scalars)
    case .rangeBounds: (.readRangeBounds, .int)
    case .rangeState: (.readRangeState, .rounds)
    case .text: (.readObjects, .text)
    case .optionalText: (.readObjects, .text.optional)
    case .present: (.readPresent, .unknown)
    case .list: (.readList, .unknown)
    case .dictionary: (.readDictionary, .unknown)
    case .element: (.readElement, .unknown)
    case .entry: (.readEntry, .unknown)
    case .result: (.readResult, .unknown)
    case .constant, .number, .null, .newList, .newDictionary, .any: nil
    }
  }

  private static func writing(_ type: OperandType) -> (Kind, RegisterType)? {
    switch type {
    case .int: (.writeWords, .int)
    case .float: (.writeWords, .float)
    case .bool: (.writeWords, RegisterType.bool.written)
    case .rangeBounds: (.writeRangeState, .rounds)
    case .constant: (.writeConstants, .unknown)
    case .number: (.writeNumber, .unknown)
    case .text: (.writeObjects, .text)
    case .optionalText: (.writeObjects, .text.optional)
    case .null: (.writeObjects, .null)
    case .present: (.writePresent, .unknown)
    case .newList: (.writeList, .unknown)
    case .newDictionary: (.writeDictionary, .unknown)
    case .any: (.copy, .unknown)
    case .element: (.writeElement, .unknown)
    case .entry: (.writeEntry, .unknown)
    case .rangeState, .scalar, .list, .dictionary, .result: nil
    }
  }
}

extension Operand {
  fileprivate var type: OperandType? {
    switch kind {
    case .word(_, _, let type), .object(_, _, let type): type
    default: nil
    }
  }
}
