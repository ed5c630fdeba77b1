/// What one operand of an instruction asks of the types of registers, or does to them. Worked out once from the
/// instruction table.
struct TypeRule {
  enum Kind: UInt8 {
    // Reading
    case readWords, readScalar, readRangeBounds, readRangeState, readObjects, readPresent, readList, readDictionary
    case readTextDictionary, readElement, readEntry, readResult
    // Writing
    case writeWords, writeNumber, writeConstants, writeRangeState, copy, writeObjects, writePresent, writeList
    case writeDictionary, writeElement, writeEntry
  }

  let kind: Kind
  /// Whether the registers are objects.
  let isObject: Bool
  let field: OperandField
  /// The operand that says how many registers, where `count` does not.
  let countField: OperandField
  /// The operand that is copied.
  let source: OperandField
  /// How many registers; negative where another operand says so, or the type.
  let count: Int32
  /// Of fixed types: what is asked for or written.
  let type: RegisterType
}

/// What the verifier does for the instructions of one opcode.
struct TypeRules {
  /// Indices of its rules: reads first, in the order of `TypeRule.Kind`.
  let firstRule: UInt16
  let endRule: UInt16
  /// Whether it writes an int only where it jumps, and the register.
  let writesOnJump: Bool
  let onJump: OperandField
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
          firstRule: UInt16(start), endRule: UInt16(rules.count), writesOnJump: onJump != nil,
          onJump: OperandField(onJump?.slot ?? .b),
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
  fileprivate init(_ kind: Kind, _ operand: Operand, _ type: RegisterType, of spec: InstructionSpec) {
    self.kind = kind
    self.type = type
    field = OperandField(operand.slot)
    let copied = spec.operands.first { $0.access == .read && $0.type == .any }
    source = OperandField(copied?.slot ?? operand.slot)
    var extent = Operand.Extent.one
    switch operand.kind {
    case .object(_, let registers, _):
      isObject = true
      extent = registers
    case .word(_, let registers, _):
      isObject = false
      extent = registers
    default: isObject = false
    }
    switch extent {
    case .one: (count, countField) = (1, field)
    case .fixed(let number): (count, countField) = (Int32(number), field)
    case .counted(let slot): (count, countField) = (-1, OperandField(slot))
    case .ofEntry, .ofResult: (count, countField) = (0, field)
    }
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
    case .textDictionary: (.readTextDictionary, .unknown)
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
    case .rangeState, .scalar, .list, .dictionary, .textDictionary, .result: nil
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
