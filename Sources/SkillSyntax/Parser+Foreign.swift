import SkillDiagnostics

/// Syntax of Python and other languages: each construct is reported once and skipped, or read as what it stands for.
extension Parser {
  mutating func optionalForeignCompoundStatement(_ word: StatementWord) -> NodeID? {
    switch word {
    case .keyword(.class): return skippedStatement(ForeignSyntaxFinding.classDefinition)
    case .soft(.match): return skippedStatement(ForeignSyntaxFinding.matchStatement)
    case .keyword(.with): return withStatement()
    case .keyword(.at): return decorator()
    case .keyword(.async): return asynchronousStatement()
    case .keyword(.identifier): return optionalForeignDefinition()
    default: return nil
    }
  }

  /// Skips a header and its block.
  private mutating func skippedStatement(_ finding: ForeignSyntaxFinding) -> NodeID {
    let first = position
    report(finding, tokens[first].span)
    skipLine()
    let node = self.node(.errorStatement, token: first, from: first)
    _ = optional(.newline)
    skipBlock()
    return node
  }

  private mutating func withStatement() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.withStatement, tokens[first].span)
    while kind != .newline, kind != .endOfFile, !(kind == .colon && kind(ahead: 1) == .newline) { advance() }
    colon("`with`")
    return node(.errorStatement, token: first, from: first, block("`with`", at: first))
  }

  private mutating func decorator() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.decorator, tokens[first].span)
    skipLine()
    let node = self.node(.errorStatement, token: first, from: first)
    _ = optional(.newline)
    return node
  }

  private mutating func asynchronousStatement() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.asynchronousCode("async"), tokens[first].span)
    advance()
    let mark = pending.count
    if let statement = optionalCompoundStatement(statementWord()) { return statement }
    skipLine()
    _ = optional(.newline)
    return finish(.errorStatement, token: first, from: first, mark)
  }

  mutating func globalStatement() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.globalStatement(text(first)), tokens[first].span)
    skipLine()
    return node(.errorStatement, token: first, from: first)
  }

  /// `function f(x):` and the like are read as `def`.
  private mutating func optionalForeignDefinition() -> NodeID? {
    guard kind(ahead: 1) == .identifier, kind(ahead: 2) == .leftParenthesis,
      ["function", "func", "fn", "fun", "sub", "void"].contains(text(position))
    else { return nil }
    let place = tokens[position].span
    report(
      ForeignSyntaxFinding.foreignDeclaration(text(position), instead: "def \(text(position + 1))(…):"), place,
      fixIts: [FixIt("write `def`", replace: place, with: "def")])
    return functionDefinition(from: position)
  }

  /// Statements of other languages that would be read as an expression and a riddle.
  mutating func optionalForeignStatement() -> NodeID? {
    switch kind {
    case .identifier: return optionalPrintStatement() ?? optionalForeignDeclaration()
    case .slash, .doubleSlash: return optionalForeignComment()
    default: return nil
    }
  }

  /// `print x`
  private mutating func optionalPrintStatement() -> NodeID? {
    let isOperand =
      switch kind(ahead: 1) {
      case .identifier, .integer, .float, .quantity, .string, .formattedStart, .true, .false, .none: true
      default: false
      }
    guard isOperand, text(position) == "print" else { return nil }
    let first = position
    var end = position
    while tokens[end + 1].kind != .newline, tokens[end + 1].kind != .semicolon, tokens[end + 1].kind != .endOfFile {
      end += 1
    }
    let edits = [
      TextEdit(Span(tokens[first].end, tokens[first + 1].start), "("),
      TextEdit(Span(tokens[end].end, tokens[end].end), ")"),
    ]
    report(
      ForeignSyntaxFinding.printStatement, tokens[first].span, fixIts: [FixIt("put parentheses around it", edits)])
    while position <= end { advance() }
    return node(.errorStatement, token: first, from: first)
  }

  /// `int x = 3`, `let x = 3`: read as an assignment.
  private mutating func optionalForeignDeclaration() -> NodeID? {
    guard kind(ahead: 1) == .identifier, kind(ahead: 2) == .equal else { return nil }
    let word = text(position)
    let words = ["int", "float", "double", "bool", "str", "string", "auto", "let", "var", "const", "local", "set"]
    guard words.contains(word) else { return nil }
    let place = tokens[position].span
    let gap = Span(place.start, tokens[position + 1].start)
    report(
      ForeignSyntaxFinding.foreignDeclaration(word, instead: "\(text(position + 1)) = …"), place,
      fixIts: [FixIt("remove `\(word)`", replace: gap, with: "")])
    advance()
    return expressionStatement()
  }

  /// `// comment` and `/* comment */`
  private mutating func optionalForeignComment() -> NodeID? {
    let first = position
    let isBlock = kind == .slash && kind(ahead: 1) == .star && tokens[first].end == tokens[first + 1].start
    guard kind == .doubleSlash || isBlock else { return nil }
    let place = isBlock ? tokens[first].span.union(tokens[first + 1].span) : tokens[first].span
    let fixIts = isBlock ? [] : [FixIt("write `#`", replace: place, with: "#")]
    report(ForeignSyntaxFinding.foreignComment(isBlock ? "/*" : "//"), place, fixIts: fixIts)
    skipLine()
    return node(.errorStatement, token: first, from: first)
  }

  /// Skips the prompt of `>>> x = 1` or `... x = 1`. The first is reported, with the repair of all.
  mutating func skipPrompt() {
    guard let place = prompt(at: position) else { return }
    if hasReportedPrompt {
      hasReported = true
    } else {
      hasReportedPrompt = true
      let edits = tokens.indices.dropFirst(position).compactMap { prompt(at: $0) }.map { TextEdit($0, "") }
      let sign = Span(place.start, place.start + 3)
      report(SyntaxFinding.prompt(source.text(in: sign)), sign, fixIts: [FixIt("remove it", edits)])
    }
    while tokens[position].start < place.end { advance() }
  }

  /// The prompt that a line begins with at `token`, with the one space that belongs to it; more are indentation. A
  /// statement stands behind it.
  private func prompt(at token: Int) -> Span? {
    if token > 0, tokens[token - 1].kind.rawValue > TokenKind.dedent.rawValue { return nil }
    let isFirst = tokens[token].kind == .shiftRight
    let last = min(isFirst ? token + 1 : token, tokens.count - 1)
    let next = tokens[min(last + 1, tokens.count - 1)]
    guard tokens[last].kind == (isFirst ? .greater : .ellipsis), tokens[token].start + 3 == tokens[last].end else {
      return nil
    }
    switch next.kind {
    case .for, .while, .def, .return, .pass, .break, .continue, .raise, .assert, .try, .import, .from, .del: break
    case .if where isFirst: break
    default: guard next.kind.beginsExpression else { return nil }
    }
    return Span(tokens[token].start, min(tokens[last].end + 1, next.start))
  }

  // MARK: Expressions

  /// Operators of other languages behind a whole expression: reports them and consumes nothing.
  mutating func reportForeignOperator() -> Bool {
    let place = tokens[position].span
    switch kind {
    case .questionMark: report(ForeignSyntaxFinding.questionMarkConditional, place)
    case .walrus: report(ForeignSyntaxFinding.walrusOperator, place)
    case .leftBrace: report(ForeignSyntaxFinding.braceBlock, place)
    case .bitwiseEqual: report(ForeignSyntaxFinding.unsupportedOperator(text(position), instead: nil), place)
    default: return false
    }
    return true
  }

  /// `x++` or `x--`: seen when the operand behind the second sign is missing.
  mutating func reportIncrement() -> Bool {
    let second = lastSignificant
    guard second > 0, isAtStatementEnd, tokens[second].kind == .plus || tokens[second].kind == .minus,
      tokens[second - 1].kind == tokens[second].kind, tokens[second - 1].end == tokens[second].start
    else { return false }
    let sign = tokens[second].kind == .plus ? "+" : "-"
    let place = tokens[second - 1].span.union(tokens[second].span)
    report(
      ForeignSyntaxFinding.incrementOperator(sign + sign), place,
      fixIts: [FixIt("write `\(sign)= 1`", replace: place, with: " \(sign)= 1")])
    return true
  }

  /// lambda: read and dropped.
  mutating func lambdaExpression() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.lambdaExpression, tokens[first].span)
    while kind != .colon, kind != .rightParenthesis, !isAtStatementEnd { advance() }
    let mark = pending.count
    if optional(.colon) { pending.append(expression()) }
    return finish(.errorExpression, token: first, from: first, mark)
  }

  /// `yield` and `await` with what follows them.
  mutating func foreignPrefix(_ finding: ForeignSyntaxFinding) -> NodeID {
    let first = position
    report(finding, tokens[first].span)
    advance()
    _ = optional(.from)
    let mark = pending.count
    let isAlone = isAtStatementEnd || kind.opener != nil || kind == .comma
    if !isAlone { pending.append(expression()) }
    return finish(.errorExpression, token: first, from: first, mark)
  }

  /// `*xs` or `**xs`
  mutating func starExpression() -> NodeID {
    let first = position
    report(ForeignSyntaxFinding.starArgument(text(first)), tokens[first].span)
    advance()
    return node(.errorExpression, token: first, from: first, expression())
  }

  /// What to write for a binary operator that the language lacks.
  mutating func reportUnsupportedOperator() {
    let place = tokens[position].span
    let written = text(position)
    let finding: ForeignSyntaxFinding
    let instead: String?
    switch kind {
    case .doubleAmpersand: (finding, instead) = (.symbolicLogic(written, instead: "and"), "and")
    case .doublePipe: (finding, instead) = (.symbolicLogic(written, instead: "or"), "or")
    case .tripleEqual:
      let plain = written == "===" ? "==" : "!="
      (finding, instead) = (.unsupportedOperator(written, instead: plain), plain)
    case .lessGreater: (finding, instead) = (.unsupportedOperator(written, instead: "!="), "!=")
    default: (finding, instead) = (.unsupportedOperator(written, instead: nil), nil)
    }
    report(finding, place, fixIts: instead.map { [FixIt("write `\($0)`", replace: place, with: $0)] } ?? [])
  }
}
