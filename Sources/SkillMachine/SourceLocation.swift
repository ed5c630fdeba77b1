import SkillDiagnostics

/// A place in the program's source that the machine is at.
public struct SourceLocation: Hashable, Sendable {
  /// The function's name; nil at the top level.
  public let function: String?
  /// What diagnostics call the file.
  public let file: String
  /// The bytes in force; nil for code that no source stands behind.
  public let span: Span?

  public init(function: String?, file: String, span: Span?) {
    self.function = function
    self.file = file
    self.span = span
  }
}
