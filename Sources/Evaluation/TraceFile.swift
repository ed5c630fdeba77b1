import SkillRuntime

/// A run as JSON Lines, written while it goes; the file appears when `finish` has written the last line.
public final class TraceFile {
  private let file: AtomicFile
  private var encoder: TraceEncoder

  /// Opens the trace; `start` describes what is run and becomes the first line.
  public init(_ path: String, start: JSON, encoder: TraceEncoder) throws(OutputError) {
    file = try AtomicFile(path)
    self.encoder = encoder
    try write(JSON.object([("event", "start")] + start.members))
  }

  public func write(_ event: ExecutionEvent) throws(OutputError) {
    if let line = encoder.line(for: event) { try write(line) }
  }

  /// Writes the last line and gives the file its name.
  public func finish(_ end: JSON) throws(OutputError) {
    try write(JSON.object([("event", "end")] + end.members))
    try file.commit()
  }

  private func write(_ line: JSON) throws(OutputError) { try file.write(line.text + "\n") }
}
