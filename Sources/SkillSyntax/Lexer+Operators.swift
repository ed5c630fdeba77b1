import SkillDiagnostics

/// Punctuation and operators.
extension Lexer {
  mutating func lexOperator(_ first: UInt8) {
    let second = byte(at: position + 1)
    let third = byte(at: position + 2)
    switch first {
    case UInt8(ascii: ";"): take(.semicolon, 1)
    case UInt8(ascii: ":"): second == UInt8(ascii: "=") ? take(.walrus, 2) : take(.colon, 1)
    case UInt8(ascii: "."):
      second == UInt8(ascii: ".") && third == UInt8(ascii: ".") ? take(.ellipsis, 3) : take(.dot, 1)
    case UInt8(ascii: "="):
      guard second == UInt8(ascii: "=") else { return take(.equal, 1) }
      third == UInt8(ascii: "=") ? take(.tripleEqual, 3) : take(.equalEqual, 2)
    case UInt8(ascii: "!"):
      guard second == UInt8(ascii: "=") else { return take(.bang, 1) }
      third == UInt8(ascii: "=") ? take(.tripleEqual, 3) : take(.notEqual, 2)
    case UInt8(ascii: "-") where second == UInt8(ascii: ">"): take(.arrow, 2)
    case UInt8(ascii: "<") where second == UInt8(ascii: ">"): take(.lessGreater, 2)
    case UInt8(ascii: "+"): takeOperator(.plus, assigning: .plusEqual)
    case UInt8(ascii: "-"): takeOperator(.minus, assigning: .minusEqual)
    case UInt8(ascii: "%"): takeOperator(.percent, assigning: .percentEqual)
    case UInt8(ascii: "<"): takeOperator(.less, assigning: .lessEqual, doubled: .shiftLeft, assigning: .bitwiseEqual)
    case UInt8(ascii: ">"):
      takeOperator(.greater, assigning: .greaterEqual, doubled: .shiftRight, assigning: .bitwiseEqual)
    case UInt8(ascii: "*"):
      takeOperator(.star, assigning: .starEqual, doubled: .doubleStar, assigning: .doubleStarEqual)
    case UInt8(ascii: "/"):
      takeOperator(.slash, assigning: .slashEqual, doubled: .doubleSlash, assigning: .doubleSlashEqual)
    case UInt8(ascii: "&"):
      takeOperator(.ampersand, assigning: .bitwiseEqual, doubled: .doubleAmpersand, assigning: .bitwiseEqual)
    case UInt8(ascii: "|"):
      takeOperator(.pipe, assigning: .bitwiseEqual, doubled: .doublePipe, assigning: .bitwiseEqual)
    case UInt8(ascii: "^"): takeOperator(.caret, assigning: .bitwiseEqual)
    case UInt8(ascii: "@"): takeOperator(.at, assigning: .bitwiseEqual)
    case UInt8(ascii: "~"): take(.tilde, 1)
    case UInt8(ascii: "?"): take(.questionMark, 1)
    default: lexUnexpected(first)
    }
  }

  /// `+` or `+=`.
  private mutating func takeOperator(_ plain: TokenKind, assigning: TokenKind) {
    byte(at: position + 1) == UInt8(ascii: "=") ? take(assigning, 2) : take(plain, 1)
  }

  /// `*`, `*=`, `**` or `**=`.
  private mutating func takeOperator(
    _ plain: TokenKind, assigning: TokenKind, doubled: TokenKind, assigning doubledAssigning: TokenKind
  ) {
    guard byte(at: position + 1) == bytes[position] else { return takeOperator(plain, assigning: assigning) }
    byte(at: position + 2) == UInt8(ascii: "=") ? take(doubledAssigning, 3) : take(doubled, 2)
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
