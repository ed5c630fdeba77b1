import SkillDiagnostics

/// Lines and blocks: `newline`, `indent` and `dedent`.
extension Lexer {
  /// Reads the indentation of the next line that holds a token, and opens or closes blocks accordingly.
  mutating func beginLine() {
    var column = 0
    var lineStart = position
    var hasTab = false
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: " "):
        column += 1
        position += 1
      case UInt8(ascii: "\t"):
        column = (column / tabWidth + 1) * tabWidth
        hasTab = true
        position += 1
      case 0x0C:
        column = 0
        position += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position += 1
        column = 0
        lineStart = position
        hasTab = false
      case UInt8(ascii: "#"):
        skipComment()
      default:
        let indentation = span(lineStart, position)
        if hasTab { tabEdits.append(TextEdit(indentation, String(repeating: " ", count: column))) }
        lineIndent = column
        adjustBlocks(to: column, indentation)
        return
      }
    }
  }

  /// A tab in indentation reaches the next multiple of this many columns.
  private var tabWidth: Int { 4 }

  private mutating func adjustBlocks(to column: Int, _ indentation: Span) {
    if column > indents[indents.count - 1] {
      indents.append(column)
      add(.indent, from: position)
      return
    }
    let outer = indents.lastIndex { $0 <= column } ?? 0
    guard indents[outer] != column else {
      closeBlocks(downTo: outer + 1)
      return
    }
    // Between two blocks: the nearer one is meant, so that its further lines raise no second error.
    let isNearInner = indents[outer + 1] - column <= column - indents[outer]
    let columns = [indents[outer] + 1, indents[outer + 1] + 1]
    closeBlocks(downTo: isNearInner ? outer + 2 : outer + 1)
    if let last = reportedDedent, last == (column, indents.count) { return }
    reportedDedent = (column, indents.count)
    reportAlone(LexicalFinding.inconsistentDedent(column: column + 1, blocks: columns), indentation)
  }

  private mutating func closeBlocks(downTo count: Int) {
    while indents.count > count {
      indents.removeLast()
      add(.dedent, from: position)
    }
  }

  /// The end of a physical line: of a logical one too unless a bracket is open.
  mutating func lexLineEnd() {
    let start = position
    if !brackets.isEmpty {
      guard isInUnclosedBracket else {
        position += lineEndLength(at: start)
        return
      }
      let next = nextContent(after: start)
      guard endsBrackets(next) else {
        position = next.offset
        return
      }
      unclosedBrackets.append(contentsOf: brackets.map(\.offset))
      brackets.removeAll(keepingCapacity: true)
    }
    take(.newline, lineEndLength(at: start))
    beginLine()
  }

  private func lineEndLength(at index: Int) -> Int {
    bytes[index] == UInt8(ascii: "\r") && byte(at: index + 1) == UInt8(ascii: "\n") ? 2 : 1
  }

  mutating func skipComment() {
    while position < limit, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") { position += 1 }
  }

  /// Closes the last line and all blocks.
  mutating func endFile() {
    position = limit
    if let last = result.tokens.last, last.kind != .newline, last.kind != .dedent { add(.newline, from: position) }
    closeBlocks(downTo: 1)
    add(.endOfFile, from: position)
    reportTabs()
  }

  private mutating func reportTabs() {
    guard let first = tabEdits.first else { return }
    let fixIt = FixIt("indent by spaces", tabEdits)
    result.diagnostics.append(Diagnostic(LexicalFinding.tabIndentation, at: Location(source, first.span), fixIts: [fixIt]))
  }

  // MARK: Brackets that are never closed

  private var isInUnclosedBracket: Bool {
    !unclosed.isEmpty && fieldDepth == 0 && brackets.contains { unclosed.contains($0.offset) }
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

  /// Whether the line that goes on at `next` begins a statement although a bracket that is never closed is open.
  private func endsBrackets(_ next: (offset: Int, column: Int)) -> Bool {
    guard next.offset < limit else { return true }
    switch bytes[next.offset] {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return false
    default: break
    }
    if next.column <= lineIndent || result.tokens.last?.kind == .colon { return true }
    var end = next.offset
    while end < limit, isNamePart(bytes[end]) { end += 1 }
    return Self.statementWords.contains { $0.utf8.elementsEqual(bytes[next.offset..<end]) }
  }

  /// Keywords that only a statement begins with.
  private static let statementWords = [
    "assert", "break", "class", "continue", "def", "del", "elif", "except", "finally", "import", "pass", "raise",
    "return", "try", "while", "with",
  ]
}
