/// How grave a diagnostic is.
public enum Severity: String, Sendable, CaseIterable {
  /// The program does not run.
  case error
  /// The program runs, though probably not as meant.
  case warning
  case note
}
