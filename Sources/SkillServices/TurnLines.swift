/// Puts the lines that someone types or pipes together to turns: most are one line, but brackets, long strings and blocks
/// go on.
public struct TurnLines {
  /// How a block ends.
  public enum BlockEnd: Sendable {
    /// By an empty line: somebody waits for an answer.
    case emptyLine
    /// By the next line that belongs to no block: the lines are all there.
    case nextStatement
  }

  private let blockEnd: BlockEnd
  /// The turn so far, each line ended.
  public private(set) var text = ""

  public init(blocksEndAt blockEnd: BlockEnd) { self.blockEnd = blockEnd }

  /// Adds a line, without its end; the turns that are complete with it, in order: one or none, and two where a line that
  /// ends a block is a turn of its own.
  public mutating func add(_ line: String) -> [String] {
    var finished: [String] = []
    if blockEnd == .nextStatement, isBlockEnded(by: line), let turn = finish() { finished.append(turn) }
    if text.isEmpty, line.allSatisfy(\.isWhitespace) { return finished }
    text += line + "\n"
    if !Self.isOpen(text, blocksEndAt: blockEnd), let turn = finish() { finished.append(turn) }
    return finished
  }

  /// Ends the turn where it stands; nil if there is none.
  public mutating func finish() -> String? {
    defer { text = "" }
    return text.isEmpty ? nil : text
  }

  /// Whether a turn needs more lines. `text` is whole lines.
  public static func isOpen(_ text: String, blocksEndAt blockEnd: BlockEnd) -> Bool {
    let end = TextEnd(text)
    if end.string != nil || !end.brackets.isEmpty { return true }
    guard end.hasBlock else { return false }
    let last = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last ?? ""
    return blockEnd == .nextStatement || !last.allSatisfy(\.isWhitespace)
  }

  /// Whether a line begins something new after the block that is open.
  private func isBlockEnded(by line: String) -> Bool {
    guard !text.isEmpty, let first = line.first, !first.isWhitespace, first != "#" else { return false }
    let end = TextEnd(text)
    guard end.string == nil, end.brackets.isEmpty else { return false }
    let word = line.prefix { $0.isLetter }
    return !["elif", "else", "except", "finally"].contains(word)
  }
}
