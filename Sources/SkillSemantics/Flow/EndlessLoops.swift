import SkillDiagnostics

/// `while` loops that nothing can end: nothing that the condition reads changes in the body, and the body neither leaves
/// nor lets time pass.
struct EndlessLoops {
  private let program: TypedProgram
  private let effects: SideEffects

  /// `calleesFirst` is an order of the `def`s.
  init(_ program: TypedProgram, calleesFirst: [Int]) {
    self.program = program
    effects = SideEffects(program, calleesFirst: calleesFirst)
  }

  /// The headers of all such loops; of those within each other the outermost.
  func find() -> [Span] {
    var found: [Span] = []
    search(program.main.body, &found)
    for function in program.functions { search(function.body, &found) }
    return found
  }

  private func search(_ block: BlockID, _ found: inout [Span]) {
    for statement in program.statements(in: block) {
      if case .while(let condition, let body, _) = statement.kind, isEndless(condition, body) {
        found.append(statement.span)
        continue
      }
      for inner in program.blocks(of: statement) { search(inner, &found) }
    }
  }

  private func isEndless(_ condition: ExpressionID, _ body: BlockID) -> Bool {
    if case .bool(false) = program[condition].kind { return false }
    let reads = effects.reads(of: condition)
    return !reads.isImpure && !mayEnd(body, reads, depth: 0)
  }

  /// Whether a statement of the body can end the loop, or change what its condition reads. `depth` counts loops within.
  private func mayEnd(_ block: BlockID, _ reads: SideEffects.Reads, depth: Int) -> Bool {
    program.statements(in: block).contains { mayEnd($0, reads, depth: depth) }
  }

  private func mayEnd(_ statement: TypedStatement, _ reads: SideEffects.Reads, depth: Int) -> Bool {
    var isLoop = false
    switch statement.kind {
    case .break where depth == 0: return true
    case .return, .fail, .raise, .assert: return true
    case .assignLocal(let local, _) where reads.locals.contains(local): return true
    case .assignGlobal(let global, _) where reads.globals.contains(global): return true
    case .assignCell(let cell, _) where reads.cells.contains(cell): return true
    // Some container changes: it may be one that the condition reads, under another name.
    case .assignElement, .deleteElement: if reads.hasContainer { return true }
    case .forRange(let local, _, _, _), .forEach(let local, _, _, _):
      if reads.locals.contains(local) { return true }
      isLoop = true
    case .while: isLoop = true
    case .try(let id):
      if let failure = program[id].handler?.failure, reads.locals.contains(failure) { return true }
    default: break
    }
    for expression in program.directExpressions(of: statement) where effects.hasEffect(expression) { return true }
    return program.blocks(of: statement).contains { mayEnd($0, reads, depth: depth + (isLoop ? 1 : 0)) }
  }
}
