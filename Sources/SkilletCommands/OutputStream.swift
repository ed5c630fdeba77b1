import Glibc

/// Standard output or standard error, written without delay.
struct OutputStream {
  private let descriptor: Int32
  private let name: String

  static let standardOutput = OutputStream(descriptor: 1, name: "standard output")
  static let standardError = OutputStream(descriptor: 2, name: "standard error")

  /// Whether a person reads it as it comes.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether it may be coloured: a terminal, unless NO_COLOR is set (no-color.org) or the terminal is a dumb one.
  var hasColor: Bool {
    guard isTerminal else { return false }
    let forbidden = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return !forbidden && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
  }

  /// Characters in a line of the terminal.
  var columns: Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw .environment("cannot write to \(name): \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(written)
    }
  }

  func writeLine(_ text: String) throws(CommandFailure) { try write(text + "\n") }
}
