import SkillDiagnostics

/// Reports, and how reading goes on after them.
extension Parser {
  /// Begins a logical line: a mistake in it is reported anew.
  mutating func beginLine() {
    lineStart = position
    statementStart = position
    hasReported = false
    if depth == 0 { hasReportedDepth = false }
    while nextFault < faultyTokens.count, faultyTokens[nextFault] < UInt32(lineStart) { nextFault += 1 }
  }

  /// Whether a mistake in the line has been reported, by the parser or by the lexer.
  var isSpoilt: Bool {
    guard !hasReported, nextFault < faultyTokens.count else { return hasReported }
    let fault = Int(faultyTokens[nextFault])
    return fault <= position || !tokens[position..<fault].contains { $0.kind == .newline }
  }

  /// Reports a mistake, unless the line is spoilt.
  mutating func report(
    _ finding: any Finding, _ span: Span, related: [RelatedLocation] = [], fixIts: [FixIt] = []
  ) {
    guard !isSpoilt else {
      hasReported = true
      return
    }
    hasReported = true
    guard diagnostics.count < maximalDiagnostics else { return }
    diagnostics.append(Diagnostic(finding, at: Location(source, span), related: related, fixIts: fixIts))
  }

  mutating func reportExpected(_ description: String) {
    report(SyntaxFinding.expectedToken(description, found: describe(position)), placeOfNext)
  }

  /// Reports that an expression is missing, and stands one in.
  mutating func missingExpression() -> NodeID {
    if kind.opener != nil, openers.isEmpty {
      reportUnopened()
    } else if !reportIncrement() {
      report(SyntaxFinding.expectedExpression(found: describe(position)), placeOfNext)
    }
    return missing()
  }

  /// The next token; at the end of a line the place right behind the last one.
  var placeOfNext: Span {
    kind.rawValue > TokenKind.dedent.rawValue ? tokens[position].span : Span(endOfLast, endOfLast)
  }

  /// The offset behind the last token consumed.
  var endOfLast: UInt32 { tokens[lastSignificant].end }

  /// What the reader is told a token is.
  func describe(_ token: Int) -> String {
    let token = tokens[token]
    switch token.kind {
    case .endOfFile: return "the end of the file"
    case .newline, .dedent: return "the end of the line"
    case .indent: return "an indented line"
    case .string, .formattedStart, .formattedText, .formattedEnd: return "a string"
    case .fieldOpen: return "`{`"
    case .fieldClose: return "`}`"
    default:
      let text = source.text(in: token.span)
      if token.kind.isKeyword { return "the keyword `\(text)`" }
      return text.utf8.count <= 40 ? "`\(text)`" : "`\(text.prefix(30))…`"
    }
  }

  func text(_ token: Int) -> String { source.text(in: tokens[token].span) }

  func location(_ token: Int) -> Location { Location(source, tokens[token].span) }

  // MARK: Recovery

  /// Skips to the end of the logical line.
  mutating func skipLine() {
    while kind != .newline, kind != .endOfFile { advance() }
  }

  /// Skips an indented block, if one begins here.
  mutating func skipBlock() {
    guard kind == .indent else { return }
    var open = 0
    repeat {
      if kind == .indent { open += 1 }
      if kind == .dedent { open -= 1 }
      advance()
    } while open > 0 && kind != .endOfFile
  }

  /// Skips to the `,` or closing bracket that belongs to the innermost bracket.
  mutating func skipElement() {
    var open = 0
    while true {
      switch kind {
      case .newline, .endOfFile, .formattedEnd: return
      case .comma where open == 0: return
      case .leftParenthesis, .leftBracket, .leftBrace, .fieldOpen: open += 1
      case .rightParenthesis, .rightBracket, .rightBrace, .fieldClose:
        if open == 0 { return }
        open -= 1
      default: break
      }
      advance()
    }
  }

  /// `node`, if the statement ends behind it. Otherwise the rest of the line is reported and skipped, and `node` put
  /// into an `errorExpression` with it.
  mutating func closed(_ node: NodeID) -> NodeID {
    if isAtStatementEnd { return node }
    reportRest()
    skipLine()
    return self.node(.errorExpression, token: firstToken(node), from: firstToken(node), node)
  }

  /// The same for statements that end with a fixed word.
  mutating func expectStatementEnd() {
    if isAtStatementEnd { return }
    reportRest()
    skipLine()
  }

  /// Says why the statement cannot go on with the next token.
  private mutating func reportRest() {
    if reportSpacedUnit() || reportProse() || reportForeignOperator() { return }
    let word = tokens[statementStart]
    if kind == .colon, kind(ahead: 1) == .newline, word.symbol == .retry || word.symbol == .within {
      let wanted = "a number or a name behind `\(text(statementStart))`"
      let found = statementStart + 1
      report(SyntaxFinding.expectedToken(wanted, found: describe(found)), tokens[found].span)
    } else if kind.opener != nil {
      reportUnopened()
    } else if kind == .equal {
      report(
        SyntaxFinding.assignmentInExpression, tokens[position].span,
        fixIts: [FixIt("write `==`", replace: tokens[position].span, with: "==")])
    } else {
      report(SyntaxFinding.expectedEndOfStatement(found: describe(position)), tokens[position].span)
    }
  }

  /// A closing bracket that closes nothing.
  private mutating func reportUnopened() {
    let place = tokens[position].span
    report(
      SyntaxFinding.unmatchedBracket(describe(position), opener: nil), place,
      fixIts: [FixIt("remove it", replace: place, with: "")])
  }

  /// `5 cm`: a unit behind a space.
  mutating func reportSpacedUnit() -> Bool {
    let last = tokens[lastSignificant]
    guard kind == .identifier, last.kind == .integer || last.kind == .float,
      let unit = Unit(rawValue: text(position))
    else { return false }
    let gap = Span(last.end, tokens[position].start)
    report(
      SyntaxFinding.spaceBeforeUnit(unit.rawValue), tokens[position].span,
      fixIts: [FixIt("write the unit right behind the number", replace: gap, with: "")])
    return true
  }

  /// A line with at least two pairs of words side by side.
  private mutating func reportProse() -> Bool {
    var pairs = 0
    var end = lineStart
    while tokens[end].kind != .newline, tokens[end].kind != .endOfFile {
      if end > lineStart, tokens[end].kind == .identifier, tokens[end - 1].kind == .identifier { pairs += 1 }
      end += 1
    }
    guard pairs >= 2 else { return false }
    let start = tokens[lineStart].start
    report(
      SyntaxFinding.proseInCode, Span(start, tokens[max(lineStart, end - 1)].end),
      fixIts: [FixIt("make the line a comment", insert: "# ", at: start)])
    return true
  }
}
