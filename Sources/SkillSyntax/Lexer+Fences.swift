import SkillDiagnostics

/// Lines of Markdown around a program.
extension Lexer {
  /// A line that begins with three backquotes, read to its end. The first in a file is reported, with an edit for each;
  /// false if there is none here.
  mutating func lexFence() -> Bool {
    guard tokens.count == lineFirstToken, brackets.isEmpty, fieldDepth == 0, isFence(at: position) else {
      return false
    }
    let start = position
    skipComment()
    if hasReportedFence {
      faultyTokens.append(UInt32(tokens.count))
    } else {
      hasReportedFence = true
      let fixIt = FixIt("remove the fences", fenceLines(from: start).map { TextEdit($0, "") })
      report(SyntaxFinding.markdownFence, span(start, position), fixIts: [fixIt])
    }
    add(.unknown, from: start)
    return true
  }

  private func isFence(at index: Int) -> Bool {
    (0..<3).allSatisfy { byte(at: index + $0) == UInt8(ascii: "`") }
  }

  /// The lines from that of `start` on that begin with three backquotes at the left edge or behind spaces.
  private func fenceLines(from start: Int) -> [Span] {
    var lines: [Span] = []
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] == UInt8(ascii: " ") { lineStart -= 1 }
    while lineStart < limit {
      let end = bytes[lineStart..<limit].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? limit
      let text = bytes[lineStart..<end].firstIndex { $0 != UInt8(ascii: " ") } ?? end
      if isFence(at: text) { lines.append(span(lineStart, end)) }
      lineStart = end
    }
    return lines
  }
}
