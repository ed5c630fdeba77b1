/// Verifies the operands of a module's instructions, one function after the other, and finds where control meets.
struct CodeVerifier {
  private let module: Module
  var map: CodeMap
  private let checks = OpcodeChecks.table
  /// By `OperandCheck.Limit`.
  private let limits: [Int]
  /// By `OperandCheck.EntryTable`: what the entries of each table cover. Nil where an instruction may not name the entry.
  private let entries: [[Layout?]]

  init(_ module: Module) {
    self.module = module
    map = CodeMap(codeCount: module.code.count)
    limits = OperandCheck.Limit.allCases.map { module.limit($0) }
    entries = OperandCheck.EntryTable.allCases.map { module.layouts(of: $0) }
  }

  mutating func verify(_ function: Function) throws(VerificationError) {
    guard let last = function.code.last else {
      throw VerificationError(function: function.name, instruction: nil, reason: "it has no code")
    }
    let (registers, result) = (function.registers, function.result.layout)
    for index in function.code {
      let instruction = module.code[index]
      let opcode = Int(truncatingIfNeeded: instruction.rawValue & 0xff)
      guard opcode < checks.rows.count else { throw error(function, index, "unknown instruction") }
      let row = checks.rows[opcode]
      for position in row.operands where !holds(checks.operands[position], of: instruction, registers, result) {
        throw error(function, index, reason(checks.operands[position], instruction))
      }
      if row.jumps { try mark(index + 1 + instruction.signedWide, from: index, row, function) }
      if index == last, row.runsOn { throw error(function, index, "control runs out of it") }
      if opcode == Opcode.returnWord.rawValue, result != Layout(words: 1, objects: 0) {
        throw error(function, index, "the result is not one word")
      }
      if opcode == Opcode.return.rawValue, result != .zero { throw error(function, index, "the result is missing") }
    }
  }

  private mutating func mark(
    _ target: Int, from index: Int, _ row: OpcodeChecks, _ function: Function
  ) throws(VerificationError) {
    guard function.code.contains(target) else { throw error(function, index, "the jump leaves the function") }
    guard target > index || row.mayGoBack else { throw error(function, index, "it jumps back at no cost") }
    map.jump(from: index, to: target)
  }

  /// Proves that a handler lies in its function, covers code before it, and that control comes there in no other way but
  /// from further on, where it is the head of a loop.
  mutating func verify(_ handler: Handler, of function: Function) throws(VerificationError) {
    guard handler.code.lowerBound >= function.code.lowerBound, !handler.code.isEmpty,
      handler.code.upperBound <= handler.target, handler.target < function.code.upperBound,
      handler.word >= 0, handler.object >= 0, handler.deadlines >= 0,
      Layout(words: handler.word + 1, objects: handler.object + 3).fits(in: function.registers)
    else { throw error(function, handler.target, "a handler is out of bounds") }
    let before = Int(truncatingIfNeeded: module.code[handler.target - 1].rawValue & 0xff)
    guard map.marks[handler.target] & CodeMap.target == 0, !checks.rows[before].runsOn else {
      throw error(function, handler.target, "control runs into a handler")
    }
    map.handle(handler)
  }

  /// Whether an operand is in bounds, in a function with these registers and a result in so many.
  @inline(__always)
  private func holds(
    _ check: OperandCheck, of instruction: Instruction, _ registers: Layout, _ result: Layout
  ) -> Bool {
    let extent: Layout
    switch check.extent {
    case .fixed(let count): extent = Layout(words: count, objects: count)
    case .counted(let field):
      let count = field.value(in: instruction)
      extent = Layout(words: count, objects: count)
    case .result: extent = result
    case .entry(let table):
      guard let layout = entries[table.rawValue][instruction.wide] else { return false }
      extent = layout
    }
    let value = check.field.value(in: instruction)
    return switch check.limit {
    case .word: value + extent.words <= registers.words
    case .object: value + extent.objects <= registers.objects
    default: value + extent.words <= limits[check.limit.rawValue]
    }
  }

  /// What is wrong with an operand that is out of bounds.
  private func reason(_ check: OperandCheck, _ instruction: Instruction) -> String {
    if case .entry(let table) = check.extent, entries[table.rawValue][instruction.wide] == nil {
      return table == .cellKey ? "the cell has no keys" : "the key access is to no cell"
    }
    if check.limit == .trapKind { return "unknown trap" }
    return "\(check.limit.name) \(check.field.value(in: instruction)) is out of bounds"
  }

  private func error(_ function: Function, _ instruction: Int, _ reason: String) -> VerificationError {
    VerificationError(function: function.name, instruction: instruction, reason: reason)
  }
}

extension Module {
  /// Below what an index into a table, and what it covers, has to end.
  fileprivate func limit(_ limit: OperandCheck.Limit) -> Int {
    switch limit {
    case .word, .object: 0
    case .constant: constants.count
    case .string: strings.count
    case .type: types.count
    case .cell: cells.count
    case .function: functions.count
    case .nativeCall: nativeCalls.count
    case .hostFunction: hostFunctions.count
    case .keyAccess: keyAccesses.count
    case .trapKind: TrapKind.allCases.count
    }
  }

  /// How many registers an instruction covers that names an entry of this table.
  fileprivate func layouts(of table: OperandCheck.EntryTable) -> [Layout?] {
    switch table {
    case .cell: cells.map { $0.type.layout }
    case .cellKey: cells.map { if case .dict(let key, _) = $0.type { key.layout } else { nil } }
    case .call: functions.map { $0.window }
    case .native: nativeCalls.map { .union(.sum(of: $0.arguments), $0.result.layout) }
    case .host: hostFunctions.map { .union($0.parameters.reduce(.zero) { $0 + $1.type.layout }, $0.result.layout) }
    case .keyAccess: keyAccesses.map { $0.value.layout }
    case .cellKeyAccess: keyAccesses.map { $0.cell == nil ? nil : $0.value.layout }
    }
  }
}

extension Function {
  /// The registers of a call's arguments and, in the same place, of its result.
  var window: Layout { .union(.sum(of: parameters), result.layout) }
}

extension Layout {
  /// Enough registers for either.
  static func union(_ a: Layout, _ b: Layout) -> Layout {
    Layout(words: max(a.words, b.words), objects: max(a.objects, b.objects))
  }

  /// The registers of values of these types in a row.
  static func sum(of types: [ValueType]) -> Layout { types.reduce(.zero) { $0 + $1.layout } }
}
