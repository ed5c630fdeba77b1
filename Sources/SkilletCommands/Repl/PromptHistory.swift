import Evaluation
import Glibc

/// The lines of earlier prompts, in a file that outlives them.
struct PromptHistory {
  /// Nil where nothing is kept.
  private let path: String?

  private static let lineLimit = 1000

  /// `SKILLET_HISTORY` names the file, and nothing keeps none; else it is in the user's folder for state.
  init(environment: (String) -> String?) {
    if let named = environment("SKILLET_HISTORY") {
      path = named.isEmpty ? nil : named
    } else if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = state + "/skillet/history"
    } else {
      path = environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/skillet/history" : nil }
    }
  }

  /// Keeps nothing.
  init() { path = nil }

  /// The lines of earlier prompts, oldest first. What cannot be read is as good as not there.
  func load() -> [String] {
    guard let path, let descriptor = Optional(open(path, O_RDONLY | O_CLOEXEC)), descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < Self.byteLimit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    // A long file is cut when it is read, so that adding a line stays cheap.
    if lines.count > 2 * Self.lineLimit { shorten(to: lines.suffix(Self.lineLimit)) }
    return lines.suffix(Self.lineLimit)
  }

  private static let byteLimit = 4 << 20

  /// Adds a line to the file. A history that cannot be written is no reason to stop.
  func append(_ line: String) {
    guard let path, !line.isEmpty else { return }
    makeFolders(of: path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }

  private func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += path.hasPrefix("/") || !folder.isEmpty ? "/\(part)" : "\(part)"
      mkdir(folder, 0o700)
    }
  }

  private func shorten(to lines: ArraySlice<String>) {
    guard let path, let file = try? AtomicFile(path) else { return }
    try? file.write(lines.map { $0 + "\n" }.joined())
    try? file.commit()
  }
}
