import SkillDiagnostics
import SkillSyntax

/// Statements with a mistake: what of them the typed tree does not show, so that nothing is said of its consequences.
extension Checker {
  /// Where the checker stood before a statement.
  struct StatementMark {
    let diagnosticCount: Int
    let brokenCount: Int
    let statementCount: Int

    @inline(__always)
    init(_ checker: borrowing Checker) {
      diagnosticCount = checker.diagnostics.count
      brokenCount = checker.brokenCount
      statementCount = checker.pendingStatements.count
    }

    /// Whether something may have been reported since, or depend on what was reported before.
    @inline(__always)
    func isChanged(_ checker: borrowing Checker) -> Bool {
      checker.brokenCount != brokenCount || checker.diagnostics.count != diagnosticCount
    }

    /// Whether a mistake was.
    func isBroken(_ checker: borrowing Checker) -> Bool {
      checker.brokenCount != brokenCount
        || checker.diagnostics.count != diagnosticCount && hasError(checker.diagnostics)
    }

    private func hasError(_ diagnostics: [Diagnostic]) -> Bool {
      diagnostics[diagnosticCount...].contains { $0.severity == .error }
    }
  }

  /// Whether the parser reported something in a statement, or in the header of a compound one.
  @inline(__always)
  func hasSyntaxError(_ node: NodeID) -> Bool {
    !syntaxErrors.isEmpty && isReported(tree.wholeHeaderSpan(node))
  }

  private func isReported(_ span: Span) -> Bool {
    var (low, high) = (0, syntaxErrors.count)
    while low < high {
      let middle = (low + high) / 2
      if syntaxErrors[middle] < span.start { low = middle + 1 } else { high = middle }
    }
    return low < syntaxErrors.count && syntaxErrors[low] <= span.end
  }

  /// What becomes of a statement in which a mistake was reported.
  @inline(never)
  mutating func mend(_ node: NodeID, since mark: StatementMark) {
    let isSpoilt = hasSyntaxError(node)
    if mark.isBroken(self) || isSpoilt { recover(from: node, since: mark) }
    if isSpoilt { silence(node, since: mark) }
  }

  /// Takes back what was reported in a statement, or the header of a compound one, in which the parser reported something:
  /// it is a consequence, as far as anyone can tell. So is what follows from the names that it sets or mentions.
  mutating func silence(_ node: NodeID, since mark: StatementMark) {
    if tree.kind(node) == .block { return }
    let span = headerSpan(node)
    let first = min(mark.diagnosticCount, diagnostics.count)
    diagnostics[first...].removeAll { span.start <= $0.span.start && $0.span.end <= span.end }
    spoilNames(of: node, before: span.end)
  }

  /// A test that cannot be read may be the one that shows that the variables it names are not None.
  mutating func assumePresent(in node: NodeID) {
    let end = headerSpan(node).end
    for position in Int(tree[node].firstToken)...max(Int(tree[node].firstToken), Int(tree[node].lastToken)) {
      let token = tree.tokens[position]
      if token.start >= end { break }
      if token.kind == .identifier { assumePresent(token.symbol) }
    }
  }

  /// The names in a header with a mistake are silent from here on, and the variables that it sets of no known type.
  mutating func spoilNames(of node: NodeID, before end: UInt32) {
    for position in Int(tree[node].firstToken)...max(Int(tree[node].firstToken), Int(tree[node].lastToken)) {
      let token = tree.tokens[position]
      if token.start >= end { break }
      guard token.kind == .identifier else { continue }
      brokenSymbols.insert(token.symbol)
      if case .binding(.preludeFunction(let index)) = referent(of: token.symbol),
        case .operation(.done) = preludeFunctions[index].meaning
      {
        mayHaveEnded = true
      }
    }
    var targets: [NodeID] = []
    switch tree.kind(node) {
    case .assignment, .annotatedAssignment, .augmentedAssignment: tree.collectTargets(node, &targets)
    case .forStatement: tree.appendTargetNames(tree.child(node, 0), &targets)
    default: break
    }
    for target in targets {
      if case .own(let index) = referent(of: tree.symbol(target)) { setState(index, .broken(at: tree.span(target))) }
    }
  }

