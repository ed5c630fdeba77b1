/// What a token is. The order matters: keywords stand together, and so do operators.
public enum TokenKind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  // MARK: Layout

  case endOfFile
  /// The end of a logical line.
  case newline
  case indent
  case dedent
  /// Bytes that are no token of the language; already reported.
  case unknown

  // MARK: Names and literals

  case identifier
  case integer
  case float
  /// A number with its unit.
  case quantity
  /// A whole string with its quotes.
  case string

  // MARK: Parts of an f-string

  /// `f"`, with the prefix.
  case formattedStart
  /// A run of literal text, `{{` and `}}` included.
  case formattedText
  /// `{`
  case fieldOpen
  /// `:` before a format spec.
  case fieldColon
  /// `!r`, `!s` or `!a`.
  case fieldConversion
  /// `}`
  case fieldClose
  /// The closing quote. Empty if the string is not closed.
  case formattedEnd

  // MARK: Keywords, in the order of their symbols (see `SymbolTable.keywords`)

  case and, `as`, assert, `break`, `continue`, def, del, elif, `else`, except, `false`, finally, `for`, from, `if`
  case `import`, `in`, `is`, none, not, or, pass, raise, `return`, `true`, `try`, `while`
  /// Keywords of Python that begin nothing here; the parser says what to write instead.
  case `class`, lambda, global, nonlocal, with, yield, async, await

  // MARK: Brackets and punctuation

  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, ellipsis, arrow

  // MARK: Operators

  case plus, minus, star, doubleStar, slash, doubleSlash, percent
  case less, lessEqual, greater, greaterEqual, equalEqual, notEqual
  case equal, plusEqual, minusEqual, starEqual, doubleStarEqual, slashEqual, doubleSlashEqual, percentEqual
  case pipe

  // MARK: Operators of other languages: never valid, known so that they can be explained

  case ampersand, caret, tilde, at, shiftLeft, shiftRight
  case bitwiseEqual
  case walrus, doubleAmpersand, doublePipe, bang, questionMark, tripleEqual, lessGreater

  /// How many keywords there are.
  static var keywordCount: UInt32 { UInt32(TokenKind.await.rawValue - TokenKind.and.rawValue) + 1 }

  /// The keyword that a symbol below `keywordCount` is.
  static func keyword(_ symbol: Symbol) -> TokenKind {
    TokenKind(rawValue: TokenKind.and.rawValue &+ UInt8(truncatingIfNeeded: symbol.rawValue)) ?? .identifier
  }

  /// True of keywords, also those of Python that the language lacks.
  @inlinable
  public var isKeyword: Bool { rawValue >= TokenKind.and.rawValue && rawValue <= TokenKind.await.rawValue }
}
