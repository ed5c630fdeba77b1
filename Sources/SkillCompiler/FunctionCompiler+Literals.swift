import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  /// Compiles an outermost loop with the numbers that its arithmetic names in registers of their own, loaded before it.
  mutating func withLiterals(of loop: TypedStatement, _ compile: (inout FunctionCompiler) -> Void) {
    guard literals.isEmpty else { return compile(&self) }
    collectLiterals(of: loop)
    compile(&self)
    literals.removeAll()
  }

  private mutating func collectLiterals(of statement: TypedStatement) {
    let program = program
    program.forEachDirectExpression(of: statement) { collectLiterals(of: $0) }
    program.forEachBlock(of: statement) { block in
      for index in block.indices { collectLiterals(of: program.statements[index]) }
    }
  }

  private mutating func collectLiterals(of id: ExpressionID) {
    switch program[id].kind {
    case .none, .bool, .int, .number, .string, .local, .global, .cell, .function: return
    case .binary(let binary, let left, let right):
      if let word = program.constant(left) { keep(word) }
      if let word = program.constant(right), program.immediate(binary, right) == nil { keep(word) }
    case .compare(_, let left, let right):
      if case .number(let number) = program[left].kind { keep(number.bitPattern) }
      if case .number(let number) = program[right].kind { keep(number.bitPattern) }
    default: break
    }
    program.forEachOperand(of: id) { collectLiterals(of: $0) }
  }

  /// Loads a number into a register for the loop, unless it is in one.
  private mutating func keep(_ word: UInt64) {
    guard literals[word] == nil else { return }
    let place = registers.allocate(Layout(words: 1, objects: 0))
    literals.add(word, in: place.word)
    loadWord(word, into: place.word)
  }
}
