import SkillDiagnostics

/// Lists of elements in brackets, and what goes wrong in them.
extension Parser {
  /// The elements between the bracket that comes next and the one that closes it, put on `pending`.
  ///
  /// `what` is what an element is called. Returns how many commas there were.
  @discardableResult
  mutating func bracketed(_ what: String, _ element: (inout Parser) -> NodeID) -> Int {
    var commas = 0
    guard let closer = kind.closer else { return commas }
    openers.append(position)
    advance()
    while kind != closer, !endsUnclosed(closer) {
      let start = position
      pending.append(element(&self))
      if optional(.comma) {
        commas += 1
      } else if kind != closer, !endsUnclosed(closer) {
        separatorMissing(closer)
        if position == start { advance() }
      }
    }
    _ = optional(closer)
    openers.removeLast()
    return commas
  }

  /// Whether the innermost bracket ends here although its closer is missing, which is reported. A closer of another kind
  /// that no outer bracket waits for is consumed.
  @inline(__always)
  private mutating func endsUnclosed(_ closer: TokenKind) -> Bool {
    kind != closer && kind.mayEndBrackets && findsUnclosed(closer)
  }

  @inline(never)
  private mutating func findsUnclosed(_ closer: TokenKind) -> Bool {
    switch kind {
    case .newline, .endOfFile, .formattedEnd, .fieldClose, .formattedText: break
    case .colon where kind(ahead: 1) == .newline: break
    case .rightParenthesis, .rightBracket, .rightBrace:
      if !openers.indices.dropLast().contains(where: { tokens[openers[$0]].kind.closer == kind }) {
        reportWrongCloser(closer)
        advance()
        return true
      }
    default: return false
    }
    if let opener = openers.last {
      report(SyntaxFinding.unclosedBracket("`\(text(opener))`"), tokens[opener].span)
    }
    return true
  }

  private mutating func reportWrongCloser(_ closer: TokenKind) {
    guard let opener = openers.last else { return }
    let meant = closer == .rightParenthesis ? ")" : closer == .rightBracket ? "]" : "}"
    let place = tokens[position].span
    report(
      SyntaxFinding.unmatchedBracket(describe(position), opener: describe(opener)), place,
      related: [RelatedLocation(location(opener), label: "opened here")],
      fixIts: [FixIt("write `\(meant)`", replace: place, with: meant)])
  }

  /// Reports what stands where `,` or the closer belongs, and skips what can be no element.
  private mutating func separatorMissing(_ closer: TokenKind) {
    if kind.beginsExpression {
      if reportUnquoted() { return }
      guard !reportSpacedUnit() else {
        advance()
        _ = optional(.comma)
        return
      }
      report(
        SyntaxFinding.missingComma(found: describe(position)), tokens[position].span,
        fixIts: [FixIt("write `,`", insert: ",", at: endOfLast)])
      return
    }
    let place = tokens[position].span
    if kind == .equal, let opener = openers.last, !isClosedOnLine(closer) {
      report(SyntaxFinding.unclosedBracket("`\(text(opener))`"), tokens[opener].span)
    } else if kind == .equal {
      report(SyntaxFinding.assignmentInExpression, place, fixIts: [FixIt("write `==`", replace: place, with: "==")])
    } else if !reportForeignOperator() {
      let end = closer == .rightParenthesis ? "`)`" : closer == .rightBracket ? "`]`" : "`}`"
      report(SyntaxFinding.expectedToken("`,` or \(end)", found: describe(position)), place)
    }
    skipElement()
    _ = optional(.comma)
  }

  /// `get_actor(red cube)`: reports the words and takes them for one broken expression.
  private mutating func reportUnquoted() -> Bool {
    guard kind == .identifier, let opener = openers.last, opener > 0, text(opener - 1) == "get_actor",
      let first = pending.last, nodes[Int(first.rawValue)].kind == .name, firstToken(first) == opener + 1
    else { return false }
    let end = tokens[position...].firstIndex { $0.kind != .identifier } ?? position
    guard tokens[end].kind == .comma || tokens[end].kind == .rightParenthesis else { return false }
    let place = tokens[opener + 1].span.union(tokens[end - 1].span)
    let name = source.text(in: place)
    report(
      SyntaxFinding.missingQuotes(name), place, fixIts: [FixIt("write `'\(name)'`", replace: place, with: "'\(name)'")])
    while position < end { advance() }
    pending[pending.count - 1] = node(.errorExpression, token: opener + 1, from: opener + 1, first)
    _ = optional(.comma)
    return true
  }

  /// Whether the innermost bracket is closed before the logical line ends.
  private func isClosedOnLine(_ closer: TokenKind) -> Bool {
    var depth = 0
    for token in tokens[position...] {
      if token.kind == .newline || token.kind == .endOfFile { return false }
      if token.kind == closer, depth == 0 { return true }
      if token.kind.closer != nil { depth += 1 } else if token.kind.opener != nil { depth -= 1 }
    }
    return false
  }
}

extension TokenKind {
  /// Whether brackets that are not closed may end before this token.
  @inline(__always)
  var mayEndBrackets: Bool {
    switch self {
    case .newline, .endOfFile, .formattedEnd, .fieldClose, .formattedText, .colon, .rightParenthesis, .rightBracket,
      .rightBrace:
      true
    default: false
    }
  }

  /// Whether an expression may begin with this token, and no expression goes on with it.
  var beginsExpression: Bool {
    switch self {
    case .identifier, .integer, .float, .quantity, .string, .formattedStart, .true, .false, .none, .leftBrace, .lambda,
      .ellipsis:
      true
    default: false
    }
  }
}
