import SkillDiagnostics
import SkillSyntax

/// Names that stand for nothing: what was probably meant.
extension Checker {
  /// Reports a name once, with the best guess at what was meant. `call` is the call it heads, if it does.
  mutating func reportUnknown(_ symbol: Symbol, at span: Span, calledBy call: NodeID? = nil) {
    if spoiltDepth > 0 || brokenSymbols.contains(symbol) || hasNamelessFunction && call != nil { return }
    let name = tree.symbols.name(of: symbol)
    if name == "math" {
      report(
        NameFinding.unknownName(name), at: span,
        fixIts: [FixIt("write `import math` first", insert: "import math\n", at: 0)])
      return
    }
    if let word = ForeignNames.word(for: name) {
      report(NameFinding.unknownName(name), at: span, fixIts: [.rewriting(span, as: word)])
      return
    }
    if let advice = ForeignNames.advice(for: name) {
      report(NameFinding.foreignName(name, instead: advice), at: span)
      return
    }
    if let qualified = qualifiedName(of: name) {
      report(NameFinding.unknownName(name), at: span, fixIts: [.rewriting(span, as: qualified)])
      return
    }
    let candidates = call == nil ? valueNames() + functionNames() + ["None", "True", "False"] : functionNames()
    let counterpart = call == nil ? nil : ForeignNames.counterpart(of: name)
    let near = NearMisses.of(name, in: candidates)
    let best = counterpart ?? NearMisses.best(name, in: candidates)
    var notes: [String] = []
    var related: [RelatedLocation] = []
    if let best {
      if let signature = signature(named: best) {
        notes.append(signature.text(types))
        related += signature.related("`\(best)` is declared here")
      }
    } else if !near.isEmpty {
      notes.append("Near are \(near.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    if call == nil, counterpart == nil,
      let actor = facts?.actorNames.first(where: { $0.split(separator: " ").contains(Substring(name)) })
    {
      notes.append("An actor is looked up by name: get_actor('\(actor)').")
    }
    report(
      NameFinding.unknownName(name), at: span, related: related, notes: notes,
      fixIts: best.map { [.rewriting(span, as: $0)] } ?? [])
  }

  private func signature(named name: String) -> Signature? {
    knownFunctions.first { $0.signature.name == name }?.signature
      ?? preludeFunctions.first { $0.signature.name == name }?.signature
  }

  /// Those of the file, and of the turns before it.
  private var knownFunctions: [FunctionRecord] {
    (earlier?.functions ?? []).map { functions[$0] } + functions.dropFirst(imports.firstFunction)
  }

  private func functionNames() -> [String] {
    knownFunctions.map(\.signature.name) + preludeFunctions.map(\.signature.name) + importedNames
  }

  private func valueNames() -> [String] {
    var names: [String] = []
    for (index, variable) in context.variables.enumerated()
    where flow.variables[index].presence != .unset && variable.cell == nil {
      names.append(name(ofVariable: index))
    }
    if context.function != nil {
      names += moduleVariables.filter { $0.cell == nil }.map { tree.symbols.name(of: $0.symbol) }
    }
    let ownCells = (earlier?.cells ?? []).map { cells[$0] } + cells.dropFirst(imports.firstCell)
    return names + [cells[0].name] + ownCells.map(\.name) + preludeConstants.map(\.name)
  }
}
