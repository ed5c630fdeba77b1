import SkillDiagnostics

/// Operands: names, literals, brackets, and the calls, attributes and subscripts behind them.
extension Parser {
  /// postfix: primary (`(` arguments `)` | `[` index `]` | `.` name)*
  mutating func postfix() -> NodeID {
    var value = primary()
    while true {
      switch kind {
      case .leftParenthesis where mayGrow(value): value = call(value)
      case .leftBracket where mayGrow(value): value = subscripted(value)
      case .dot where mayGrow(value):
        let token = position
        advance()
        value = node(.attribute, token: token, from: firstToken(value), value, name())
      default: return value
      }
    }
  }

  /// primary: name | literal | strings | `(`…`)` | `[`…`]` | `{`…`}`
  private mutating func primary() -> NodeID {
    switch kind {
    case .identifier: leaf(.name)
    case .integer: integerLiteral()
    case .float: leaf(.floatLiteral)
    case .quantity: leaf(.quantityLiteral)
    case .string, .formattedStart: strings()
    case .true: leaf(.trueLiteral)
    case .false: leaf(.falseLiteral)
    case .none: leaf(.noneLiteral)
    case .ellipsis: leaf(.ellipsisLiteral)
    case .leftParenthesis: parenthesized()
    case .leftBracket: list()
    case .leftBrace: dictionary()
    case .unknown: leaf(.errorExpression)
    case .await: foreignPrefix(.asynchronousCode("await"))
    default: missingExpression()
    }
  }

  private mutating func integerLiteral() -> NodeID {
    let token = tokens[position]
    // 17 characters are the shortest that may not fit: 0x and 16 digits are 18, 10^17 has 18.
    if token.end - token.start > 17 {
      let magnitude = NumberText.magnitude(source.bytes[Int(token.start)..<Int(token.end)])
      let isLowest = magnitude == 1 << 63 && negated == position && !beginsSuffix(kind(ahead: 1))
      if magnitude.flatMap({ Int64(exactly: $0) }) == nil, !isLowest {
        report(LexicalFinding.integerTooLarge, token.span)
      }
    }
    return leaf(.integerLiteral)
  }

  /// Whether an operand goes on with this token before a sign in front of it applies.
  private func beginsSuffix(_ kind: TokenKind) -> Bool {
    kind == .doubleStar || kind == .dot || kind == .leftBracket || kind == .leftParenthesis
  }

  // MARK: Calls and subscripts

  /// arguments: (argument (`,` argument)* `,`?)?
  private mutating func call(_ callee: NodeID) -> NodeID {
    let token = position
    let mark = pending.count
    var keyword = -1
    pending.append(callee)
    bracketed("an argument") { parser in
      let first = parser.position
      let argument = parser.argument()
      if parser.nodes[Int(argument.rawValue)].kind == .keywordArgument {
        keyword = first
      } else if keyword >= 0 {
        parser.report(
          SyntaxFinding.positionalAfterKeyword, parser.span(argument),
          related: [RelatedLocation(parser.location(keyword), label: "named from here on")])
      }
      return argument
    }
    return finish(.call, token: token, from: firstToken(callee), mark)
  }

  /// argument: name `=` expression | expression comprehension?
  private mutating func argument() -> NodeID {
    if kind == .identifier {
      if kind(ahead: 1) == .equal { return keywordArgument() }
      if kind(ahead: 1) == .colon, kind(ahead: 2) != .newline { return keywordArgumentWithColon() }
    }
    let value = element()
    return kind == .for || kind == .async ? generator(value) : value
  }

  private mutating func keywordArgument() -> NodeID {
    let first = position
    let name = leaf(.name)
    advance()
    return node(.keywordArgument, token: first, from: first, name, expression())
  }

  /// `name: value`, as other languages have it.
  private mutating func keywordArgumentWithColon() -> NodeID {
    let place = tokens[position + 1].span
    report(
      SyntaxFinding.colonForKeywordArgument(text(position)), place,
      fixIts: [FixIt("write `=`", replace: place, with: "=")])
    return keywordArgument()
  }

  /// index: expression | slice | index (`,` index)+
  private mutating func subscripted(_ base: NodeID) -> NodeID {
    let token = position
    let mark = pending.count
    pending.append(base)
    let inner = pending.count
    let commas = bracketed("an index") { $0.index() }
    if pending.count == inner {
      report(SyntaxFinding.expectedExpression(found: "`]`"), tokens[lastSignificant].span)
      pending.append(missing())
    } else if commas > 0 || pending.count > inner + 1 {
      let first = firstToken(pending[inner])
      let index = finish(commas > 0 ? .tuple : .errorExpression, token: first, from: first, inner)
      endWithLastChild(index)
      pending.append(index)
    }
    return finish(.subscript, token: token, from: firstToken(base), mark)
  }

  /// slice: expression? `:` expression? (`:` expression?)?
  private mutating func index() -> NodeID {
    let first = position
    let lower = kind == .colon ? NodeID.absent : expression()
    guard kind == .colon else { return lower }
    let token = position
    advance()
    let upper = optionalBound()
    let step = optional(.colon) ? optionalBound() : .absent
    return node(.slice, token: token, from: lower.isPresent ? firstToken(lower) : first, lower, upper, step)
  }

  private mutating func optionalBound() -> NodeID {
    kind == .colon || kind == .comma || kind.opener != nil ? .absent : expression()
  }
}
