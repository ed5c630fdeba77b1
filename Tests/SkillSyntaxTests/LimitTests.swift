import SkillDiagnostics
import SkillSyntax
import Testing

/// Inputs that would overflow a stack or take forever if anything in the front end let them.
@Suite struct LimitTests {
  private func codes(_ text: String) -> [DiagnosticCode] {
    let file = parse(SourceFile(name: "limit.skill", text: text))
    #expect(file.tree.breaches().isEmpty)
    return file.diagnostics.map(\.code)
  }

  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test(arguments: [
    "(", "[", "{", "f(", "x[", "-", "not ", "{1: ", "lambda: ", "[x for x in ", "x if y else ", "2 ** ",
  ])
  func nestingEndsInOneDiagnostic(_ opener: String) {
    let found = codes("y = " + repeated(opener, 100_000) + "\n")
    #expect(found.first == .nestingTooDeep || opener.hasPrefix("lambda"))
    #expect(found.count == 1)
  }

  @Test(arguments: [" + 1", ".a", "()", "[0]", " and x", " * 2"])
  func longChainsEndInOneDiagnostic(_ link: String) {
    #expect(codes("y = x" + repeated(link, 100_000) + "\n") == [.nestingTooDeep])
    #expect(codes("y = x" + repeated(link, 500) + "\n").isEmpty)
  }

  @Test func longListsAreFine() {
    #expect(codes("y = [" + repeated("1, ", 100_000) + "]\n").isEmpty)
    #expect(codes(repeated("x = 1; ", 100_000) + "\n").isEmpty)
    #expect(codes("y = 1" + repeated(" < 2", 100_000) + "\n").isEmpty)
  }

  @Test func nestedBlocksEndInOneDiagnostic() {
    let blocks = (0..<1000).map { repeated(" ", $0) + "if x:\n" }.joined() + repeated(" ", 1000) + "pass\n"
    #expect(codes(blocks + "done()\n") == [.nestingTooDeep])
  }

  /// An `elif` is no level of its own.
  @Test func longChainsOfClausesAreFine() {
    #expect(codes("if x:\n  pass\n" + repeated("elif x:\n  pass\n", 100_000) + "else:\n  pass\n").isEmpty)
  }

  @Test func nestedFieldsEndInOneDiagnostic() {
    #expect(codes("f'" + repeated("{x:", 10_000) + "'\n") == [.nestingTooDeep])
  }

  @Test func bracketsThatNeverMatchTakeLinearTime() {
    #expect(codes(repeated("(\n", 100_000)).count <= 1000)
    #expect(codes(repeated("(\n ", 100_000)).count <= 1000)
    #expect(codes(repeated("(", 100_000) + repeated("]", 100_000) + "\n").count == 1)
    #expect(codes("(" + repeated("\n", 300_000)).count == 1)
    #expect(codes("(\n" + repeated("'a\n", 100_000)).count <= 2000)
  }

  @Test func hugeLinesAreFine() {
    #expect(codes("x = '" + repeated("a", 1_000_000) + "'\n").isEmpty)
    #expect(codes(repeated("a", 1_000_000) + "\n").isEmpty)
    let found = parse(SourceFile(name: "long.skill", text: "x = " + repeated("a", 1_000_000) + " b\n")).diagnostics
    #expect(found.map(\.code) == [.expectedEndOfStatement])
    #expect(TextRenderer.render(found).utf8.count < 1000)
  }

  @Test func manyMistakesAreListedUpToALimit() {
    #expect(codes(repeated("$\n", 5000)).count == 1000)
    #expect(codes(repeated("x = \n", 5000)).count == 1000)
    #expect(codes(repeated("'\\d'\n", 5000) + "$\n").last == .unexpectedCharacter)
  }

  @Test func anOversizedFileIsRefused() {
    let source = SourceFile(name: "big.skill", bytes: [UInt8](repeating: 0x20, count: maximalSourceSize + 1))
    let file = parse(source)
    #expect(file.diagnostics.map(\.code) == [.sourceTooLarge])
    #expect(file.tree.children(file.tree.root).isEmpty)
  }
}
