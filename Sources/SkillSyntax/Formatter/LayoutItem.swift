/// A piece of one logical line whose layout is not yet decided.
///
/// `open` and `close` delimit a group: it is written flat if it fits on the line, else every `line` in it that is in no
/// inner group becomes a line end. Then that is decided for its inner groups.
enum LayoutItem {
  case text(String)
  /// A comment; a line end follows.
  case comment(String)
  /// A line end, or in a flat group what is given.
  case line(flat: String)
  /// A line end in any case.
  case hardLine
  /// Keeps the groups around it from being flat.
  case breakGroups
  /// A text only in a broken group.
  case whenBroken(String)
  case open
  case close
  case indent
  case dedent
}

/// Decides the layout of a line and writes it.
struct LayoutPrinter {
  private let items: [LayoutItem]
  /// For each `open` that cannot be flat, true.
  private var mustBreak: [Bool]
  private var output = ""
  private var column: Int
  private var indentation: Int
  /// Whether the groups that are open are broken, outermost first.
  private var isBroken: [Bool] = []

  init(_ items: [LayoutItem], indentation: Int) {
    self.items = items
    self.indentation = indentation
    column = indentation
    mustBreak = Self.forcedGroups(items)
  }

  private static func forcedGroups(_ items: [LayoutItem]) -> [Bool] {
    var forced = [Bool](repeating: false, count: items.count)
    var open: [Int] = []
    for (index, item) in items.enumerated() {
      switch item {
      case .open: open.append(index)
      case .close:
        guard let group = open.popLast() else { break }
        if forced[group], let outer = open.last { forced[outer] = true }
      case .comment, .hardLine, .breakGroups: if let group = open.last { forced[group] = true }
      default: break
      }
    }
    return forced
  }

  /// Whether the items fit on one line.
  static func fits(_ items: [LayoutItem], indentation: Int) -> Bool {
    LayoutPrinter([.open] + items + [.close], indentation: indentation).fits(from: 0)
  }

  mutating func print() -> String {
    for (index, item) in items.enumerated() {
      switch item {
      case .text(let text): write(text)
      case .comment(let text): write(text)
      case .line(let flat): isBroken.last == true ? endLine() : write(flat)
      case .hardLine: endLine()
      case .breakGroups: break
      case .whenBroken(let text): if isBroken.last == true { write(text) }
      case .open: isBroken.append(isBroken.last != false && (mustBreak[index] || !fits(from: index)))
      case .close: _ = isBroken.popLast()
      case .indent: indentation += formattedIndentation
      case .dedent: indentation -= formattedIndentation
      }
    }
    return output
  }

  /// Whether the group that opens at `start`, written flat, and what follows it up to the next place where a line may
  /// end, stay within the line. Cost: bounded by the width of a line.
  private func fits(from start: Int) -> Bool {
    var rest = formattedLineWidth - column
    var depth = 0
    var isInside = true
    for item in items[start...] {
      switch item {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth == 0 { isInside = false }
      case .text(let text):
        rest -= Self.firstLineWidth(text)
        if text.utf8.contains(UInt8(ascii: "\n")) { return rest >= 0 }
      case .line(let flat):
        if !isInside { return rest >= 0 }
        rest -= flat.utf8.count
      case .hardLine, .comment: return rest >= 0
      case .whenBroken(let text): if !isInside { rest -= text.utf8.count }
      case .breakGroups, .indent, .dedent: break
      }
      if rest < 0 { return false }
    }
    return true
  }

  private mutating func write(_ text: String) {
    output += text
    if let lineEnd = text.utf8.lastIndex(of: UInt8(ascii: "\n")) {
      column = text[text.index(after: lineEnd)...].unicodeScalars.count
    } else {
      column += text.unicodeScalars.count
    }
  }

  private mutating func endLine() {
    output += "\n" + String(repeating: " ", count: indentation)
    column = indentation
  }

  private static func firstLineWidth(_ text: String) -> Int {
    text.unicodeScalars.prefix { $0 != "\n" }.count
  }
}
