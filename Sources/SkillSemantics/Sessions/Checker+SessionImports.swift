import SkillDiagnostics
import SkillSyntax

/// Imports in the turns of a session.
extension Checker {
  /// Which statement runs a module first is not known in a session: a turn may have ended on the way to it.
  mutating func runOnce(_ module: ImportedModule, _ hasRun: GlobalID, _ span: Span) {
    // A global that nothing has set is zero, which is False.
    let condition = emit(.not(emit(.global(hasRun, mayBeUnset: false), .bool, span)), .bool, span)
    let mark = pendingStatements.count
    run(module, span)
    emit(.assignGlobal(hasRun, emit(.bool(true), .bool, span)), span)
    let list = BranchList(start: UInt32(branches.count), count: 1)
    branches.append(TypedBranch(condition: condition, block: closeBlock(from: mark), span: span))
    emit(.if(list, else: Self.emptyBlock), span)
  }

  /// Whether an earlier turn imported the name: then this one may import something else by it.
  func isImportOfEarlierTurn(_ known: Binding, _ symbol: Symbol) -> Bool {
    guard let earlier, imports.places[symbol] == nil else { return false }
    switch known {
    case .namespace, .importedVariable: return true
    case .function(let index): return isImported(function: index)
    case .cell(let index): return index < imports.firstCell && !earlier.cells.contains(index)
    default: return false
    }
  }
}
