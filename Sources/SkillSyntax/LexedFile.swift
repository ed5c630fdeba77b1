import SkillDiagnostics

/// The tokens of a file, in order, ending with `endOfFile`.
struct LexedFile {
  var tokens: [Token]
  var symbols: SymbolTable
  var diagnostics: [Diagnostic]
  /// Indices of the tokens at which an error was reported, ascending: the parser reports no second one about them.
  var faultyTokens: [UInt32]

  /// Reads any bytes; never fails. Offsets have 32 bits: the caller has refused larger files.
  ///
  /// A bracket that is never closed would swallow the rest of the file. So a file whose brackets do not match is read
  /// once more, and a line that plainly begins a statement ends the brackets then.
  static func lex(_ source: SourceFile, symbols: SymbolTable) -> LexedFile {
    source.bytes.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(source, bytes: bytes, symbols: symbols, mismatch: nil)
      lexer.run()
      guard let mismatch = lexer.foundMismatch else { return lexer.file() }
      var second = Lexer(source, bytes: bytes, symbols: symbols, mismatch: mismatch)
      second.run()
      return second.file()
    }
  }
}
