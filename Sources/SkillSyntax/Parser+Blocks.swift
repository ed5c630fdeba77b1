import SkillDiagnostics

/// Statements with blocks.
extension Parser {
  /// compoundStatement: if | while | for | try | retry | within | def
  mutating func optionalCompoundStatement(_ word: StatementWord) -> NodeID? {
    switch word {
    case .keyword(.if): ifStatement()
    case .keyword(.while): whileStatement()
    case .keyword(.for): forStatement()
    case .keyword(.try): tryStatement()
    case .keyword(.def): functionDefinition(from: position)
    case .keyword(let clause) where clause == .elif || clause == .else || clause == .except || clause == .finally:
      strayClause(clause)
    case .soft(.retry): repeated(.retryStatement, "`retry`")
    case .soft(.within): repeated(.withinStatement, "`within`")
    case .soft(.skill), .soft(.query): interfaceDefinition()
    default: optionalForeignCompoundStatement(word)
    }
  }

  /// if: `if` expression `:` block (`elif` expression `:` block)* (`else` `:` block)?
  mutating func ifStatement() -> NodeID {
    let first = position
    let mark = pending.count
    pending.append(header("`if`") { $0.expression() })
    pending.append(block("`if`", at: first))
    while kind == .elif || isElseIf {
      beginLine()
      if kind != .elif { reportElseIf() }
      if kind == .else { advance() }
      let start = position
      pending.append(header("`elif`") { $0.expression() })
      pending.append(block("`elif`", at: start))
    }
    if kind == .else {
      beginLine()
      pending.append(clauseBlock("`else`"))
    }
    return finish(.ifStatement, token: first, from: first, mark)
  }

  private mutating func reportElseIf() {
    let last = kind == .else ? position + 1 : position
    let place = tokens[position].span.union(tokens[last].span)
    report(
      ForeignSyntaxFinding.elseIf(source.text(in: place)), place,
      fixIts: [FixIt("write `elif`", replace: place, with: "elif")])
  }

  /// Whether `else if`, `elsif` or `elseif` comes next.
  @inline(__always)
  private var isElseIf: Bool {
    switch kind {
    case .else: kind(ahead: 1) == .if
    case .identifier: ["elsif", "elseif", "elseIf"].contains(symbols.name(of: tokens[position].symbol))
    default: false
    }
  }

  /// while: `while` expression `:` block (`else` `:` block)?
  mutating func whileStatement() -> NodeID {
    let first = position
    let condition = header("`while`") { $0.expression() }
    let body = block("`while`", at: first)
    return node(.whileStatement, token: first, from: first, condition, body, optionalElseBlock("`else`"))
  }

  /// for: `for` targetList `in` expressionList `:` block (`else` `:` block)?
  mutating func forStatement() -> NodeID {
    let first = position
    advance()
    let target = targetList()
    checkTarget(target)
    expect(.in, "`in`")
    let iterable = colon(after: expressionList(), "`for`")
    let body = block("`for`", at: first)
    return node(.forStatement, token: first, from: first, target, iterable, body, optionalElseBlock("`else`"))
  }

  /// retry: `retry` expression `:` block — within: `within` expression `:` block
  private mutating func repeated(_ kind: SyntaxKind, _ name: String) -> NodeID {
    let first = position
    let bound = header(name) { $0.expression() }
    return node(kind, token: first, from: first, bound, block(name, at: first))
  }

  /// try: `try` `:` block except* (`else` `:` block)? (`finally` `:` block)?
  mutating func tryStatement() -> NodeID {
    let first = position
    advance()
    colon("`try`")
    let body = block("`try`", at: first)
    var handlers: [NodeID] = []
    while kind == .except || isCatch {
      beginLine()
      if kind != .except { reportCatch() }
      handlers.append(exceptHandler())
    }
    let otherwise = optionalElseBlock("`else`")
    var cleanup = NodeID.absent
    if kind == .finally {
      beginLine()
      cleanup = clauseBlock("`finally`")
    }
    if handlers.isEmpty, !cleanup.isPresent {
      report(SyntaxFinding.missingHandler, tokens[first].span)
    }
    let mark = pending.count
    for part in [body, otherwise, cleanup] + handlers { pending.append(part) }
    return finish(.tryStatement, token: first, from: first, mark)
  }

  /// Whether `catch` comes next, as other languages spell it.
  private var isCatch: Bool {
    guard kind == .identifier, kind(ahead: 1) == .colon || kind(ahead: 1) == .identifier else { return false }
    return symbols.name(of: tokens[position].symbol) == "catch"
  }

  private mutating func reportCatch() {
    let place = tokens[position].span
    report(
      SyntaxFinding.misspeltKeyword("catch", meant: "except"), place,
      fixIts: [FixIt("write `except`", replace: place, with: "except")])
  }

