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
        let first = position
        repeat { position &+= 1 } while byte(at: position) == UInt8(ascii: " ")
        column += position &- first
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
        lineFirstToken = tokens.count
        return
      }
    }
  }

  /// A tab in indentation reaches the next multiple of this many columns.
  var tabWidth: Int { 4 }

  @inline(__always)
  private mutating func adjustBlocks(to column: Int, _ indentation: Span) {
    if column != indents[indents.count - 1] { changeBlocks(to: column, indentation) }
  }

  @inline(never)
  private mutating func changeBlocks(to column: Int, _ indentation: Span) {
    if column > indents[indents.count - 1] {
      indents.append(column)
      add(.indent, from: position)
      return
    }
    let outer = indents.indices.last { indents[$0] <= column } ?? 0
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
    guard brackets.isEmpty || endsBrackets() else { return }
    take(.newline, lineEndLength(at: position))
    beginLine()
  }

  @inline(__always)
  func lineEndLength(at index: Int) -> Int {
    bytes[index] == UInt8(ascii: "\r") && byte(at: index + 1) == UInt8(ascii: "\n") ? 2 : 1
  }

  mutating func skipComment() {
    while position < limit, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
      position += 1
    }
  }

  /// Closes the last line and all blocks.
  mutating func endFile() {
    position = limit
    if let last = tokens.last, last.kind != .newline, last.kind != .dedent { add(.newline, from: position) }
    closeBlocks(downTo: 1)
    add(.endOfFile, from: position)
    reportTabs()
  }

  private mutating func reportTabs() {
    guard let first = tabEdits.first else { return }
    let fixIt = FixIt("indent by spaces", tabEdits)
    diagnostics.append(
      Diagnostic(LexicalFinding.tabIndentation, at: Location(source, first.span), fixIts: [fixIt]))
  }
}
