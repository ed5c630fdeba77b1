import SkillDiagnostics

/// What a module may not do while it is imported: move the robot, or end the program.
struct ImportActions {
  private let program: TypedProgram
  /// Whether calling a function does, for all functions; those of other modules are known before.
  private(set) var acts: [Bool]

  init(_ program: TypedProgram, known: [Bool]) {
    self.program = program
    acts = known
  }

  /// The calls at the top level that do, `first` being the first function of the module itself.
  mutating func find(from first: Int) -> [(name: String, span: Span)] {
    let own = program.functions.indices.dropFirst(first)
    acts += own.map { _ in false }
    var changed = true
    while changed {
      changed = false
      for index in own where !acts[index] && !actions(in: program.functions[index].body).isEmpty {
        acts[index] = true
        changed = true
      }
    }
    return actions(in: program.main.body)
  }

  private func actions(in block: BlockID) -> [(name: String, span: Span)] {
    var found: [(name: String, span: Span)] = []
    for statement in program.statements(in: block) {
      for expression in program.directExpressions(of: statement) { collect(expression, &found) }
      for inner in program.blocks(of: statement) { found += actions(in: inner) }
    }
    return found
  }

  private func collect(_ id: ExpressionID, _ found: inout [(name: String, span: Span)]) {
    switch program[id].kind {
    case .hostCall(let host, _) where program[host].kind == .skill: found.append((program[host].name, program[id].span))
    case .call(let function, _) where acts[Int(function.rawValue)]:
      found.append((program[function].name, program[id].span))
    case .builtin(.done, _): found.append(("done", program[id].span))
    default: break
    }
    program.forEachOperand(of: id) { collect($0, &found) }
  }
}