  /// except: `except` (type (`as` name)?)? `:` block
  private mutating func exceptHandler() -> NodeID {
    let first = position
    advance()
    var type = NodeID.absent
    var name = NodeID.absent
    if kind == .star || kind == .leftParenthesis {
      report(ForeignSyntaxFinding.exceptGroup, tokens[position].span)
      type = missing()
      while kind != .colon, kind != .newline, kind != .endOfFile { advance() }
    } else if kind != .colon {
      type = self.type()
      if optional(.as) { name = self.name() }
    }
    colon("`except`")
    return node(.exceptHandler, token: first, from: first, type, name, block("`except`", at: first))
  }

  /// A clause whose statement is missing. Its block is read, so that its own mistakes show.
  private mutating func strayClause(_ keyword: TokenKind) -> NodeID {
    let first = position
    let owner =
      switch keyword {
      case .elif: "`if`"
      case .else: "`if`, `for`, `while` or `try`"
      default: "`try`"
      }
    report(SyntaxFinding.clauseWithoutStatement("`\(text(first))`", statement: owner), tokens[first].span)
    advance()
    while kind != .colon, kind != .newline, kind != .endOfFile { advance() }
    colon("`\(text(first))`")
    return node(.errorStatement, token: first, from: first, block("`\(text(first))`", at: first))
  }

  // MARK: Parts

  private mutating func optionalElseBlock(_ name: String) -> NodeID {
    guard kind == .else else { return .absent }
    beginLine()
    return clauseBlock(name)
  }

  private mutating func clauseBlock(_ name: String) -> NodeID {
    let first = position
    if isElseIf { reportElseIf() }
    advance()
    colon(name)
    return block(name, at: first)
  }

  /// The keyword, an expression and the colon. `name` is what messages call the line.
  mutating func header(_ name: String, _ expression: (inout Parser) -> NodeID) -> NodeID {
    advance()
    return colon(after: expression(&self), name)
  }

  /// The colon behind a header's expression; what stands between them is reported and goes into an `errorExpression`.
  mutating func colon(after value: NodeID, _ name: String) -> NodeID {
    if optional(.colon) { return value }
    if kind == .newline || kind == .endOfFile {
      // Nothing else is missing.
      colon(name)
      return value
    }
    let mark = pending.count
    pending.append(value)
    if kind == .equal {
      let isNegated = kind(ahead: 1) == .bang
      let place = isNegated ? tokens[position].span.union(tokens[position + 1].span) : tokens[position].span
      let meant = isNegated ? "!=" : "=="
      report(
        SyntaxFinding.assignmentInExpression, place, fixIts: [FixIt("write `\(meant)`", replace: place, with: meant)])
      advance()
      pending.append(expression())
    }
    colon(name)
    return finish(.errorExpression, token: firstToken(value), from: firstToken(value), mark)
  }

  /// The colon that ends a header. If it is missing, the line is reported and skipped.
  mutating func colon(_ name: String) {
    if optional(.colon) { return }
    if kind == .newline || kind == .endOfFile {
      report(
        SyntaxFinding.missingColon(header: name, found: nil), placeOfNext,
        fixIts: [FixIt("write `:`", insert: ":", at: endOfLast)])
    } else if kind == .leftBrace {
      report(ForeignSyntaxFinding.braceBlock, tokens[position].span)
    } else if !reportForeignOperator(), !reportSpacedUnit() {
      let next = kind(ahead: 1)
      let isLast = next == .newline || next == .colon && kind(ahead: 2) == .newline
      let isWord = isLast && (text(position) == "then" || text(position) == "do")
      let place = Span(endOfLast, tokens[next == .colon ? position + 1 : position].end)
      report(
        SyntaxFinding.missingColon(header: name, found: describe(position)), tokens[position].span,
        fixIts: isWord ? [FixIt("write `:`", replace: place, with: ":")] : [])
    }
    skipLine()
  }

  /// block: NEWLINE INDENT statement+ DEDENT | simpleStatements
  mutating func block(_ name: String, at header: Int) -> NodeID {
    let mark = pending.count
    guard optional(.newline) else {
      let first = position
      simpleStatements(statementWord())
      return finish(.block, token: first, from: min(first, lastSignificant), mark)
    }
    let first = min(position + 1, tokens.count - 1)
    if kind == .indent {
      indentedStatements()
      return finish(.block, token: first, from: min(first, lastSignificant), mark)
    }
    report(SyntaxFinding.missingBlock(header: name), Span(tokens[header].start, endOfLast))
    return finish(.block, token: lastSignificant, from: lastSignificant, mark)
  }
}
