import ArgumentParser
import DiagnosticPages
import SkillDiagnostics

/// How `check` prints what it finds.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// For programs: JSON Lines.
  case json
  /// For code hosts and editors: one SARIF 2.1.0 log.
  case sarif
  /// For language models: the shortest text that lets one mend its program.
  case vlm
}

/// Prints the diagnostics of several programs.
struct DiagnosticReport {
  let format: ReportFormat
  /// Tokens of the `vlm` format.
  let budget: Int?
  /// Where text goes; the other formats go to standard output.
  let stream: OutputStream
  private var collected: [Diagnostic] = []

  init(_ format: ReportFormat, budget: Int?, to stream: OutputStream) {
    self.format = format
    self.budget = budget
    self.stream = stream
  }

  /// Prints what was found in one program, or keeps it until the end where a format wants all at once.
  mutating func add(_ diagnosis: Diagnosis, _ bound: BoundReport?) throws(CommandFailure) {
    switch format {
    case .text:
      try stream.write(diagnosis.text(usesColor: stream.hasColor) + diagnosis.summary + "\n" + (bound?.text ?? ""))
    case .json: try stream.write(diagnosis.json + (bound?.json ?? ""))
    case .sarif, .vlm: collected += diagnosis.diagnostics
    }
  }

  /// Prints what was kept.
  func finish() throws(CommandFailure) {
    switch format {
    case .text, .json: break
    case .sarif:
      var renderer = SARIFRenderer(version: SkilletCommand.release) { code in
        DiagnosticPage.page(of: code).map { SARIFRenderer.Rule(title: $0.title, page: $0.markdown) }
      }
      try stream.write(renderer.render(collected))
    case .vlm: try stream.write(ModelRenderer.render(collected, budget: budget))
    }
  }
}
