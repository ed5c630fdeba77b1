/// The difference between two texts in the unified format that `patch` reads.
struct UnifiedDiff {
  private let name: String
  private let lines: [Line]

  private struct Line {
    var mark: Character
    var text: Substring
  }

  /// Lines of context around a change.
  private static let context = 3

  init(name: String, _ old: String, _ new: String) {
    self.name = name
    lines = Self.aligned(Self.lines(of: old), Self.lines(of: new))
  }

  /// Empty if the texts are equal.
  var text: String {
    let hunks = hunks
    guard !hunks.isEmpty else { return "" }
    return "--- \(name)\n+++ \(name)\n" + hunks.map(text(of:)).joined()
  }

  /// Lines with their ends, so that a difference in these shows too.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end =
        text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) } ?? text.endIndex
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }

  /// All lines of both texts in order, each marked as removed, inserted or kept.
  private static func aligned(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var next = 0
    for (offset, text) in old.enumerated() {
      while !removed.contains(offset), inserted.contains(next) {
        lines.append(Line(mark: "+", text: new[next]))
        next += 1
      }
      lines.append(Line(mark: removed.contains(offset) ? "-" : " ", text: text))
      if !removed.contains(offset) { next += 1 }
    }
    return lines + new[next...].map { Line(mark: "+", text: $0) }
  }

  /// Ranges of `lines`: the changes with their context; those that overlap are one.
  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, line) in lines.enumerated() where line.mark != " " {
      let range = max(0, index - Self.context)..<min(lines.count, index + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private func text(of hunk: Range<Int>) -> String {
    let old = position(hunk, without: "+")
    let new = position(hunk, without: "-")
    let body = lines[hunk].map { line in
      line.text.utf8.last == UInt8(ascii: "\n")
        ? "\(line.mark)\(line.text)" : "\(line.mark)\(line.text)\n\\ No newline at end of file\n"
    }
    return "@@ -\(old) +\(new) @@\n" + body.joined()
  }

  /// "3,7": the first line of the hunk in one of the texts, and how many lines it has there.
  private func position(_ hunk: Range<Int>, without mark: Character) -> String {
    let before = lines[..<hunk.lowerBound].count { $0.mark != mark }
    let count = lines[hunk].count { $0.mark != mark }
    return "\(count == 0 ? before : before + 1),\(count)"
  }
}
