import SkillDiagnostics

/// `while` loops that nothing can end: nothing that the condition reads changes in the body, and the body neither leaves
/// nor lets time pass.
struct EndlessLoops {
  private let program: TypedProgram
  /// Found when the first loop needs it: few are not seen to end without.
  private var effects: SideEffects?

  private let calleesFirst: [Int]

  /// `calleesFirst` is an order of the `def`s.
  init(_ program: TypedProgram, calleesFirst: [Int]) {
    self.program = program
    self.calleesFirst = calleesFirst
  }

  /// The headers of all such loops; of those within each other the outermost.
  mutating func find() -> [Span] {
    var found: [Span] = []
    search(program.main.body, &found)
    for function in program.functions { search(function.body, &found) }
    return found
  }

  private mutating func search(_ block: BlockID, _ found: inout [Span]) {
    for statement in program.statements(in: block) {
      if case .while(let condition, let body, _) = statement.kind, isEndless(condition, body) {
        found.append(statement.span)
        continue
      }
      for inner in program.blocks(of: statement) { search(inner, &found) }
    }
  }

  private mutating func isEndless(_ condition: ExpressionID, _ body: BlockID) -> Bool {
    if case .bool(false) = program[condition].kind { return false }
    var locals = SideEffects.Reads()
    collectLocals(condition, &locals)
    if mayEnd(body, locals, depth: 0, nil) { return false }
    let effects = self.effects ?? SideEffects(program, calleesFirst: calleesFirst)
    self.effects = effects
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
    if case .local(let local) = program[id].kind { reads.locals.insert(local) }
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
