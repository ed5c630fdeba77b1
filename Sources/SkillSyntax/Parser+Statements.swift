import SkillDiagnostics

/// Statements on one line.
extension Parser {
  /// statement: compoundStatement | simpleStatements
  ///
  /// Puts its nodes on `pending`: `a; b` are two.
  mutating func statement() {
    beginLine()
    switch kind {
    case .newline, .dedent: advance()
    case .indent: unexpectedIndent()
    default:
      if kind == .shiftRight || kind == .ellipsis { skipPrompt() }
      let word = statementWord()
      if let node = optionalCompoundStatement(word) { pending.append(node) } else { simpleStatements(word) }
    }
    // The block of a line that could not be read.
    if kind == .indent, isSpoilt { indentedStatements() }
  }

  private mutating func unexpectedIndent() {
    let line = Span(tokens[position].start, tokens[min(position + 1, tokens.count - 1)].end)
    report(SyntaxFinding.unexpectedIndent, line)
    indentedStatements()
  }

  /// INDENT statement* DEDENT
  mutating func indentedStatements() {
    guard enter() else {
      _ = optional(.newline)
      skipOpenBlock()
      return
    }
    advance()
    while kind != .dedent, kind != .endOfFile { statement() }
    _ = optional(.dedent)
    leave()
  }

  /// Skips to the end of the block around the next token, and over its `dedent`.
  private mutating func skipOpenBlock() {
    while kind != .dedent, kind != .endOfFile {
      if kind == .indent { skipBlock() } else { advance() }
    }
    _ = optional(.dedent)
  }

  /// simpleStatements: simpleStatement (`;` simpleStatement)* `;`? NEWLINE
  mutating func simpleStatements(_ first: StatementWord) {
    var word = first
    while true {
      statementStart = position
      pending.append(simpleStatement(word))
      expectStatementEnd()
      guard optional(.semicolon), !isAtStatementEnd else { break }
      word = statementWord()
    }
    expectStatementEnd()
    _ = optional(.newline)
  }

  /// simpleStatement: assignment | expression | pass | break | continue | return | raise | assert | del | import | …
  private mutating func simpleStatement(_ word: StatementWord) -> NodeID {
    switch word {
    case .keyword(.pass): wordStatement(.passStatement)
    case .keyword(.break): wordStatement(.breakStatement)
    case .keyword(.continue): wordStatement(.continueStatement)
    case .keyword(.return): valueStatement(.returnStatement)
    case .keyword(.raise): valueStatement(.raiseStatement)
    case .keyword(.assert): assertStatement()
    case .keyword(.del): deleteStatement()
    case .keyword(.import): importStatement()
    case .keyword(.from): fromImportStatement()
    case .keyword(.global), .keyword(.nonlocal): globalStatement()
    case .soft(.memory): memoryDeclaration()
    case .soft(.requires): contract(.requiresClause)
    case .soft(.ensures): contract(.ensuresClause)
    default: optionalForeignStatement() ?? expressionStatement()
    }
  }

  private mutating func wordStatement(_ kind: SyntaxKind) -> NodeID {
    let node = leaf(kind)
    expectStatementEnd()
    return node
  }

  /// return: `return` expressionList?
  private mutating func valueStatement(_ kind: SyntaxKind) -> NodeID {
    let first = position
    advance()
    let value = isAtStatementEnd ? .absent : closed(expressionList())
    return node(kind, token: first, from: first, value)
  }

  /// assert: `assert` expression (`,` expression)?
  private mutating func assertStatement() -> NodeID {
    let first = position
    advance()
    var condition = expression()
    if kind != .comma { condition = closed(condition) }
    let message = optional(.comma) ? closed(expression()) : .absent
    return node(.assertStatement, token: first, from: first, condition, message)
  }

  /// del: `del` target (`,` target)*
  private mutating func deleteStatement() -> NodeID {
    let first = position
    let mark = pending.count
    repeat {
      advance()
      if isAtStatementEnd, pending.count > mark { break }
      let target = binary(minimum: .bitwiseOr)
      pending.append(kind == .comma ? target : closed(target))
    } while kind == .comma
    return finish(.deleteStatement, token: first, from: first, mark)
  }

