/// What one operand of an instruction asks of the types of registers, or does to them. Worked out once from the
/// instruction table.
struct TypeRule: BitwiseCopyable {
  enum Kind: UInt8 {
    // Reading
    case readWord, readWords, readScalars, readRangeBounds, readRangeState, readObjects, readPresent, readList
    case readDictionary, readTextDictionary, readElement, readEntry, readResult
    // Writing
    case write, writeWords, writeConstants, writeRangeState, copyOne, copy, writePresent, writeList
    case writeDictionary, writeElement, writeEntry
  }

  let kind: Kind
  /// Whether the registers are objects.
  let isObject: Bool
  let field: OperandField
  /// The operand that says how many registers, where `count` does not.
  let countField: OperandField
  /// The operand that is copied, or compared.
  let source: OperandField
  /// How many registers; negative where another operand says so, or the type.
  let count: Int16
  /// Of fixed types: what is asked for or written.
  let type: RegisterType
}

/// What the verifier does for the instructions of one opcode.
struct TypeRules {
  /// What there is to do. Most instructions move one value, so the verifier does not go through rules for those.
  let shape: Shape
  /// Of those: whether the registers are objects, and the fixed type.
  let isObject: Bool
  let type: RegisterType
  /// Indices of its rules: reads first, in the order of `TypeRule.Kind`.
  let firstRule: UInt16
  let endRule: UInt16
  /// Whether the rules are all there is: control goes on with the next instruction.
  let isPlain: Bool
  /// The table whose entry the wide operand names, where types depend on it.
  let entries: OperandCheck.EntryTable?

  enum Shape: UInt8 {
    /// Goes by the rules.
    case general
    /// Writes a fixed type into the register `a`, or what the register `b` holds.
    case write, copy
  }
}

/// What the instructions of one opcode do that are not plain.
struct FlowRules {
  /// Whether it writes an int only where it jumps, and the register.
  let writesOnJump: Bool
  let onJump: OperandField
  let flow: ControlFlow
  let special: Special

  /// What touches more than the operands.
  enum Special: UInt8 {
    case none
    /// Whatever lies above the arguments is the callee's.
    case call
    /// One deadline more, one less, and none open.
    case push, pop, leave
    /// The path may end here.
    case require
  }
}

extension TypeRules {
  /// By opcode.
  static let table: (rows: [TypeRules], flows: [FlowRules], rules: [TypeRule]) = {
    var rows: [TypeRules] = []
    var flows: [FlowRules] = []
    var rules: [TypeRule] = []
    for spec in Opcode.table {
      let start = rules.count
      let all = spec.operands.flatMap { TypeRule.rules(for: $0, of: spec) }
      rules += all.sorted { $0.kind.rawValue < $1.kind.rawValue }
      let special = FlowRules.Special(spec.opcode)
      let isPlain = spec.flow == .next && special == .none
      let onJump = spec.operands.first { $0.access == .writeOnJump }
      let namesEntry = spec.operands.contains { $0.type == .entry }
      rows.append(
        TypeRules(
          shape: isPlain ? Shape(rules[start...], spec) : .general, isObject: rules[start...].first?.isObject ?? false,
          type: rules[start...].first?.type ?? .unknown, firstRule: UInt16(start), endRule: UInt16(rules.count),
          isPlain: isPlain, entries: namesEntry ? OperandCheck.EntryTable(of: spec.opcode) : nil))
      flows.append(
        FlowRules(
          writesOnJump: onJump != nil, onJump: OperandField(onJump?.slot ?? .b), flow: spec.flow, special: special))
    }
    return (rows, flows, rules)
  }()
}

extension TypeRules.Shape {
  /// Of a plain instruction with these rules.
  fileprivate init(_ rules: ArraySlice<TypeRule>, _ spec: InstructionSpec) {
    let registers = spec.operands.filter { $0.access != nil }.map(\.slot)
    self =
      switch (rules.count, rules.first?.kind, registers) {
      case (1, .write, [.a]): .write
      case (1, .copyOne, [.a, .b]): .copy
      default: .general
      }
  }
}

extension FlowRules.Special {
  fileprivate init(_ opcode: Opcode) {
    self =
      switch opcode {
      case .call: .call
      case .pushDeadline: .push
      case .popDeadline: .pop
      case .requireObject: .require
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
    let other = spec.operands.last { $0.access == .read && ($0.type == .any || $0.type == .scalar) }
    source = OperandField(other?.slot ?? operand.slot)
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
    case .fixed(let number): (count, countField) = (Int16(number), field)
    case .counted(let slot): (count, countField) = (-1, OperandField(slot))
    case .ofEntry, .ofResult: (count, countField) = (0, field)
    }
  }

  /// None for what is no register.
  fileprivate static func rules(for operand: Operand, of spec: InstructionSpec) -> [TypeRule] {
    guard let access = operand.access, let type = operand.type else { return [] }
    // Of two that are compared, the rule of the first is for both.
    if type == .scalar, operand != spec.operands.first(where: { $0.type == .scalar }) { return [] }
    func rule(_ kind: Kind, _ type: RegisterType) -> TypeRule {
      let rule = TypeRule(kind, operand, type, of: spec)
      guard rule.count == 1 else { return rule }
      return switch kind {
      case .readWords: TypeRule(.readWord, operand, type, of: spec)
      case .writeWords: TypeRule(.write, operand, type, of: spec)
      case .copy: TypeRule(.copyOne, operand, type, of: spec)
      default: rule
      }
    }
    let read = access == .read || access == .update ? reading(type).map { rule($0.0, $0.1) } : nil
    let write = access == .write || access == .update ? writing(type).map { rule($0.0, $0.1) } : nil
    return [read, write].compactMap { $0 }
  }

  private static func reading(_ type: OperandType) -> (Kind, RegisterType)? {
    switch type {
    case .int: (.readWords, .int)
    case .float: (.readWords, .float)
    case .bool: (.readWords, .bool)
    case .scalar: (.readScalars, .scalars)
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
    case .constant, .null, .newList, .newDictionary, .any: nil
    }
  }

  private static func writing(_ type: OperandType) -> (Kind, RegisterType)? {
    switch type {
    case .int: (.writeWords, .int)
    case .float: (.writeWords, .float)
    case .bool: (.writeWords, RegisterType.bool.written)
    case .rangeBounds: (.writeRangeState, .rounds)
    case .constant: (.writeConstants, .unknown)
    case .text: (.write, .text)
    case .optionalText: (.write, .text.optional)
    case .null: (.write, .null)
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
