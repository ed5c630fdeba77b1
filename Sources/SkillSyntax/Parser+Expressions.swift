import SkillDiagnostics

/// How strongly operators bind, as in Python; higher is stronger. `not` and the signs are prefixes.
enum BindingPower: UInt8 {
  case or = 1
  case and, not, comparison, bitwiseOr, bitwiseXor, bitwiseAnd, shift, sum, product

  @inline(__always)
  init?(_ kind: TokenKind) {
    switch kind {
    case .or, .doublePipe: self = .or
    case .and, .doubleAmpersand: self = .and
    case .less, .lessEqual, .greater, .greaterEqual, .equalEqual, .notEqual, .in, .is, .not, .tripleEqual, .lessGreater:
      self = .comparison
    case .pipe: self = .bitwiseOr
    case .caret: self = .bitwiseXor
    case .ampersand: self = .bitwiseAnd
    case .shiftLeft, .shiftRight: self = .shift
    case .plus, .minus: self = .sum
    case .star, .slash, .doubleSlash, .percent, .at: self = .product
    default: return nil
    }
  }
}

/// Expressions with operators.
extension Parser {
  /// expressionList: expression (`,` expression)* `,`?
  mutating func expressionList() -> NodeID {
    let first = position
    let value = element()
    guard kind == .comma else { return value }
    let token = position
    let mark = pending.count
    pending.append(value)
    while optional(.comma) {
      if endsList { break }
      pending.append(element())
    }
    return finish(.tuple, token: token, from: min(first, firstToken(value)), mark)
  }

  private var endsList: Bool {
    switch kind {
    case .newline, .semicolon, .endOfFile, .equal, .colon, .fieldClose, .fieldColon, .fieldConversion: true
    default: kind.opener != nil
    }
  }

  /// One of several expressions; `*xs` is reported.
  mutating func element() -> NodeID {
    kind == .star || kind == .doubleStar ? starExpression() : expression()
  }

  /// targetList: target (`,` target)* — up to `in`.
  mutating func targetList() -> NodeID {
    let first = position
    let target = binary(minimum: .bitwiseOr)
    guard kind == .comma else { return target }
    let token = position
    let mark = pending.count
    pending.append(target)
    while optional(.comma), kind != .in { pending.append(binary(minimum: .bitwiseOr)) }
    return finish(.tuple, token: token, from: min(first, firstToken(target)), mark)
  }

  /// expression: disjunction (`if` disjunction `else` expression)?
  mutating func expression() -> NodeID {
    if let operand = loneOperand() { return operand }
    guard enter() else { return missing() }
    defer { leave() }
    switch kind {
    case .lambda: return lambdaExpression()
    case .yield: return foreignPrefix(.yieldExpression)
    default: break
    }
    let value = operators(minimum: .or)
    switch kind {
    case .if: return conditional(value)
    case .walrus, .questionMark: return foreignTail(value)
    default: return value
    }
  }

  private mutating func conditional(_ value: NodeID) -> NodeID {
    let token = position
    advance()
    let condition = binary(minimum: .or)
    let alternative: NodeID
    if optional(.else) {
      alternative = expression()
    } else {
      reportExpected("`else`")
      alternative = missing()
    }
    return node(.conditional, token: token, from: firstToken(value), value, condition, alternative)
  }

  /// `name := value` and `condition ? a : b`
  private mutating func foreignTail(_ value: NodeID) -> NodeID {
    let token = position
    let mark = pending.count
    _ = reportForeignOperator()
    pending.append(value)
    advance()
    pending.append(expression())
    if tokens[token].kind == .questionMark, optional(.colon) { pending.append(expression()) }
    return finish(.errorExpression, token: token, from: firstToken(value), mark)
  }

  /// A name or literal of one token that is the whole expression, as most are.
  @inline(__always)
  private mutating func loneOperand() -> NodeID? {
    guard depth < Self.maximalDepth, let operand = kind.loneOperand, kind(ahead: 1).endsOperand else { return nil }
    // A long integer may be too large.
    if kind == .integer, tokens[position].end - tokens[position].start > 17 { return nil }
    return leaf(operand)
  }

  /// Operators that bind at least as strongly as `minimum`, and their operands.
  mutating func binary(minimum: BindingPower) -> NodeID { loneOperand() ?? operators(minimum: minimum) }

