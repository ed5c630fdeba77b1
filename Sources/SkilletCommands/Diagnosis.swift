import Evaluation
import SkillDiagnostics

/// Diagnostics of one program, to be printed.
struct Diagnosis {
  let file: String
  let diagnostics: [Diagnostic]

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// For people.
  func text(usesColor: Bool) -> String { TextRenderer.render(diagnostics, usesColor: usesColor) }

  /// JSON Lines: one object for each.
  var json: String { JSONLinesRenderer.render(diagnostics) }

  /// "swap.skill: 1 error, 2 warnings".
  var summary: String {
    let counts = [Severity.error, .warning].compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return "\(file): " + (counts.isEmpty ? "no errors" : counts.joined(separator: ", "))
  }
}
