import SkillDiagnostics
import SkillSyntax

/// The comments `# skill: ignore[SK3014]` of one file: what is not to be reported on their lines.
struct IgnoreComments {
  private struct Entry {
    var line: Int
    /// Nil if there is no such code.
    var code: DiagnosticCode?
    var text: String
    var span: Span
    var isUsed = false
  }

  private let tree: SyntaxTree
  private var source: SourceFile { tree.source }
  private var entries: [Entry] = []
  private var lines: LineIndex?
  /// Most programs have nothing that could be left out, and need not be read for it.
  private var isRead = false

  /// The comments are read when they are first asked for. Cost: linear in the number of the file's tokens.
  init(in tree: SyntaxTree) { self.tree = tree }

  /// Whether a diagnostic is to be left out. That uses the comment.
  mutating func covers(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.severity != .error || diagnostic.code.canBeIgnored else { return false }
    read()
    guard let lines else { return false }
    let line = lines.line(of: diagnostic.span.start)
    var isCovered = false
    for index in entries.indices where entries[index].line == line && entries[index].code == diagnostic.code {
      entries[index].isUsed = true
      isCovered = true
    }
    return isCovered
  }

  /// The codes that had nothing to leave out. Those that were not looked for are not among them.
  mutating func unused(lints: Set<DiagnosticCode>, knowsScene: Bool) -> [Diagnostic] {
    read()
    return entries.compactMap { entry in
      if entry.isUsed { return nil }
      guard let code = entry.code else {
        return Diagnostic(LintFinding.unknownIgnore(code: entry.text), at: Location(source, entry.span))
      }
      if code.isLint && !lints.contains(code) || code.isOfScene && !knowsScene { return nil }
      return Diagnostic(LintFinding.unusedIgnore(code: entry.text), at: Location(source, entry.span))
    }
  }

  // MARK: Reading

  private static let opening = Array("skill:ignore[".utf8)
  /// The bytes of `#skill:ignore[SK3014]`.
  private static let shortest = 21

  private mutating func read() {
    if isRead { return }
    isRead = true
    for position in tree.tokens.indices {
      let trivia = tree.trivia(before: position)
      if trivia.end - trivia.start >= Self.shortest { read(trivia) }
    }
  }

  /// The comments between two tokens.
  private mutating func read(_ trivia: Span) {
    var position = Int(trivia.start)
    let end = min(Int(trivia.end), source.bytes.count)
    while position < end {
      guard source.bytes[position] == UInt8(ascii: "#") else {
        position += 1
        continue
      }
      position += 1
      if let codes = afterOpening(&position, end) { readCodes(from: codes, end) }
      while position < end, source.bytes[position] != UInt8(ascii: "\n"), source.bytes[position] != UInt8(ascii: "\r") {
        position += 1
      }
    }
  }

  /// The place behind `skill: ignore[`, with any spaces between.
  private func afterOpening(_ position: inout Int, _ end: Int) -> Int? {
    for byte in Self.opening {
      while position < end, source.bytes[position] == UInt8(ascii: " ") { position += 1 }
      guard position < end, source.bytes[position] == byte else { return nil }
      position += 1
    }
    return position
  }

  private mutating func readCodes(from start: Int, _ end: Int) {
    let lines = self.lines ?? LineIndex(source)
    self.lines = lines
    let list = source.bytes[start..<end].prefix {
      $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
    for part in list.split(separator: UInt8(ascii: ",")) {
      guard let first = part.firstIndex(where: { $0 != UInt8(ascii: " ") }),
        let last = part.lastIndex(where: { $0 != UInt8(ascii: " ") })
      else { continue }
      let text = String(decoding: part[first...last], as: UTF8.self)
      let code = DiagnosticCode(rawValue: text)
      entries.append(
        Entry(
          line: lines.line(of: UInt32(start)), code: code, text: text, span: Span(UInt32(first), UInt32(last + 1))))
    }
  }
}
