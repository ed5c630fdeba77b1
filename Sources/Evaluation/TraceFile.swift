import RobotInterface

/// A run as JSON Lines, written while it goes; the file appears when `finish` has written the last line.
public final class TraceFile {
  private let file: AtomicFile
  private let scene: SceneDescription

  public init(_ path: String, scene: SceneDescription) throws(OutputError) {
    file = try AtomicFile(path)
    self.scene = scene
  }

  public func write(_ record: TraceRecord) throws(OutputError) {
    try file.write(record.json(in: scene).text + "\n")
  }

  public func finish() throws(OutputError) { try file.commit() }
}
