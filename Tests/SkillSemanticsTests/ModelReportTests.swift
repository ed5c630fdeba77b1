import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

@Suite struct ModelReportTests {
  /// What a model is told of a program, within the budget that its first line may name: `# budget: 90`.
  @Test(arguments: try GoldenCase.all(in: "Model"))
  func reportsAreAsRecorded(_ golden: GoldenCase) throws {
    let facts = SceneFacts(comment: golden.input)
    let budget = golden.input.prefixMatch(of: /# budget: (\d+)/).flatMap { Int($0.1) }
    let file = SourceFile(name: "\(golden.name).skill", text: golden.input)
    try golden.verify(ModelRenderer.render(check(file, facts: facts).diagnostics, budget: budget))
  }
}
