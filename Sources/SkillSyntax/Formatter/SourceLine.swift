import SkillDiagnostics

/// One line of the formatted program before it is laid out: a statement, the header of a block, or a comment.
struct SourceLine {
  enum Content {
    case comment(Span)
    /// Token numbers, and the comment behind them.
    case code(Range<Int>, comment: Span?)
  }

  var content: Content
  /// How many blocks are around it.
  var level: Int
  /// Empty lines before it in the source.
  var blankLines: Int
  /// Whether it is a header, whose block comes next.
  var opensBlock = false
  var isDefinition = false
  /// `elif`, `else`, `except`, `finally`.
  var isClause = false

  var isComment: Bool {
    if case .comment = content { true } else { false }
  }
}

/// A comment on a line of its own, or the last part of one.
struct TriviaComment {
  var span: Span
  /// Column of the `#` in the source, 0-based.
  var column: Int
  /// Empty lines right before it.
  var blankLines: Int
  /// Whether the line holds nothing else.
  var isAlone: Bool
}

/// What stands between two tokens: comments and empty lines.
struct Trivia {
  var comments: [TriviaComment] = []
  /// Empty lines behind the last comment.
  var blankLines = 0

  init(_ tree: SyntaxTree, before token: Int) {
    let span = tree.trivia(before: token)
    let bytes = tree.source.bytes[Int(span.start)..<Int(span.end)]
    let startsLine = token == 0 || tree.tokens[token - 1].kind == .newline
    var isAlone = startsLine
    var column = 0
    var hasContent = !startsLine
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if bytes[index...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) { index += 1 }
        if !hasContent { blankLines += 1 }
        isAlone = true
        hasContent = false
        column = 0
      case UInt8(ascii: "#"):
        let end = bytes[index...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
        let comment = Span(UInt32(index), UInt32(end))
        comments.append(TriviaComment(span: comment, column: column, blankLines: blankLines, isAlone: isAlone))
        blankLines = 0
        hasContent = true
        index = end - 1
      case UInt8(ascii: "\t"): column = (column / formattedIndentation + 1) * formattedIndentation
      case UInt8(ascii: " "): column += 1
      default: break
      }
      index += 1
    }
  }
}
