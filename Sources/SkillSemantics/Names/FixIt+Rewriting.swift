import SkillDiagnostics

extension FixIt {
  /// Replaces source text; the message shows the new one.
  static func rewriting(_ span: Span, as text: String) -> FixIt {
    FixIt("write `\(text)`", replace: span, with: text)
  }
}
