import Glibc

/// The lines of standard input, as they come.
struct InputLines {
  enum Next: Hashable {
    case line(String)
    /// A signal came while nobody had written anything.
    case interrupted
    case end
  }

  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// Whether a person writes them.
  static var isTerminal: Bool { isatty(0) == 1 }

  /// Waits for the next line, and gives it without its end.
  mutating func next() -> Next {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeSubrange(...end) }
        return .line(String(decoding: buffer[..<end], as: UTF8.self))
      }
      guard !isAtEnd else {
        defer { buffer = [] }
        return buffer.isEmpty ? .end : .line(String(decoding: buffer, as: UTF8.self))
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = Glibc.read(0, &chunk, chunk.count)
      if count < 0, errno == EINTR { return .interrupted }
      isAtEnd = count <= 0
      buffer += chunk[..<max(0, count)]
    }
  }
}
