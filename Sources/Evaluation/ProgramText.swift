import SkillDiagnostics
import SkillMachine

/// The source of a running program: finds the line and the words of what is in force.
public struct ProgramText: Sendable {
  private let file: SourceFile
  private let lines: LineIndex

  public init(_ file: SourceFile) {
    self.file = file
    lines = LineIndex(file)
  }

  /// From 1; nil for code that no source stands behind.
  public func line(of location: SourceLocation) -> Int? { location.span.map { lines.line(of: $0.start) } }

  /// The source at `location` on one line, without comments at the line's end and with single spaces.
  public func statement(at location: SourceLocation) -> String {
    guard let span = location.span else { return "" }
    return file.text(in: span).split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The whole line that `location` begins on, without its indentation.
  public func sourceLine(at location: SourceLocation) -> String {
    guard let line = line(of: location) else { return "" }
    return String(file.text(in: lines.span(ofLine: line)).drop { $0 == " " })
  }
}
