import SkillDiagnostics
import SkillMachine

/// The source of a running program: finds the line and the words of what is in force.
public struct ProgramText: Sendable {
  private let files: [String: LineIndex]

  /// `files` are the program's and those that it imports.
  public init(_ files: [SourceFile]) {
    self.files = Dictionary(files.map { ($0.name, LineIndex($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// From 1; nil for code that no source stands behind.
  public func line(of location: SourceLocation) -> Int? {
    guard let lines = files[location.file], let span = location.span else { return nil }
    return lines.line(of: span.start)
  }

  /// The names of the files.
  public var fileNames: [String] { files.keys.sorted() }

  /// How many lines a file has; 0 for one that is not of the program.
  public func lineCount(of file: String) -> Int { files[file]?.lineCount ?? 0 }

  /// The text of a line, counted from 1, without its end; empty where there is none.
  public func line(_ number: Int, of file: String) -> String {
    guard let lines = files[file] else { return "" }
    return lines.file.text(in: lines.span(ofLine: number))
  }

  /// The bytes of a line; nil where there is none.
  public func span(ofLine number: Int, in file: String) -> Span? {
    guard let lines = files[file], (1...lines.lineCount).contains(number) else { return nil }
    return lines.span(ofLine: number)
  }

  /// The source at `location` on one line, without comments at the line's end and with single spaces.
  public func statement(at location: SourceLocation) -> String {
    guard let lines = files[location.file], let span = location.span else { return "" }
    return lines.file.text(in: span).split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The whole line that `location` begins on, without its indentation.
  public func sourceLine(at location: SourceLocation) -> String {
    guard let lines = files[location.file], let line = line(of: location) else { return "" }
    return String(lines.file.text(in: lines.span(ofLine: line)).drop { $0 == " " })
  }
}
