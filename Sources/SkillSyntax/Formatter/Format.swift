import SkillDiagnostics

/// The program laid out in the one canonical style; nil if the file has errors, because what was not understood cannot
/// be laid out.
///
/// Only white space, `;`, the quotation marks of strings and the commas before a closing bracket change, so the program
/// means what it meant. Formatting the result again changes nothing.
///
/// - Blocks are indented by 4 spaces; a line holds one statement and has at most `formattedLineWidth` columns where a
///   bracket allows it to be broken.
/// - A bracket that does not fit on its line gets one element a line and a comma behind the last. A comma that already
///   stands there asks for that layout. An element that still does not fit is broken at its loosest operators.
/// - Strings have double quotation marks unless a double one stands in them; their text is never touched.
/// - Two empty lines surround a top-level `def`. Elsewhere at most two stay at the top level, one inside a block, and
///   none behind the line that opens a block.
/// - Comments stay where they are; two spaces stand before one that follows code.
public func format(_ file: ParsedFile) -> String? {
  guard !file.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
  var lines = LineSplitter(file.tree)
  lines.split()
  return FormattedText(tree: file.tree, lines: lines.lines).text
}

/// The columns a line may take, if it can be broken at all.
public let formattedLineWidth = 100

/// How far a block, or what stands in a broken bracket, is indented.
let formattedIndentation = 4

/// Logical lines, written down.
private struct FormattedText {
  let tree: SyntaxTree
  let lines: [SourceLine]

  var text: String {
    let blankLines = BlankLines(lines)
    var output = ""
    for (index, line) in lines.enumerated() {
      output += String(repeating: "\n", count: blankLines.count(before: index))
      output += String(repeating: " ", count: line.level * formattedIndentation)
      switch line.content {
      case .comment(let span):
        output += commentText(tree, span)
      case .code(let tokens, let comment):
        var layout = LineLayout(tree, tokens, indentation: line.level * formattedIndentation)
        output += layout.text()
        if let comment { output += "  " + commentText(tree, comment) }
      }
      output += "\n"
    }
    return output
  }
}

/// A comment without the white space at its end.
func commentText(_ tree: SyntaxTree, _ span: Span) -> String {
  let bytes = tree.source.bytes[Int(span.start)..<Int(span.end)]
  let end = bytes.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != 0x0C } ?? bytes.startIndex
  return String(decoding: bytes[...end], as: UTF8.self)
}
