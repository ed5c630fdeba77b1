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
  let slot: Operand.Slot
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

/// What the verifier does for the instructions of one opcode, in one word: it is looked up for every instruction.
struct TypeRules: BitwiseCopyable {
  private let bits: UInt64

  /// What there is to do. The verifier does not go through the rules of most instructions.
  var shape: Shape { Shape(rawValue: UInt8(truncatingIfNeeded: bits & 7)) ?? .general }
  /// Of a write or a copy: whether the registers are objects.
  var isObject: Bool { bits & 8 != 0 }
  /// Whether the rules are all there is: control goes on with the next instruction.
  var isPlain: Bool { bits & 16 != 0 }
  /// Whether an entry's values are read, and written.
  var readsEntry: Bool { bits & 32 != 0 }
  var writesEntry: Bool { bits & 64 != 0 }
  /// The table whose entry the wide operand names, where types depend on it.
  var entries: OperandCheck.EntryTable? {
    OperandCheck.EntryTable(rawValue: UInt8(truncatingIfNeeded: bits &>> 8 & 15))
  }
  /// The fixed type that is written into the register `a`; of words, unknown where nothing is.
  var type: RegisterType { byte(2) }
  /// What the words `a`, `b` and `c` are asked for; unknown asks for nothing.
  var readsOfA: RegisterType { byte(3) }
  var readsOfB: RegisterType { byte(4) }
  var readsOfC: RegisterType { byte(5) }
  var readsWords: Bool { bits &>> 24 != 0 }

  @inline(__always)
  private func byte(_ index: UInt64) -> RegisterType {
    RegisterType(rawValue: UInt32(truncatingIfNeeded: bits &>> (8 &* index) & 0xff))
  }

  enum Shape: UInt8 {
    /// Goes by the rules.
    case general
    /// Writes a fixed type into the register `a`, or what the register `b` holds.
    case write, copy
    /// Asks for words of fixed types, one in each operand, and writes one at most.
    case words
    /// Reads or writes the values of the entry: words from `a` on, objects from `b` on.
    case entry
  }
}

/// What the instructions of one opcode do that are not plain.
struct FlowRules: BitwiseCopyable {
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
  /// By opcode; the rules of one begin in `starts` at its number and end at the next.
  static let table: (rows: [TypeRules], flows: [FlowRules], starts: [Int], rules: [TypeRule]) = {
    var rows: [TypeRules] = []
    var flows: [FlowRules] = []
    var starts = [0]
    var rules: [TypeRule] = []
    for spec in Opcode.table {
      let all = spec.operands.flatMap { TypeRule.rules(for: $0, of: spec) }
      let own = all.sorted { $0.kind.rawValue < $1.kind.rawValue }
      let special = FlowRules.Special(spec.opcode)
      rows.append(TypeRules(spec, own, isPlain: spec.flow == .next && special == .none))
      let onJump = spec.operands.first { $0.access == .writeOnJump }
      flows.append(
        FlowRules(
          writesOnJump: onJump != nil, onJump: OperandField(onJump?.slot ?? .b), flow: spec.flow, special: special))
      rules += own
      starts.append(rules.count)
    }
    return (rows, flows, starts, rules)
  }()

  private init(_ spec: InstructionSpec, _ rules: [TypeRule], isPlain: Bool) {
    let namesEntry = spec.operands.contains { $0.type == .entry }
    let entries = namesEntry ? OperandCheck.EntryTable(of: spec.opcode).rawValue : 15
    let write = rules.first { $0.kind == .write || $0.kind == .copyOne }
    func read(_ slot: Operand.Slot) -> RegisterType {
      rules.first { $0.kind == .readWord && $0.slot == slot }?.type ?? .unknown
    }
    let flags = [
      write?.isObject ?? false, isPlain, rules.contains { $0.kind == .readEntry },
      rules.contains { $0.kind == .writeEntry },
    ]
    var bits = UInt64(Shape(rules, spec).rawValue) | UInt64(entries) << 8
    for (index, flag) in flags.enumerated() where flag { bits |= 8 << UInt64(index) }
    for (index, type) in [write?.type ?? .unknown, read(.a), read(.b), read(.c)].enumerated() {
      bits |= UInt64(type.rawValue) << UInt64(16 + 8 * index)
    }
    self.bits = bits
  }
}

extension TypeRules.Shape {
  /// Of an instruction with these rules.
  fileprivate init(_ rules: [TypeRule], _ spec: InstructionSpec) {
    let registers = spec.operands.filter { $0.access != nil }.map(\.slot)
    self =
      switch (rules.count, rules.first?.kind, registers) {
      case (1, .write, [.a]): .write
      case (1, .copyOne, [.a, .b]): .copy
      default:
        if rules.allSatisfy(\.isOfWords) {
          .words
        } else if rules.allSatisfy(\.isOfEntry) {
          .entry
        } else {
          .general
        }
      }
  }
}

extension TypeRule {
  /// Whether it is about one word of a fixed type, where `TypeRules` says it.
  fileprivate var isOfWords: Bool {
    !isObject && ((kind == .readWord && slot != .d) || (kind == .write && slot == .a))
  }

  /// Whether it is about the entry's values, where they usually are.
  fileprivate var isOfEntry: Bool {
    (kind == .readEntry || kind == .writeEntry) && slot == (isObject ? .b : .a)
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
    slot = operand.slot
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