  /// memory: `memory` name `:` type `=` expressionList
  mutating func memoryDeclaration() -> NodeID {
    let first = position
    advance()
    let name = self.name()
    let type = optional(.colon) ? self.type() : missingType("`:` and a type")
    var value = NodeID.absent
    if optional(.equal) {
      value = closed(expressionList())
    } else {
      reportExpected("`=` and the first value of the cell")
      skipLine()
      value = missing()
    }
    return node(.memoryDeclaration, token: first, from: first, name, type, value)
  }

  private mutating func missingType(_ description: String) -> NodeID {
    reportExpected(description)
    return missing()
  }

  /// contract: (`requires` | `ensures`) expression
  mutating func contract(_ kind: SyntaxKind) -> NodeID {
    let first = position
    advance()
    return node(kind, token: first, from: first, closed(expression()))
  }

  // MARK: Assignment

  /// assignment: (target `=`)+ expressionList | target `:` type (`=` expressionList)? | target operator expressionList
  mutating func expressionStatement() -> NodeID {
    let first = position
    let value = expressionList()
    switch kind {
    case .equal:
      return assignment(value, from: first)
    case .colon where kind(ahead: 1) != .newline && isDeclarable(value):
      return annotatedAssignment(value, from: first)
    case .plusEqual, .minusEqual, .starEqual, .doubleStarEqual, .slashEqual, .doubleSlashEqual, .percentEqual:
      let token = position
      checkSingleTarget(value)
      advance()
      return node(.augmentedAssignment, token: token, from: first, value, closed(expressionList()))
    default:
      return node(.expressionStatement, token: firstToken(value), from: first, closed(value))
    }
  }

  private mutating func assignment(_ target: NodeID, from first: Int) -> NodeID {
    let token = position
    let mark = pending.count
    var value = target
    while kind == .equal {
      checkTarget(value)
      pending.append(value)
      advance()
      value = expressionList()
    }
    pending.append(closed(value))
    return finish(.assignment, token: token, from: first, mark)
  }

  private mutating func annotatedAssignment(_ target: NodeID, from first: Int) -> NodeID {
    let token = position
    advance()
    var type = self.type()
    if kind != .equal { type = closed(type) }
    let value = optional(.equal) ? closed(expressionList()) : .absent
    return node(.annotatedAssignment, token: token, from: first, target, type, value)
  }

  private func isDeclarable(_ id: NodeID) -> Bool {
    switch nodes[Int(id.rawValue)].kind {
    case .name, .attribute, .subscript: true
    default: false
    }
  }

  /// Reports what cannot stand left of `+=`: that is one target.
  private mutating func checkSingleTarget(_ id: NodeID) {
    let node = nodes[Int(id.rawValue)]
    switch node.kind {
    case .tuple, .list: report(SyntaxFinding.invalidTarget(node.kind.description), span(id))
    case .parenthesized: for child in children(id) { checkSingleTarget(child) }
    default: checkTarget(id)
    }
  }

  /// Reports what cannot stand left of `=`.
  mutating func checkTarget(_ id: NodeID) {
    let node = nodes[Int(id.rawValue)]
    switch node.kind {
    case .name, .attribute, .subscript, .errorExpression:
      return
    case .tuple, .list, .parenthesized:
      for child in children(id) { checkTarget(child) }
    default:
      report(SyntaxFinding.invalidTarget(node.kind.description), span(id))
    }
  }
}

extension SyntaxKind {
  /// What the reader is told an expression is.
  var description: String {
    switch self {
    case .call: "a call"
    case .comparison: "a comparison"
    case .integerLiteral, .floatLiteral, .quantityLiteral: "a number"
    case .stringLiteral, .formattedString, .stringConcatenation: "a string"
    case .trueLiteral, .falseLiteral, .noneLiteral, .ellipsisLiteral: "a constant"
    case .dictionary, .dictionaryComprehension: "a dictionary"
    case .conditional: "a conditional expression"
    default: "this expression"
    }
  }
}
