/// Verifies the operands of a module's instructions, one function after the other, and finds where control meets.
struct CodeVerifier: ~Copyable {
  private let code: [Instruction]
  private let types: ModuleTypes
  var map: CodeMap
  private let rows = OpcodeChecks.table.rows
  private let starts = OpcodeChecks.table.starts
  private let checks = OpcodeChecks.table.checks
  /// By `OperandCheck.Limit`: below what an operand, and what it covers, has to end. Those of registers are the
  /// function's.
  private var limits: [Int]
  /// What the function's result takes.
  private var result = Layout.zero

  /// `types` are those of the module.
  init(_ module: Module, _ types: ModuleTypes) {
    code = module.code
    self.types = types
    map = CodeMap(codeCount: module.code.count)
    limits = OperandCheck.Limit.allCases.map { module.limit($0) }
  }

  mutating func verify(_ function: Function) throws(VerificationError) {
    guard let last = function.code.last else {
      throw VerificationError(function: function.name, instruction: nil, reason: "it has no code")
    }
    limits[Int(OperandCheck.Limit.word.rawValue)] = function.registers.words
    limits[Int(OperandCheck.Limit.object.rawValue)] = function.registers.objects
    result = function.result.layout
    let (code, rows, limits) = (code, rows, limits)
    for index in function.code {
      let instruction = code[index]
      let opcode = Int(truncatingIfNeeded: instruction.rawValue & 0xff)
      guard opcode < rows.count else { throw error(function, index, "unknown instruction") }
      let row = rows[opcode]
      if !row.isBounded || !isInBounds(instruction, row, limits) {
        try verifyOperands(instruction, at: index, function)
      }
      if !row.isPlain { try verifyFlow(row, instruction, at: index, function) }
    }
    if rows[Int(truncatingIfNeeded: code[last].rawValue & 0xff)].runsOn {
      throw error(function, last, "control runs out of it")
    }
  }

  /// Whether all operands of an instruction are in bounds, if the bounds of its row say all.
  @inline(__always)
  private func isInBounds(_ instruction: Instruction, _ row: OpcodeChecks, _ limits: [Int]) -> Bool {
    let (a, b, c, wide) = (row.a, row.b, row.c, row.wide)
    var (words, objects) = (a.count, b.count)
    guard instruction.wide &+ wide.count <= limits[wide.limit] else { return false }
    if let table = row.entries {
      let entry = types.entry(table, instruction.wide)
      guard entry.isNamed else { return false }
      let extent = entry.extent
      words = extent.words
      if row.coversObjects { objects = extent.objects }
    }
    return instruction.a &+ words <= limits[a.limit] && instruction.b &+ objects <= limits[b.limit]
      && instruction.c &+ c.count <= limits[c.limit]
  }

  /// Goes by the checks one by one.
  @inline(never)
  private func verifyOperands(
    _ instruction: Instruction, at index: Int, _ function: Function
  ) throws(VerificationError) {
    let opcode = Int(truncatingIfNeeded: instruction.rawValue & 0xff)
    for position in starts[opcode]..<starts[opcode + 1] where !holds(checks[position], of: instruction) {
      throw error(function, index, reason(checks[position], instruction))
    }
  }

  private mutating func verifyFlow(
    _ row: OpcodeChecks, _ instruction: Instruction, at index: Int, _ function: Function
  ) throws(VerificationError) {
    if row.jumps { return try mark(index + 1 + instruction.signedWide, from: index, row, function) }
    switch instruction.opcode {
    case .returnWord where result != Layout(words: 1, objects: 0):
      throw error(function, index, "the result is not one word")
    case .return where result != .zero: throw error(function, index, "the result is missing")
    default: break
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
    let before = Int(truncatingIfNeeded: code[handler.target - 1].rawValue & 0xff)
    guard map.marks[handler.target] & CodeMap.target == 0, !rows[before].runsOn else {
      throw error(function, handler.target, "control runs into a handler")
    }
    map.handle(handler)
  }

  /// Whether an operand is in bounds.
  private func holds(_ check: OperandCheck, of instruction: Instruction) -> Bool {
    let value = check.field.value(in: instruction)
    let end =
      switch check.extent {
      case .fixed(let count): value + Int(count)
      case .counted(let field): value + field.value(in: instruction)
      case .result: value + (check.limit == .word ? result.words : result.objects)
      case .entry(let table): coveredEnd(value, check.limit, types.entry(table, instruction.wide))
      }
    return end <= limits[Int(check.limit.rawValue)]
  }

  /// No limit is as high where the instruction may not name the entry.
  private func coveredEnd(_ value: Int, _ limit: OperandCheck.Limit, _ entry: ModuleTypes.Entry) -> Int {
    guard entry.isNamed else { return .max }
    return value + (limit == .word ? entry.extent.words : entry.extent.objects)
  }

  /// What is wrong with an operand that is out of bounds.
  private func reason(_ check: OperandCheck, _ instruction: Instruction) -> String {
    if case .entry(let table) = check.extent, !types.entry(table, instruction.wide).isNamed {
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
    case .none: .max
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
