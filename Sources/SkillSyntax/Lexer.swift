import SkillDiagnostics

/// Turns bytes into tokens.
///
/// Invariants: `position <= limit <= bytes.count`; every token starts at or after the end of the one before; each step of
/// `run` moves `position` forward or pops a block. `bytes` is valid for as long as the lexer lives
/// (`LexedFile.lex` sees to it), and is read through `byte(at:)` or behind a check against `limit`.
struct Lexer: ~Copyable {
  let source: SourceFile
  let bytes: UnsafeBufferPointer<UInt8>
  /// What an earlier reading found about the brackets, if they do not match.
  let mismatch: BracketMismatch?

  var position = 0
  /// Where reading stops: the end of the file or, inside an f-string's field, of that string.
  var limit: Int
  var tokens: OwnedArray<Token>
  var symbols: SymbolTable
  var diagnostics: [Diagnostic] = []
  /// See `LexedFile.faultyTokens`.
  var faultyTokens: [UInt32] = []
  /// The brackets that are open here.
  var brackets = OwnedStack<OpenBracket>(capacity: 16)
  /// How many of them cannot be closed here, because they stand around the f-string's field that is being read.
  var bracketFloor = 0
  /// How many fields of f-strings are open.
  var fieldDepth = 0
  /// How many of the open brackets are of each kind: parentheses, square ones, braces. Not counted are those below
  /// `bracketFloor`.
  var openCounts: InlineArray<3, Int> = [0, 0, 0]
  /// What this reading finds about the brackets.
  var foundMismatch: BracketMismatch?
  /// Columns (0-based) of the blocks that are open here; the first is the file's own 0.
  var indents = OwnedStack<Int>(capacity: 16)
  /// The column of the logical line being read.
  var lineIndent = 0
  /// The inconsistent column last reported, and inside which block: its further lines are not reported.
  var reportedDedent: (column: Int, block: Int)?
  /// Edits that put spaces for the tabs that indent lines: reported together.
  var tabEdits: [TextEdit] = []
  var hasReportedControlCharacter = false
  var hasReportedFence = false
  /// The number of the first token of the line in which a string or a field was reported as not closed.
  var openStringLine: Int?
  var hasReportedError = false
  /// The number of the first token of the logical line.
  var lineFirstToken = 0

  struct OpenBracket: BitwiseCopyable {
    var kind: TokenKind
    var offset: UInt32
    /// Whether it or one around it is never closed, as far as `mismatch` knows.
    var isInUnclosed: Bool
  }

  /// Brackets that do not match somewhere in the file.
  struct BracketMismatch {
    /// Offsets of those that are never closed.
    var unclosed: Set<UInt32> = []
  }

  init(_ source: SourceFile, bytes: UnsafeBufferPointer<UInt8>, symbols: SymbolTable, mismatch: BracketMismatch?) {
    self.source = source
    self.bytes = bytes
    self.mismatch = mismatch
    limit = bytes.count
    self.symbols = symbols
    self.symbols.reserve(bytes: bytes.count)
    tokens = OwnedArray(capacity: bytes.count / 3 + 8)
    indents.append(0)
  }

  /// Reads the whole file.
  mutating func run() {
    if let offset = firstInvalidUTF8() { reportAlone(LexicalFinding.invalidUTF8, span(offset, offset + 1)) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    beginLine()
    while position < limit {
      if bytes[position] == UInt8(ascii: " ") { position &+= 1 } else { lexToken() }
    }
    noteUnclosed(from: 0)
    endFile()
  }

  /// What was read.
  func file() -> LexedFile {
    LexedFile(tokens: tokens.elements, symbols: symbols, diagnostics: diagnostics, faultyTokens: faultyTokens)
  }

  /// Reads what stands at `position`: a token, or white space and comments. Inlined where it is called, so that each
  /// kind of token is one call.
  @inline(__always)
  mutating func lexToken() {
    let start = position
    let first = bytes[start]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C:
      position += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      lexLineEnd()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      lexName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      lexNumber()
    case UInt8(ascii: "."):
      let next = byte(at: start &+ 1)
      if isDigit(next) { lexNumber() } else if next == first { lexOperator(first) } else { take(.dot, 1) }
    case UInt8(ascii: ":") where byte(at: start &+ 1) != UInt8(ascii: "="): take(.colon, 1)
    case UInt8(ascii: "=") where byte(at: start &+ 1) != first: take(.equal, 1)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      lexString(from: start)
    case UInt8(ascii: "#"):
      skipComment()
    case UInt8(ascii: ","): take(.comma, 1)
    case UInt8(ascii: "("): open(.leftParenthesis)
    case UInt8(ascii: ")"): close(.rightParenthesis)
    case UInt8(ascii: "["): open(.leftBracket)
    case UInt8(ascii: "]"): close(.rightBracket)
    case UInt8(ascii: "{"): open(.leftBrace)
    case UInt8(ascii: "}"): close(.rightBrace)
    case UInt8(ascii: "\\"):
      lexBackslash()
    case 0x80...:
      lexNonASCII()
    default:
      lexOperator(first)
    }
  }

  // MARK: Bytes

  /// The byte at `index`, or 0 at and beyond `limit`.
  @inline(__always)
  func byte(at index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }

  @inline(__always)
  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// ASCII letters, digits and underscore.
  @inline(__always)
  func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
  }

  // MARK: Tokens

  @inline(__always)
  mutating func add(_ kind: TokenKind, from start: Int, symbol: Symbol = .none) {
    // No file has 2^32 bytes.
    let (start, end) = (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: position))
    tokens.append(Token(kind, start: start, end: end, symbol: symbol))
  }

  /// Adds a token of `length` bytes from `position` on.
  @inline(never)
  mutating func take(_ kind: TokenKind, _ length: Int) {
    let start = position
    position &+= length
    add(kind, from: start)
  }

  // MARK: Reports

  /// Reports an error about the token that is added next. Behind a string or field that is not closed nothing more of the
  /// line is reported: where text ends and code begins is not known.
  mutating func report(_ finding: any Finding, _ span: Span, fixIts: [FixIt] = []) {
    if openStringLine == lineFirstToken { return }
    if finding.code == .unterminatedString || finding.code == .unterminatedField { openStringLine = lineFirstToken }
    if finding.severity == .error, faultyTokens.last != UInt32(tokens.count) {
      faultyTokens.append(UInt32(tokens.count))
    }
    reportAlone(finding, span, fixIts: fixIts)
  }

  /// Reports an error that leaves the tokens as they are meant.
  mutating func reportAlone(_ finding: any Finding, _ span: Span, fixIts: [FixIt] = []) {
    guard diagnostics.count < maximalDiagnostics || (finding.severity == .error && !hasReportedError) else {
      return
    }
    if finding.severity == .error { hasReportedError = true }
    diagnostics.append(Diagnostic(finding, at: Location(source, span), fixIts: fixIts))
  }

  func span(_ start: Int, _ end: Int) -> Span { Span(UInt32(start), UInt32(end)) }
}
