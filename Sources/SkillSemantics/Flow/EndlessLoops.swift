import SkillDiagnostics

/// `while` loops that nothing can end: nothing that the condition reads changes in the body, and the body neither leaves
/// nor lets time pass.
struct EndlessLoops {
  private let flow: ProgramFlow

  private var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow) { self.flow = flow }

  /// The headers of all such loops; of those within each other the outermost.
  func find() -> [Span] {
    // Few programs have a loop that is not seen to end by its statements alone.
    guard program.statements.contains(where: { isSuspicious($0) }) else { return [] }
    let effects = SideEffects(program, calleesFirst: flow.calleesFirst)
    var found: [Span] = []
    search(program.main.body, effects, &found)
    for function in program.functions { search(function.body, effects, &found) }
    return found
  }

  private func search(_ block: BlockID, _ effects: SideEffects, _ found: inout [Span]) {
    for statement in program.statements(in: block) {
      if isSuspicious(statement), case .while(let condition, let body, _) = statement.kind,
        isEndless(condition, body, effects)
      {
        found.append(statement.span)
        continue
      }
      program.forEachBlock(of: statement) { search($0, effects, &found) }
    }
  }

  /// Whether a statement is a loop that its own statements do not end.
  private func isSuspicious(_ statement: TypedStatement) -> Bool {
    guard case .while(let condition, let body, _) = statement.kind else { return false }
    if case .bool(false) = program[condition].kind { return false }
    var locals = SideEffects.Reads()
    collectLocals(condition, &locals)
    return !mayEnd(body, locals, depth: 0, nil)
  }

  private func isEndless(_ condition: ExpressionID, _ body: BlockID, _ effects: SideEffects) -> Bool {
    let reads = effects.reads(of: condition)
    // What a `def` makes of constants may be false from the beginning.
    if reads.isConstant, callsFunction(condition) { return false }
    return !reads.isImpure && !mayEnd(body, reads, depth: 0, effects)
  }

  private func callsFunction(_ id: ExpressionID) -> Bool {
    if case .call = program[id].kind { return true }
    var result = false
    program.forEachOperand(of: id) { if callsFunction($0) { result = true } }
    return result
  }

  private func collectLocals(_ id: ExpressionID, _ reads: inout SideEffects.Reads) {
    if case .local(let local) = program[id].kind { reads.locals.append(local) }
    program.forEachOperand(of: id) { collectLocals($0, &reads) }
  }

  /// Whether a statement of the body can end the loop, or change what its condition reads. `depth` counts loops within.
  /// Without `effects` only statements are looked at, not what their expressions call.
  private func mayEnd(_ block: BlockID, _ reads: SideEffects.Reads, depth: Int, _ effects: SideEffects?) -> Bool {
    for statement in program.statements(in: block) where mayEnd(statement, reads, depth: depth, effects) { return true }
    return false
  }

  private func mayEnd(
    _ statement: TypedStatement, _ reads: SideEffects.Reads, depth: Int, _ effects: SideEffects?
  ) -> Bool {
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
    if let effects {
      for expression in program.directExpressions(of: statement) where effects.hasEffect(expression) { return true }
    }
    return program.blocks(of: statement).contains { mayEnd($0, reads, depth: depth + (isLoop ? 1 : 0), effects) }
  }
}
