/// What is wrong with a module: the function, the instruction (index into `Module.code`) and the reason.
public struct VerificationError: Error, Hashable, Sendable {
  public let function: String
  public let instruction: Int?
  public let reason: String
}

extension Module {
  /// Proves, by the instruction table, that every operand of every instruction is within bounds: registers inside
  /// their function, indices inside their tables, jumps and handlers inside their function, ends that do not run on.
  /// Which type a register holds at each point is not proved. Linear in the size of the code.
  public func verify() throws(VerificationError) {
    try verifyTables()
    var next = 0
    for function in functions {
      guard function.code.lowerBound == next, function.code.upperBound <= code.count else {
        throw VerificationError(function: function.name, instruction: nil, reason: "its code is out of place")
      }
      next = function.code.upperBound
      try FunctionVerifier(module: self, function: function).verify()
    }
    for handler in handlers { try verify(handler) }
  }

  private func verifyTables() throws(VerificationError) {
    func fail(_ reason: String) -> VerificationError {
      VerificationError(function: "", instruction: nil, reason: reason)
    }
    guard let main = functions.first, main.parameters.isEmpty, main.result == .none else {
      throw fail("it has no top level")
    }
    for call in nativeCalls where call.native.specification.result(of: call.arguments) != call.result {
      throw fail("a call of \(call.native.specification.name) does not fit its signature")
    }
    for access in keyAccesses {
      guard strings.indices.contains(access.key), access.value.layout.objects == 0 else {
        throw fail("a key access is out of bounds")
      }
    }
    for function in functions {
      let arguments = function.parameters.reduce(Layout.zero) { $0 + $1.layout }
      let needed = Layout.union(arguments, function.result.layout)
      guard files.indices.contains(function.file), needed.fits(in: function.registers) else {
        throw VerificationError(function: function.name, instruction: nil, reason: "its signature does not fit")
      }
    }
  }

  private func verify(_ handler: Handler) throws(VerificationError) {
    guard
      let function = functions.first(where: { $0.code.contains(handler.target) }),
      handler.code.lowerBound >= function.code.lowerBound, handler.code.upperBound <= function.code.upperBound,
      handler.word >= 0, handler.object >= 0, handler.deadlines >= 0,
      Layout(words: handler.word + 1, objects: handler.object + 3).fits(in: function.registers)
    else { throw VerificationError(function: "", instruction: handler.target, reason: "a handler is out of bounds") }
  }
}

extension Layout {
  /// Enough registers for either.
  static func union(_ a: Layout, _ b: Layout) -> Layout {
    Layout(words: max(a.words, b.words), objects: max(a.objects, b.objects))
  }

  func fits(in other: Layout) -> Bool { words <= other.words && objects <= other.objects }
}

/// Verifies the code of one function.
private struct FunctionVerifier {
  let module: Module
  let function: Function

  func verify() throws(VerificationError) {
    guard let last = function.code.last else {
      throw VerificationError(function: function.name, instruction: nil, reason: "it has no code")
    }
    for index in function.code {
      let instruction = module.code[index]
      guard let opcode = instruction.opcode else { throw error(index, "unknown instruction") }
      let spec = opcode.specification
      for operand in spec.operands { try verify(operand, of: instruction, opcode, at: index) }
      if index == last, spec.flow == .next || spec.flow == .branch { throw error(index, "control runs out of it") }
      if case .returnWord = opcode, function.result.layout != Layout(words: 1, objects: 0) {
        throw error(index, "the result is not one word")
      }
      if case .return = opcode, function.result.layout != .zero { throw error(index, "the result is missing") }
    }
  }

  private func verify(
    _ operand: Operand, of instruction: Instruction, _ opcode: Opcode, at index: Int
  ) throws(VerificationError) {
    let value = instruction.value(of: operand)
    switch operand.kind {
    case .word(_, let extent):
      let count = try registers(extent, of: instruction, opcode, at: index).words
      guard value + count <= function.registers.words else { throw error(index, "word \(value) is out of bounds") }
    case .object(_, let extent):
      let count = try registers(extent, of: instruction, opcode, at: index).objects
      guard value + count <= function.registers.objects else { throw error(index, "object \(value) is out of bounds") }
    case .count, .number: break
    case .jump:
      guard function.code.contains(index + 1 + value) else { throw error(index, "the jump leaves the function") }
    case .constant:
      let count = opcode == .loadConstants ? instruction.b : 1
      guard value + count <= module.constants.count else { throw error(index, "constant \(value) is out of bounds") }
    case .string: try check(value, module.strings, "string", index)
    case .type: try check(value, module.types, "type", index)
    case .cell: try check(value, module.cells, "cell", index)
    case .function: try check(value, module.functions, "function", index)
    case .nativeCall: try check(value, module.nativeCalls, "native call", index)
    case .hostFunction: try check(value, module.hostFunctions, "host function", index)
    case .keyAccess: try check(value, module.keyAccesses, "key access", index)
    case .trapKind:
      guard TrapKind(rawValue: UInt16(truncatingIfNeeded: value)) != nil else { throw error(index, "unknown trap") }
    }
  }

  /// How many registers an operand with this extent covers.
  private func registers(
    _ extent: Operand.Extent, of instruction: Instruction, _ opcode: Opcode, at index: Int
  ) throws(VerificationError) -> Layout {
    switch extent {
    case .one: return Layout(words: 1, objects: 1)
    case .fixed(let count): return Layout(words: count, objects: count)
    case .counted(let slot):
      let count = instruction.value(of: Operand(slot, .count))
      return Layout(words: count, objects: count)
    case .ofResult: return function.result.layout
    case .ofEntry: return try entryRegisters(instruction, opcode, at: index)
    }
  }

  private func entryRegisters(
    _ instruction: Instruction, _ opcode: Opcode, at index: Int
  ) throws(VerificationError) -> Layout {
    func window(_ arguments: [ValueType], _ result: ValueType) -> Layout {
      .union(arguments.reduce(.zero) { $0 + $1.layout }, result.layout)
    }
    let entry = instruction.wide
    switch opcode {
    case .call:
      try check(entry, module.functions, "function", index)
      return window(module.functions[entry].parameters, module.functions[entry].result)
    case .native:
      try check(entry, module.nativeCalls, "native call", index)
      return window(module.nativeCalls[entry].arguments, module.nativeCalls[entry].result)
    case .host:
      try check(entry, module.hostFunctions, "host function", index)
      return window(module.hostFunctions[entry].parameters.map(\.type), module.hostFunctions[entry].result)
    case .dictGetConstant, .dictSetConstant:
      try check(entry, module.keyAccesses, "key access", index)
      return module.keyAccesses[entry].value.layout
    case .touchKey:
      try check(entry, module.cells, "cell", index)
      guard case .dict(let key, _) = module.cells[entry].type else { throw error(index, "the cell has no keys") }
      return key.layout
    default:
      try check(entry, module.cells, "cell", index)
      return module.cells[entry].type.layout
    }
  }

  private func check<T>(_ value: Int, _ table: [T], _ what: String, _ index: Int) throws(VerificationError) {
    guard table.indices.contains(value) else { throw error(index, "\(what) \(value) is out of bounds") }
  }

  private func error(_ instruction: Int, _ reason: String) -> VerificationError {
    VerificationError(function: function.name, instruction: instruction, reason: reason)
  }
}