  /// Puts something in the place of what a statement, or the header of a compound one, may have lost.
  mutating func recover(from node: NodeID, since mark: StatementMark) {
    let span = headerSpan(node)
    let isLeft = pendingStatements.count == mark.statementCount
    switch tree.kind(node) {
    case .functionDefinition, .tryStatement, .block: return
    case .raiseStatement where isLeft: emit(.fail(message: broken(span)), span)
    case .returnStatement where isLeft && context.function != nil: emit(.return(nil), span)
    default: break
    }
    let lost = lostParts(of: node, before: span.end)
    let place = broken(span)
    if lost.hasCall { lostCalls.insert(place) }
    var statements = [TypedStatement(.expression(place), span)]
    for cell in lost.cells.sorted() {
      let value = emit(.cell(CellID(rawValue: UInt32(cell))), cells[cell].type, span)
      statements.append(TypedStatement(.expression(value), span))
    }
    // What the tree still shows of a simple statement is no more certain than the rest.
    if lost.hasCall, span == tree.span(node) { emit(.expression(place), span) }
    pendingStatements.insert(contentsOf: statements, at: min(mark.statementCount, pendingStatements.count))
  }

  /// Whether the tokens before `end` call something that may act, and the cells that may have got a value or a name.
  private mutating func lostParts(of node: NodeID, before end: UInt32) -> (hasCall: Bool, cells: Set<Int>) {
    var hasCall = false
    var cells: Set<Int> = []
    let keepsStores = tree.kind(node) != .deleteStatement && !hasSyntaxError(node)
    guard tree[node].firstToken <= tree[node].lastToken else { return (false, []) }
    for position in Int(tree[node].firstToken)...Int(tree[node].lastToken) {
      let token = tree.tokens[position]
      if token.start >= end { break }
      guard token.kind == .identifier, position == 0 || tree.tokens[position - 1].kind != .dot,
        case .binding(let binding) = referent(of: token.symbol)
      else { continue }
      let next = position + 1 < tree.tokens.count ? tree.tokens[position + 1].kind : .newline
      if case .unknown = binding, next == .leftBracket, let cell = misspeltCell(token.symbol) {
        cells.insert(cell)
      } else if case .cell(let cell) = binding {
        if !keepsStores || next != .leftBracket { cells.insert(cell) }
      } else if next == .leftParenthesis, mayAct(binding, token.symbol) {
        hasCall = true
      }
    }
    return (hasCall, cells)
  }

  private func misspeltCell(_ symbol: Symbol) -> Int? {
    let names = cells.map(\.name)
    return NearMisses.best(tree.symbols.name(of: symbol), in: names).flatMap { names.firstIndex(of: $0) }
  }

  /// Whether a call may move the robot, store or end the program. A misspelt query is taken for one.
  private mutating func mayAct(_ binding: Binding, _ symbol: Symbol) -> Bool {
    switch binding {
    case .function: return true
    case .preludeFunction(let index):
      if case .operation(.done) = preludeFunctions[index].meaning { mayHaveEnded = true }
      return isActing(preludeFunctions[index])
    case .unknown:
      let meant = NearMisses.best(tree.symbols.name(of: symbol), in: preludeFunctions.map(\.signature.name))
      if let known = preludeFunctions.first(where: { $0.signature.name == meant }), !isActing(known) { return false }
      mayHaveEnded = true
      return true
    case .variable, .importedVariable, .namespace, .cell, .preludeConstant, .mathModule, .mathMember: return false
    }
  }

  private func isActing(_ function: PreludeFunction) -> Bool {
    switch function.meaning {
    case .host(let host): hostFunctions[Int(host.rawValue)].kind == .skill
    case .operation(let operation): operation.changesSomething
    case .special: false
    }
  }
}
