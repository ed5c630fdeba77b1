/// What a check found, as facts. Wording is derived from the facts here; places and edits are in `Diagnostic`.
///
/// One enum per family of codes conforms: `LexicalFinding` (SK0###), `SyntaxFinding` (SK1###), names and types (SK2###),
/// flow and memory (SK3###), scene (SK4###), lints (SK5###). Wording: the headline is one short sentence without a final
/// stop that does not repeat the shown source; long or variable-sized data goes into notes.
public protocol Finding: Sendable {
  /// Stable across releases: programs, editors and documentation pages refer to it.
  var code: DiagnosticCode { get }
  var severity: Severity { get }
  /// What is wrong, in one sentence.
  var headline: String { get }
  /// A few words under the caret (expected, found); nil if the headline says it all.
  var label: String? { get }
  /// Why it is wrong and what to write instead, in one paragraph; nil if the headline says it all.
  var explanation: String? { get }
}

extension Finding {
  public var severity: Severity { .error }
  public var label: String? { nil }
  public var explanation: String? { nil }
}
