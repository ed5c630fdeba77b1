import SkillDiagnostics
import SkillSyntax
import TestSupport
import Testing

@Suite struct DiagnosticGoldenTests {
  /// The diagnostics as text and, if there are fix-its, the source with the first of each diagnostic applied.
  @Test(arguments: try GoldenCase.all(in: "Syntax"))
  func diagnosticsAreAsRecorded(_ golden: GoldenCase) throws {
    let source = SourceFile(name: "\(golden.name).skill", text: golden.input)
    let diagnostics = parse(source).diagnostics
    var output = TextRenderer.render(diagnostics)
    let edits = diagnostics.compactMap(\.fixIts.first).flatMap(\.edits)
    if !edits.isEmpty {
      output += "--- fixed\n" + String(decoding: FixIt("", edits).applied(to: source.bytes), as: UTF8.self)
    }
    try golden.verify(output)
  }

  /// A fix-it repairs what it is offered for: the mistake does not come back, and no other takes its place.
  @Test(arguments: try GoldenCase.all(in: "Syntax"))
  func fixItsRepair(_ golden: GoldenCase) {
    let source = SourceFile(name: "\(golden.name).skill", text: golden.input)
    let diagnostics = parse(source).diagnostics
    for diagnostic in diagnostics {
      for fixIt in diagnostic.fixIts {
        let fixed = SourceFile(name: source.name, bytes: fixIt.applied(to: source.bytes))
        #expect(parse(fixed).diagnostics.count < diagnostics.count, "\(fixIt)")
      }
    }
  }
}
