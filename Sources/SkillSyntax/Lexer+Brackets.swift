import SkillDiagnostics

/// Brackets: inside them lines are joined.
extension Lexer {
  @inline(never)
  mutating func open(_ kind: TokenKind) {
    push(kind)
    position &+= 1
    add(kind, from: position &- 1)
  }

  /// Opens a bracket at `position`.
  @inline(__always)
  mutating func push(_ kind: TokenKind) {
    let offset = UInt32(truncatingIfNeeded: position)
    let isUnclosed =
      mismatch != nil && (brackets.last?.isInUnclosed == true || mismatch?.unclosed.contains(offset) == true)
    brackets.append(OpenBracket(kind: kind, offset: offset, isInUnclosed: isUnclosed))
    openCounts[kind.bracketIndex] &+= 1
  }

  /// Closes the bracket that `kind` matches, with those left open inside it; failing that, the innermost one, for which
  /// the wrong closer was probably written. Cost: O(1) amortised.
  @inline(never)
  mutating func close(_ kind: TokenKind) {
    if brackets.count > bracketFloor, brackets[brackets.count - 1].kind == kind.opener {
      brackets.removeLast()
      openCounts[kind.bracketIndex] &-= 1
    } else {
      closeMismatched(kind)
    }
    position &+= 1
    add(kind, from: position &- 1)
  }

  @inline(never)
  private mutating func closeMismatched(_ kind: TokenKind) {
    let hasMatch = openCounts[kind.bracketIndex] > 0
    let match = hasMatch ? brackets.indices.last { brackets[$0].kind == kind.opener } : nil
    foundMismatch = foundMismatch ?? BracketMismatch()
    guard brackets.count > bracketFloor else { return }
    let first = match ?? brackets.count - 1
    noteUnclosed(from: first + 1)
    for index in first..<brackets.count { openCounts[brackets[index].kind.bracketIndex] -= 1 }
    brackets.truncate(to: first)
  }

  /// Notes that the open brackets from the `first` on are never closed.
  mutating func noteUnclosed(from first: Int) {
    guard first < brackets.count else { return }
    foundMismatch = foundMismatch ?? BracketMismatch()
    for index in first..<brackets.count { foundMismatch?.unclosed.insert(brackets[index].offset) }
  }

  /// At the end of a line inside brackets: whether the logical line ends nevertheless, because a bracket was not closed.
  /// If not, `position` is moved to the next line that holds something.
  mutating func endsBrackets() -> Bool {
    guard mismatch != nil, fieldDepth == 0 else {
      position += lineEndLength(at: position)
      return false
    }
    let next = nextContent(after: position)
    guard beginsStatement(next) else {
      position = next.offset
      return false
    }
    noteUnclosed(from: 0)
    brackets.truncate(to: 0)
    openCounts = [0, 0, 0]
    return true
  }

  /// Where the next token after the line end at `start` stands, and in which column of its line.
  private func nextContent(after start: Int) -> (offset: Int, column: Int) {
    var index = start
    var column = 0
    var isComment = false
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        column = 0
        isComment = false
      case _ where isComment: break
      case UInt8(ascii: "#"): isComment = true
      case UInt8(ascii: " "), 0x0C: column += 1
      case UInt8(ascii: "\t"): column = (column / tabWidth + 1) * tabWidth
      default: return (index, column)
      }
      index += 1
    }
    return (index, column)
  }

  /// Whether the line that goes on at `next` begins a statement although brackets are open.
  private func beginsStatement(_ next: (offset: Int, column: Int)) -> Bool {
    guard next.offset < limit else { return true }
    let first = bytes[next.offset]
    if first == UInt8(ascii: ")") || first == UInt8(ascii: "]") || first == UInt8(ascii: "}") { return false }
    var end = next.offset
    while end < limit, isNamePart(bytes[end]) { end += 1 }
    let word = bytes[next.offset..<end]
    let last = tokens.last?.kind ?? .newline
    if brackets.last?.isInUnclosed == true {
      return next.column <= lineIndent || last == .colon || Self.isWord(word, in: Self.statementWords)
    }
    return next.column <= lineIndent && last.endsExpression && !word.isEmpty
      && !Self.isWord(word, in: Self.joiningWords)
  }

  private static func isWord(_ word: Slice<UnsafeBufferPointer<UInt8>>, in words: [String]) -> Bool {
    words.contains { $0.utf8.elementsEqual(word) }
  }

  /// Keywords that only a statement begins with.
  private static let statementWords = [
    "assert", "break", "class", "continue", "def", "del", "elif", "except", "finally", "import", "pass", "raise",
    "return", "try", "while", "with",
  ]

  /// Keywords that go on with an expression.
  private static let joiningWords = ["and", "as", "else", "for", "if", "in", "is", "not", "or"]
}

extension TokenKind {
  /// The bracket that this one closes; nil for other tokens.
  var opener: TokenKind? {
    switch self {
    case .rightParenthesis: .leftParenthesis
    case .rightBracket: .leftBracket
    case .rightBrace: .leftBrace
    default: nil
    }
  }

  /// The bracket that closes this one; nil for other tokens.
  var closer: TokenKind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// 0 for parentheses, 1 for square brackets, 2 for braces and all else.
  var bracketIndex: Int {
    switch self {
    case .leftParenthesis, .rightParenthesis: 0
    case .leftBracket, .rightBracket: 1
    default: 2
    }
  }

  /// Whether an expression may end with this token.
  var endsExpression: Bool {
    switch self {
    case .identifier, .integer, .float, .quantity, .string, .formattedEnd, .true, .false, .none, .ellipsis, .unknown,
      .rightParenthesis, .rightBracket, .rightBrace:
      true
    default: false
    }
  }
}
