import SkillDiagnostics

/// A piece of source text between white space and comments.
@frozen
public struct Token: BitwiseCopyable, Sendable {
  /// Byte offsets into the file, half-open. `indent`, `dedent` and `endOfFile` are empty; so is a `newline` that the end
  /// of the file or a `;` stands in for.
  public var start: UInt32
  public var end: UInt32
  /// The interned text of an identifier or keyword, else `Symbol.none`.
  public var symbol: Symbol
  public var kind: TokenKind

  @inlinable
  public init(_ kind: TokenKind, start: UInt32, end: UInt32, symbol: Symbol = .none) {
    self.start = start
    self.end = end
    self.symbol = symbol
    self.kind = kind
  }

  @inlinable
  public var span: Span { Span(start, end) }
}
