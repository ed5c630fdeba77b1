import CEdit
import Glibc
import SkillServices

/// What someone at a prompt has entered.
enum PromptInput {
  case line(String)
  /// Ctrl-C.
  case interrupted
  /// Ctrl-D, or the input has ended.
  case end
}

/// Reads lines at the terminal, with history and completion.
final class LineEditor {
  private var editor: OpaquePointer?
  /// Completes the line up to the cursor.
  var complete: (String) -> Completion = { _ in Completion.none }

  /// Why there is no line editor, in a line.
  struct Unavailable: Error {
    let reason: String
  }

  init() throws(Unavailable) {
    var message = [CChar](repeating: 0, count: 256)
    let context = Unmanaged.passUnretained(self).toOpaque()
    editor = cedit_open(
      "skillet",
      { context, line, count, result in
        guard let context, let line, let result else { return }
        let text = String(decoding: UnsafeRawBufferPointer(start: line, count: count), as: UTF8.self)
        Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().complete(text, into: result)
      }, { Interrupt.signal != nil }, context, &message, message.count)
    guard editor != nil else {
      throw Unavailable(
        reason: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
  }

  deinit { if let editor { cedit_close(editor) } }

  func read(_ prompt: String) -> PromptInput {
    var line: UnsafeMutablePointer<CChar>?
    defer { free(line) }
    switch cedit_read(editor, prompt, &line) {
    case CEDIT_LINE: return .line(line.map { String(cString: $0) } ?? "")
    case CEDIT_INTERRUPTED: return .interrupted
    default: return .end
    }
  }

  /// Adds a line to those that the arrow keys bring back.
  func remember(_ line: String) { cedit_remember(editor, line) }

  private func complete(_ text: String, into result: UnsafeMutablePointer<cedit_completion>) {
    let completion = complete(text)
    let insertion = completion.insertion
    if !insertion.isEmpty {
      result.pointee.insertion = strdup(insertion)
    } else if completion.candidates.count > 1 {
      result.pointee.listing = strdup(Self.columns(completion.candidates.map(\.text)))
    }
  }

  /// Words in columns, as many as the terminal has room for; of very many the first.
  private static func columns(_ words: [String]) -> String {
    let shown = words.prefix(shownAtMost)
    let width = (shown.map(\.count).max() ?? 0) + 2
    let perLine = max(1, OutputStream.standardOutput.columns / width)
    var lines = stride(from: 0, to: shown.count, by: perLine).map { start in
      shown[start..<min(start + perLine, shown.count)]
        .map { $0 + String(repeating: " ", count: width - $0.count) }.joined()
    }
    if words.count > shown.count { lines.append("… \(words.count - shown.count) more") }
    return lines.joined(separator: "\n")
  }

  private static let shownAtMost = 120
}