  private mutating func operators(minimum: BindingPower) -> NodeID {
    var left = prefixed(minimum: minimum)
    while let power = BindingPower(kind), power.rawValue >= minimum.rawValue {
      guard kind != .not || kind(ahead: 1) == .in, mayGrow(left) else { return left }
      left = power == .comparison ? comparison(left) : operation(left, power)
    }
    return left
  }

  @inline(__always)
  private mutating func prefixed(minimum: BindingPower) -> NodeID {
    switch kind {
    case .not, .bang: minimum.rawValue <= BindingPower.not.rawValue ? negation() : power()
    case .minus, .plus, .tilde: unary()
    default: power()
    }
  }

  /// not: `not` not | comparison
  private mutating func negation() -> NodeID {
    guard enter() else { return missing() }
    defer { leave() }
    let first = position
    if kind == .bang {
      let place = tokens[position].span
      report(
        ForeignSyntaxFinding.symbolicLogic("!", instead: "not"), place,
        fixIts: [FixIt("write `not`", replace: place, with: "not ")])
    }
    advance()
    return node(.unary, token: first, from: first, binary(minimum: .not))
  }

  /// left, operator, right for the operators that group from the left.
  private mutating func operation(_ left: NodeID, _ power: BindingPower) -> NodeID {
    let token = position
    let kind: SyntaxKind
    switch self.kind {
    case .and, .or: kind = .logical
    case .plus, .minus, .star, .slash, .doubleSlash, .percent: kind = .binary
    default:
      reportUnsupportedOperator()
      kind = .errorExpression
    }
    advance()
    let right = BindingPower(rawValue: power.rawValue + 1).map { binary(minimum: $0) } ?? unary()
    return node(kind, token: token, from: firstToken(left), left, right)
  }

  /// comparison: sum (operator sum)+
  private mutating func comparison(_ left: NodeID) -> NodeID {
    let first = firstToken(left)
    let token = position
    let comparison = comparisonOperator()
    let right = binary(minimum: .bitwiseOr)
    guard continuesComparison else {
      return node(.comparison, token: token, from: first, left, comparison, right)
    }
    let mark = pending.count
    pending.append(left)
    pending.append(comparison)
    pending.append(right)
    while continuesComparison {
      pending.append(comparisonOperator())
      pending.append(binary(minimum: .bitwiseOr))
    }
    return finish(.comparison, token: token, from: first, mark)
  }

  @inline(__always)
  private var continuesComparison: Bool {
    BindingPower(kind) == .comparison && (kind != .not || kind(ahead: 1) == .in)
  }

  /// comparisonOperator: `<` | `<=` | `>` | `>=` | `==` | `!=` | `in` | `not` `in` | `is` | `is` `not`
  private mutating func comparisonOperator() -> NodeID {
    let first = position
    if kind == .tripleEqual || kind == .lessGreater { reportUnsupportedOperator() }
    let isPair = kind == .not || (kind == .is && kind(ahead: 1) == .not)
    advance()
    if isPair { advance() }
    return node(.comparisonOperator, token: first, from: first)
  }

  /// unary: (`-` | `+`) unary | power
  mutating func unary() -> NodeID {
    guard kind == .minus || kind == .plus || kind == .tilde else { return power() }
    guard enter() else { return missing() }
    defer { leave() }
    let first = position
    let isForeign = kind == .tilde
    if isForeign { reportUnsupportedOperator() }
    if kind == .minus { negated = position + 1 }
    advance()
    return node(isForeign ? .errorExpression : .unary, token: first, from: first, unary())
  }

  /// power: postfix (`**` unary)?
  private mutating func power() -> NodeID {
    let base = postfix()
    return kind == .doubleStar ? raised(base) : base
  }

  private mutating func raised(_ base: NodeID) -> NodeID {
    guard enter() else { return base }
    defer { leave() }
    let token = position
    advance()
    return node(.binary, token: token, from: firstToken(base), base, unary())
  }
}

extension TokenKind {
  /// The node that an operand of this one token is.
  @inline(__always)
  fileprivate var loneOperand: SyntaxKind? {
    switch self {
    case .identifier: .name
    case .integer: .integerLiteral
    case .float: .floatLiteral
    case .string: .stringLiteral
    case .true: .trueLiteral
    case .false: .falseLiteral
    case .none: .noneLiteral
    default: nil
    }
  }

  /// Whether no expression goes on with this token.
  @inline(__always)
  fileprivate var endsOperand: Bool {
    switch self {
    case .newline, .comma, .rightParenthesis, .rightBracket, .rightBrace, .colon, .equal, .fieldClose: true
    default: false
    }
  }
}
