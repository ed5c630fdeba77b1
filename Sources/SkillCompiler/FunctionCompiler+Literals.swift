import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  /// Compiles an outermost loop with the numbers that its arithmetic names in registers of their own, loaded before it.
  mutating func withLiterals(of loop: TypedStatement, _ compile: (inout FunctionCompiler) -> Void) {
    guard literals.isEmpty else { return compile(&self) }
    var words: [UInt64] = []
    collectLiterals(of: loop, into: &words)
    for word in words where literals[word] == nil {
      let place = registers.allocate(Layout(words: 1, objects: 0))
      literals[word] = place.word
      loadWord(word, into: place.word)
    }
    compile(&self)
    literals.removeAll(keepingCapacity: true)
  }

  private func collectLiterals(of statement: TypedStatement, into words: inout [UInt64]) {
    program.forEachDirectExpression(of: statement) { collectLiterals(of: $0, into: &words) }
    program.forEachBlock(of: statement) { block in
      for index in block.indices { collectLiterals(of: program.statements[index], into: &words) }
    }
  }

  private func collectLiterals(of id: ExpressionID, into words: inout [UInt64]) {
    switch program[id].kind {
    case .binary(let binary, let left, let right):
      if let word = constant(left) { words.append(word) }
      if let word = constant(right), immediate(binary, right) == nil { words.append(word) }
    case .compare(_, let left, let right):
      if case .number(let number) = program[left].kind { words.append(number.bitPattern) }
      if case .number(let number) = program[right].kind { words.append(number.bitPattern) }
    default: break
    }
    program.forEachOperand(of: id) { collectLiterals(of: $0, into: &words) }
  }
}
