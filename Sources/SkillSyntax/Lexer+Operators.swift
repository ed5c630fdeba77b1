import SkillDiagnostics

/// Punctuation and operators.
extension Lexer {
  mutating func lexOperator(_ first: UInt8) {
    let token = Self.operatorToken(first, byte(at: position + 1), byte(at: position + 2))
    if let (kind, length) = token { take(kind, length) } else { lexUnexpected(first) }
  }

  /// The token that the first of three bytes begins, and how long it is.
  private static func operatorToken(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> (TokenKind, Int)? {
    let isDoubled = second == first
    let assigns = (isDoubled ? third : second) == UInt8(ascii: "=")
    switch first {
    case UInt8(ascii: "."): return isDoubled && third == first ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: ":"): return second == UInt8(ascii: "=") ? (.walrus, 2) : (.colon, 1)
    case UInt8(ascii: "="): return isDoubled ? (assigns ? (.tripleEqual, 3) : (.equalEqual, 2)) : (.equal, 1)
    case UInt8(ascii: "-") where second == UInt8(ascii: ">"): return (.arrow, 2)
    case UInt8(ascii: "<") where second == UInt8(ascii: ">"): return (.lessGreater, 2)
    case UInt8(ascii: "!") where second == UInt8(ascii: "="):
      return third == UInt8(ascii: "=") ? (.tripleEqual, 3) : (.notEqual, 2)
    default: break
    }
    guard let (plain, assigning, doubled, doubledAssigning) = operators(first) else { return nil }
    if isDoubled, let doubled { return assigns ? (doubledAssigning, 3) : (doubled, 2) }
    return second == UInt8(ascii: "=") && assigning != plain ? (assigning, 2) : (plain, 1)
  }

  /// `*`, `*=`, `**` and `**=` of the character `*`: the second is the first where there is none, the third nil.
  private static func operators(_ first: UInt8) -> (TokenKind, TokenKind, TokenKind?, TokenKind)? {
    switch first {
    case UInt8(ascii: "+"): (.plus, .plusEqual, nil, .plusEqual)
    case UInt8(ascii: "-"): (.minus, .minusEqual, nil, .minusEqual)
    case UInt8(ascii: "*"): (.star, .starEqual, .doubleStar, .doubleStarEqual)
    case UInt8(ascii: "/"): (.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case UInt8(ascii: "%"): (.percent, .percentEqual, nil, .percentEqual)
    case UInt8(ascii: "<"): (.less, .lessEqual, .shiftLeft, .bitwiseEqual)
    case UInt8(ascii: ">"): (.greater, .greaterEqual, .shiftRight, .bitwiseEqual)
    case UInt8(ascii: "&"): (.ampersand, .bitwiseEqual, .doubleAmpersand, .bitwiseEqual)
    case UInt8(ascii: "|"): (.pipe, .bitwiseEqual, .doublePipe, .bitwiseEqual)
    case UInt8(ascii: "^"): (.caret, .bitwiseEqual, nil, .bitwiseEqual)
    case UInt8(ascii: "@"): (.at, .bitwiseEqual, nil, .bitwiseEqual)
    case UInt8(ascii: ";"): (.semicolon, .semicolon, nil, .semicolon)
    case UInt8(ascii: "!"): (.bang, .bang, nil, .bang)
    case UInt8(ascii: "~"): (.tilde, .tilde, nil, .tilde)
    case UInt8(ascii: "?"): (.questionMark, .questionMark, nil, .questionMark)
    default: nil
    }
  }

  /// A run of one and the same ASCII character that begins no token.
  private mutating func lexUnexpected(_ first: UInt8) {
    if first == UInt8(ascii: "`"), lexFence() { return }
    let start = position
    while position < limit, bytes[position] == first { position += 1 }
    reportUnexpected(Unicode.Scalar(first), span(start, position))
    add(.unknown, from: start)
  }

  /// A backslash before the end of a line joins lines in Python; here it is reported, and joins them.
  mutating func lexBackslash() {
    let start = position
    let next = byte(at: start + 1)
    guard next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") else { return lexUnexpected(bytes[start]) }
    reportAlone(LexicalFinding.backslashJoin, span(start, start + 1))
    position += next == UInt8(ascii: "\r") && byte(at: start + 2) == UInt8(ascii: "\n") ? 3 : 2
  }
}
