import SkillDiagnostics

/// `while` loops that nothing can end: nothing that the condition reads changes in the body, and the body neither leaves
/// nor lets time pass.
struct EndlessLoops {
  private let program: TypedProgram
  private var found: [Span] = []

  init(_ program: TypedProgram) { self.program = program }

  /// The headers of all such loops.
  mutating func find() -> [Span] {
    search(program.main.body)
    for function in program.functions { search(function.body) }
    return found
  }

  private mutating func search(_ block: BlockID) {
    for statement in program.statements(in: block) {
      if case .while(let condition, let body, _) = statement.kind, isEndless(condition, body) {
        found.append(statement.span)
        continue
      }
      for inner in program.blocks(of: statement) { search(inner) }
    }
  }

  private func isEndless(_ condition: ExpressionID, _ body: BlockID) -> Bool {
    if case .bool(false) = program[condition].kind { return false }
    var reads = Reads()
    collect(condition, &reads)
    // A call of a `def` may answer differently each time.
    if reads.callsFunction { return false }
    return !mayEnd(body, reads, depth: 0)
  }

  private struct Reads {
    var locals: Set<LocalID> = []
    var globals: Set<GlobalID> = []
    var cells: Set<CellID> = []
    var callsFunction = false
  }

  private func collect(_ id: ExpressionID, _ reads: inout Reads) {
    switch program[id].kind {
    case .local(let local): reads.locals.insert(local)
    case .global(let global, _): reads.globals.insert(global)
    case .cell(let cell): reads.cells.insert(cell)
    case .call: reads.callsFunction = true
    default: break
    }
    program.forEachOperand(of: id) { collect($0, &reads) }
  }

  /// Whether a statement of the body can end the loop, or change what its condition reads. `depth` counts loops within.
  private func mayEnd(_ block: BlockID, _ reads: Reads, depth: Int) -> Bool {
    program.statements(in: block).contains { mayEnd($0, reads, depth: depth) }
  }

  private func mayEnd(_ statement: TypedStatement, _ reads: Reads, depth: Int) -> Bool {
    switch statement.kind {
    case .break where depth == 0: return true
    case .return, .fail, .raise, .assert: return true
    case .assignLocal(let local, _) where reads.locals.contains(local): return true
    case .assignGlobal(let global, _) where reads.globals.contains(global): return true
    case .assignCell(let cell, _) where reads.cells.contains(cell): return true
    case .assignElement, .deleteElement:
      // Some container changes: it may be one that the condition reads, under another name.
      if !reads.locals.isEmpty || !reads.globals.isEmpty || !reads.cells.isEmpty { return true }
    default: break
    }
    for expression in program.directExpressions(of: statement) where hasEffect(expression) { return true }
    let isLoop: Bool
    switch statement.kind {
    case .while, .forRange, .forEach: isLoop = true
    default: isLoop = false
    }
    return program.blocks(of: statement).contains { mayEnd($0, reads, depth: depth + (isLoop ? 1 : 0)) }
  }

  /// Skills let time pass, a `def` may do anything, and some built-ins change a container or end the program.
  private func hasEffect(_ id: ExpressionID) -> Bool {
    switch program[id].kind {
    case .call: return true
    case .hostCall(let host, _) where program[host].kind == .skill: return true
    case .builtin(let operation, _) where operation.changesSomething: return true
    default: break
    }
    var result = false
    program.forEachOperand(of: id) { if hasEffect($0) { result = true } }
    return result
  }
}

extension BuiltinOperation {
  /// Whether it changes its receiver, or ends the program or the path.
  var changesSomething: Bool {
    switch self {
    case .done, .fail, .append, .extend, .insert, .pop, .remove, .clearList, .reverseInPlace, .sortInPlace,
      .sortInPlaceByKey, .popKey, .popKeyOrDefault, .popLast, .setDefault, .update, .clearDictionary:
      true
    default: false
    }
  }
}
