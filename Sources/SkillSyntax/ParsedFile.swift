import SkillDiagnostics

/// A source file, read: a tree for any bytes, and what is wrong with them.
public struct ParsedFile: Sendable {
  public let tree: SyntaxTree
  /// In the order of their places in the file.
  public let diagnostics: [Diagnostic]
}

/// Reads a source file. Never fails: mistakes are diagnostics, and the tree holds what could be read.
///
/// - Parameters:
///   - symbols: grow the table of another file, so that names both have share symbols.
///   - isInterface: whether `skill def` and `query def` may stand in the file.
///
/// Files above `maximalSourceSize` are refused with a diagnostic and an empty tree. Cost: linear, some 150 MB/s.
public func parse(_ source: SourceFile, symbols: SymbolTable = SymbolTable(), isInterface: Bool = false) -> ParsedFile {
  guard source.bytes.count <= maximalSourceSize else {
    let empty = parse(SourceFile(name: source.name, bytes: []), symbols: symbols, isInterface: isInterface)
    let refusal = Diagnostic(LexicalFinding.sourceTooLarge(limit: maximalSourceSize), at: Location(source, Span(0, 0)))
    return ParsedFile(tree: empty.tree, diagnostics: [refusal])
  }
  let file = LexedFile.lex(source, symbols: symbols)
  var parser = Parser(source, file, isInterface: isInterface)
  let root = parser.file()
  let tree = parser.tree(root)
  let edition = unknownEdition(in: source).map { [$0] } ?? []
  return ParsedFile(tree: tree, diagnostics: edition + merged(file.diagnostics, parser.diagnostics))
}

/// The most bytes a source file may have (64 MiB).
public let maximalSourceSize = 64 << 20

/// The most diagnostics that lexer and parser each list for one file; a file with errors has at least one.
let maximalDiagnostics = 1000

private func merged(_ lexical: [Diagnostic], _ syntactic: [Diagnostic]) -> [Diagnostic] {
  if lexical.isEmpty, syntactic.count < 2 { return syntactic }
  return (lexical + syntactic).enumerated()
    .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
    .map(\.element)
}
