import SkillDiagnostics
import SkillSyntax

/// Names of the language that the program gives another meaning (SK5004).
extension Checker {
  mutating func reportShadowedNames() {
    var names: [NodeID] = []
    tree.collectTargets(ofParts: tree.root, from: 0, &names)
    reportShadowing(names)
    for index in ownFunctions {
      reportShadowing([tree.child(functions[index].node, 0)])
      reportShadowing(tree.localNames(of: functions[index].node))
    }
  }

  /// Each name of one scope once.
  private mutating func reportShadowing(_ names: [NodeID]) {
    var seen: Set<Symbol> = []
    for name in names where tree.kind(name) == .name {
      let symbol = tree.symbol(name)
      guard hiddenBinding(symbol) != nil, seen.insert(symbol).inserted else { continue }
      report(LintFinding.shadowedName(tree.name(of: name)), at: tree.span(name))
    }
  }
}
