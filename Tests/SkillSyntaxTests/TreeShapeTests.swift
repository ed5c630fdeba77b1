import SkillDiagnostics
import SkillSyntax
import TestSupport
import Testing

@Suite struct TreeShapeTests {
  /// The outline of a program's tree.
  @Test(arguments: try GoldenCase.all(in: "SyntaxTree"))
  func treesAreAsRecorded(_ golden: GoldenCase) throws {
    let file = parse(SourceFile(name: golden.name, text: golden.input))
    try golden.verify(outline(file.tree))
  }

  /// A broken statement keeps what could be read, so that its names are known and nothing else is reported.
  @Test func brokenAssignmentsKeepTheirTarget() {
    let tree = parse(SourceFile(name: "broken.skill", text: "x = 5 7\n")).tree
    #expect(
      outline(tree) == """
        file
          assignment
            name x
            errorExpression
              integerLiteral 5

        """)
  }
}
