import SkillDiagnostics

/// Strings and f-strings.
extension Parser {
  /// strings: (string | formattedString)+
  mutating func strings() -> NodeID {
    let first = position
    let string = oneString()
    guard kind == .string || kind == .formattedStart else { return string }
    let mark = pending.count
    pending.append(string)
    while kind == .string || kind == .formattedStart { pending.append(oneString()) }
    return finish(.stringConcatenation, token: first, from: first, mark)
  }

  private mutating func oneString() -> NodeID {
    kind == .string ? leaf(.stringLiteral) : formattedString()
  }

  /// formattedString: START (TEXT | field)* END
  private mutating func formattedString() -> NodeID {
    let first = position
    let mark = pending.count
    advance()
    formattedParts()
    _ = optional(.formattedEnd)
    return finish(.formattedString, token: first, from: first, mark)
  }

  private mutating func formattedParts() {
    while true {
      switch kind {
      case .formattedText: pending.append(leaf(.formattedText))
      case .fieldOpen: pending.append(field())
      default: return
      }
    }
  }

  /// field: `{` expressionList CONVERSION? (`:` spec)? `}`
  private mutating func field() -> NodeID {
    let first = position
    let mark = pending.count
    advance()
    if kind == .fieldClose || kind == .fieldColon || kind == .fieldConversion {
      report(SyntaxFinding.emptyField, tokens[first].span.union(tokens[position].span))
      pending.append(missing())
    } else {
      pending.append(expressionList())
    }
    conversion()
    pending.append(optionalSpec())
    if kind != .fieldClose { reportFieldRest() }
    _ = optional(.fieldClose)
    return finish(.formattedField, token: first, from: first, mark)
  }

  private mutating func conversion() {
    guard kind == .fieldConversion else { return }
    if !["!r", "!s", "!a"].contains(text(position)) {
      report(SyntaxFinding.expectedToken("`!r`, `!s` or `!a`", found: describe(position)), tokens[position].span)
    }
    advance()
  }

  /// spec: `:` (TEXT | field)*
  private mutating func optionalSpec() -> NodeID {
    guard kind == .fieldColon else { return .absent }
    let mark = pending.count
    advance()
    let first = position
    formattedParts()
    guard pending.count > mark else { return .absent }
    if pending.count == mark + 1, nodes[Int(pending[mark].rawValue)].kind == .formattedText {
      return pending.removeLast()
    }
    return finish(.formattedString, token: first, from: first, mark)
  }

  /// Reports what stands before the end of a field, and skips it.
  private mutating func reportFieldRest() {
    if kind == .equal {
      report(ForeignSyntaxFinding.fieldEqualSign, tokens[position].span)
    } else {
      report(SyntaxFinding.expectedToken("`}`", found: describe(position)), placeOfNext)
    }
    while kind != .fieldClose, kind != .formattedEnd, kind != .newline, kind != .endOfFile { advance() }
  }
}
