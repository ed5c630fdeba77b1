import Glibc
import SkillServices

/// Where the turns of a session come from: a person at a terminal, or a file or pipe.
struct TurnReader {
  enum Input {
    case turn(String)
    /// A line that begins with a colon, without it.
    case command(String)
    case interrupted
    case end
  }

  private var lines: TurnLines
  private let terminal: TerminalLines?
  private var plain = PlainLines()
  private var pending: [Input] = []

  /// From a terminal, if there is a person at it.
  init(history: PromptHistory) throws(CommandFailure) {
    guard isatty(0) == 1, OutputStream.standardOutput.isTerminal else {
      terminal = nil
      lines = TurnLines(blocksEndAt: .nextStatement)
      return
    }
    terminal = try TerminalLines(history: history)
    lines = TurnLines(blocksEndAt: .emptyLine)
  }

  /// Whether a person answers.
  var isTerminal: Bool { terminal != nil }

  /// The next turn or command. `completer` helps whoever writes it.
  mutating func next(_ completer: Completer) throws(CommandFailure) -> Input {
    if !pending.isEmpty { return pending.removeFirst() }
    terminal?.completer = completer
    while true {
      switch try read() {
      case .line(let line):
        // A command is one line, and ends a turn that is open.
        if line.hasPrefix(":") {
          if let turn = lines.finish() { pending.append(.turn(turn)) }
          pending.append(.command(String(line.dropFirst())))
        } else {
          pending += lines.add(line).map { .turn($0) }
        }
      case .interrupted:
        _ = lines.finish()
        return .interrupted
      case .end:
        if let turn = lines.finish() { pending.append(.turn(turn)) }
        pending.append(.end)
      }
      if !pending.isEmpty { return pending.removeFirst() }
    }
  }

  private mutating func read() throws(CommandFailure) -> PromptInput {
    guard let terminal else { return try plain.next() }
    return try terminal.read(after: lines.text)
  }
}

/// Lines from a person.
private final class TerminalLines {
  private let editor: LineEditor?
  private var plain = PlainLines()
  private let history: PromptHistory
  var completer = Completer()

  init(history: PromptHistory) throws(CommandFailure) {
    self.history = history
    do throws(LineEditor.Unavailable) {
      editor = try LineEditor()
    } catch {
      editor = nil
      try OutputStream.standardError.writeLine("skillet: no editing of lines: \(error.reason). Run 'make deps'.")
    }
    for line in history.load() { editor?.remember(line) }
  }

  /// Reads the line that follows `text`, which is the turn so far.
  func read(after text: String) throws(CommandFailure) -> PromptInput {
    let prompt = text.isEmpty ? ">>> " : "... "
    guard let editor else {
      try OutputStream.standardOutput.write(prompt)
      return try plain.next()
    }
    editor.complete = { [completer] line in
      // At the beginning of a line within a block Tab indents.
      if !text.isEmpty, line.allSatisfy({ $0 == " " }) { return Completion.indentation }
      return completer.complete(text + line)
    }
    let input = editor.read(prompt)
    if case .line(let line) = input, !line.allSatisfy(\.isWhitespace) {
      editor.remember(line)
      history.append(line)
    }
    return input
  }
}

/// Lines from standard input as they come, without help.
private struct PlainLines {
  private var buffer: [UInt8] = []
  private var hasEnded = false

  mutating func next() throws(CommandFailure) -> PromptInput {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeSubrange(...end) }
        return .line(Self.text(buffer[..<end]))
      }
      if hasEnded {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return .line(Self.text(buffer[...]))
      }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = Glibc.read(0, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        if Interrupt.signal != nil { return .interrupted }
        continue
      }
      guard count >= 0 else { throw .environment("cannot read '<stdin>': \(String(cString: strerror(errno)))") }
      hasEnded = count == 0
      buffer.append(contentsOf: chunk[..<count])
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
