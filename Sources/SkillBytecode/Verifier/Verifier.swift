/// What is wrong with a module: the function, the instruction (index into `Module.code`) and the reason.
public struct VerificationError: Error, Hashable, Sendable {
  public let function: String
  public let instruction: Int?
  public let reason: String

  init(function: String = "", instruction: Int? = nil, reason: String) {
    self.function = function
    self.instruction = instruction
    self.reason = reason
  }
}

extension VerificationError: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    let place = [
      function.isEmpty ? nil : "function '\(function)'", instruction.map { "instruction \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    return place.isEmpty ? reason : "\(place): \(reason)"
  }
}

extension Module {
  /// Proves that the machine can execute the module without looking at it again, whatever it was made from.
  ///
  /// By the instruction table: every operand of every instruction is within bounds (registers inside their function,
  /// indices inside their tables, jumps and handlers inside their function), and wherever control can come to an
  /// instruction, on every path and through every handler, the registers that it reads hold what it takes them for. Calls
  /// fit the signatures of what they call. Every loop costs steps; deadlines are taken off as often as they are set.
  ///
  /// Nearly linear in the size of the code; code that takes much longer is refused.
  public func verify() throws(VerificationError) { _ = try proof(watching: []) }

  /// What is proved of the object registers before each of these instructions, by its index: those of its function, in
  /// order. Nothing for an instruction that control never comes to. Costs as much as `verify`.
  public func objects(
    before positions: Set<Int>
  ) throws(VerificationError) -> [Int: [ObjectContent]] {
    let proof = try proof(watching: positions)
    let index = proof.types.index
    return proof.watched.mapValues { types in types.map(index.content) }
  }

  private func proof(watching positions: Set<Int>) throws(VerificationError) -> TypeVerifier {
    try verifyTables()
    let tables = ModuleTypes(self)
    guard tables.index.keysAreKeys else { throw VerificationError(reason: "a dictionary has keys that cannot be keys") }
    var operands = CodeVerifier(self, tables)
    var next = 0
    var firstHandlers: [Int] = []
    firstHandlers.reserveCapacity(functions.count + 1)
    var handler = 0
    for function in functions {
      guard function.code.lowerBound == next, function.code.upperBound <= code.count else {
        throw VerificationError(function: function.name, reason: "its code is out of place")
      }
      next = function.code.upperBound
      try operands.verify(function)
      firstHandlers.append(handler)
      while handler < handlers.count, handlers[handler].target < next {
        try operands.verify(handlers[handler], of: function)
        handler += 1
      }
    }
    guard next == code.count, handler == handlers.count else {
      throw VerificationError(reason: "code or handlers belong to no function")
    }
    firstHandlers.append(handler)
    operands.map.sort()
    for position in positions where code.indices.contains(position) { operands.map.marks[position] |= CodeMap.watch }
    var types = TypeVerifier(self, tables, operands.map)
    for index in functions.indices {
      try types.verify(index, handlers[firstHandlers[index]..<firstHandlers[index + 1]])
    }
    return types
  }

  private func verifyTables() throws(VerificationError) {
    guard let main = functions.first, main.parameters.isEmpty, main.result == .none else {
      throw VerificationError(reason: "it has no top level")
    }
    for call in nativeCalls where !call.native.specification.fits(call.arguments, result: call.result) {
      throw VerificationError(reason: "a call of \(call.native.specification.name) does not fit its signature")
    }
    for access in keyAccesses {
      guard strings.indices.contains(access.key), access.value.layout.objects == 0 else {
        throw VerificationError(reason: "a key access is out of bounds")
      }
      guard let cell = access.cell else { continue }
      guard cells.indices.contains(cell), cells[cell].isMemory, case .dict(.string, let value) = cells[cell].type,
        value == access.value
      else { throw VerificationError(reason: "a key access is to no memory of such values") }
    }
    for function in functions {
      let limit = Instruction.narrowUnsigned.upperBound
      guard files.indices.contains(function.file), function.window.fits(in: function.registers),
        function.registers.fits(in: Layout(words: limit, objects: limit))
      else { throw VerificationError(function: function.name, reason: "its signature does not fit") }
    }
  }
}

extension Layout {
  func fits(in other: Layout) -> Bool { words <= other.words && objects <= other.objects }
}
