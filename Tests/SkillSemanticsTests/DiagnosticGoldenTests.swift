import SkillDiagnostics
import SkillSemantics
import SkillSyntax
import TestSupport
import Testing

@Suite struct DiagnosticGoldenTests {
  static let cases = try? ["Names", "Types", "Flow", "Scene"].flatMap { try GoldenCase.all(in: $0) }

  private func check(_ golden: GoldenCase, _ text: String) -> CheckResult {
    SkillSemantics.check(SourceFile(name: "\(golden.name).skill", text: text), facts: SceneFacts(comment: golden.input))
  }

  /// The diagnostics as text and, if there are fix-its, the source with the first of each diagnostic applied.
  @Test(arguments: try #require(cases))
  func diagnosticsAreAsRecorded(_ golden: GoldenCase) throws {
    let result = check(golden, golden.input)
    var output = TextRenderer.render(result.diagnostics)
    let edits = result.diagnostics.compactMap(\.fixIts.first).flatMap(\.edits)
    if !edits.isEmpty {
      output += "--- fixed\n" + String(decoding: FixIt("", edits).applied(to: Array(golden.input.utf8)), as: UTF8.self)
    }
    try golden.verify(output)
  }

  /// A fix-it repairs what it is offered for: the mistake does not come back.
  @Test(arguments: try #require(cases))
  func fixItsRepair(_ golden: GoldenCase) {
    let diagnostics = check(golden, golden.input).diagnostics
    for diagnostic in diagnostics {
      for fixIt in diagnostic.fixIts {
        let fixed = String(decoding: fixIt.applied(to: Array(golden.input.utf8)), as: UTF8.self)
        let after = check(golden, fixed).diagnostics
        let remaining = after.filter { $0.code == diagnostic.code }.count
        #expect(remaining < diagnostics.filter { $0.code == diagnostic.code }.count, "\(fixIt)")
      }
    }
  }

  /// A program without a type has no way to the compiler.
  @Test(arguments: try #require(cases))
  func programsWithErrorsAreNotHandedOn(_ golden: GoldenCase) {
    let result = check(golden, golden.input)
    #expect((result.program == nil) == result.hasErrors)
    #expect(!result.diagnostics.isEmpty)
  }
}

extension SceneFacts {
  /// The scene that a program names in its first line: `# scene: red cube, blue star; images: keystep_0; goals: 2`, and
  /// `reach:` with x, y, z, the radius, the radius on the table and the table's height.
  init?(comment text: String) {
    guard let line = text.split(separator: "\n").first, line.hasPrefix("# scene: ") else { return nil }
    var names: [String] = []
    var images: [String] = []
    var goals = 0
    var reach: Reach?
    for part in line.dropFirst("# ".count).split(separator: "; ") {
      let pair = part.split(separator: ": ", maxSplits: 1)
      let values = pair.count == 2 ? pair[1].split(separator: ", ").map(String.init) : []
      switch pair.first {
      case "scene": names = values
      case "images": images = values
      case "goals": goals = values.first.flatMap(Int.init) ?? 0
      case "reach":
        let numbers = values.compactMap(Double.init)
        guard numbers.count == 6 else { return nil }
        reach = Reach(
          x: numbers[0], y: numbers[1], z: numbers[2], radius: numbers[3], radiusOnTable: numbers[4],
          tableHeight: numbers[5])
      default: return nil
      }
    }
    self.init(actorNames: names, images: images, goalCount: goals, reach: reach)
  }
}
