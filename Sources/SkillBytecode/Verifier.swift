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
    let verifier = CodeVerifier(self)
    var next = 0
    for function in functions {
      guard function.code.lowerBound == next, function.code.upperBound <= code.count else {
        throw VerificationError(function: function.name, instruction: nil, reason: "its code is out of place")
      }
      next = function.code.upperBound
      try verifier.verify(function)
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
      guard let cell = access.cell else { continue }
      guard cells.indices.contains(cell), cells[cell].type == .dict(key: .string, value: access.value) else {
        throw fail("a key access is to no dictionary of such values")
      }
    }
    for function in functions {
      guard files.indices.contains(function.file), function.window.fits(in: function.registers) else {
        throw VerificationError(function: function.name, instruction: nil, reason: "its signature does not fit")
      }
    }
  }

  private func verify(_ handler: Handler) throws(VerificationError) {
    guard let function = function(holding: handler.target),
      handler.code.lowerBound >= function.code.lowerBound, handler.code.upperBound <= function.code.upperBound,
      handler.word >= 0, handler.object >= 0, handler.deadlines >= 0,
      Layout(words: handler.word + 1, objects: handler.object + 3).fits(in: function.registers)
    else { throw VerificationError(function: "", instruction: handler.target, reason: "a handler is out of bounds") }
  }

  /// The function that an instruction is of, where each function's code begins where that of the one before ends.
  private func function(holding instruction: Int) -> Function? {
    var low = 0
    var high = functions.count
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].code.upperBound <= instruction { low = middle + 1 } else { high = middle }
    }
    return low < functions.count && functions[low].code.contains(instruction) ? functions[low] : nil
  }
}

extension Layout {
  func fits(in other: Layout) -> Bool { words <= other.words && objects <= other.objects }
}
