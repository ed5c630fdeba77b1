import SkillDiagnostics
import SkillGrammar
import SkillSyntax
import TestSupport
import Testing

/// Random sentences of the exported grammars are programs.
@Suite struct SampleTests {
  private func expectPrograms(_ grammar: Grammar, start: String, seed: UInt64, count: Int) throws {
    let recognizer = Recognizer(try GrammarFiles.grammar(), start: "file")
    var sampler = Sampler(grammar, random: SplitMix64(state: seed))
    var lines = 0
    for _ in 0..<count {
      let text = sampler.sentence(of: start)
      let file = parsed(text)
      #expect(file.diagnostics.map { "\($0.finding)" } == [], "\(text)")
      #expect(recognizer.recognizes(file.tree), "\(text)")
      lines += text.count { $0 == "\n" }
    }
    #expect(lines > count)
  }

  @Test(arguments: 0..<4)
  func sentencesOverCharactersParse(_ seed: UInt64) throws {
    try expectPrograms(try GrammarFiles.grammar().overCharacters(), start: "root", seed: seed, count: 500)
  }

  @Test func sentencesOfTheFileForLlamaParse() throws {
    let grammar = try GBNFReader.grammar(try GrammarFiles.text("Grammar/skill.gbnf"))
    try expectPrograms(grammar, start: "root", seed: 9, count: 500)
  }

  @Test(arguments: try ProgramCorpus.files(in: "Programs"))
  func theFileForLlamaAcceptsTheProgramsOfTheLadder(_ program: ProgramCorpus.Program) throws {
    let grammar = try GBNFReader.grammar(try GrammarFiles.text("Grammar/skill.gbnf"))
    let recognizer = Recognizer(grammar, start: "root", overCharacters: true)
    #expect(recognizer.recognizes(program.text))
    #expect(!recognizer.recognizes(program.text + "class A:\n"))
  }

  @Test(arguments: [
    "if x:\n  y = 1\n", "x = = 1\n", "class = 1\n", "for x in y: z = (1\n", "ifx:\n    pass\n", "x = 'a\n",
    "retry (3):\n    pass\n",
    "x = f'{y'\n", "notx = not y z\n", "def f(a=1, b):\n    pass\n",
  ])
  func theFileForLlamaRefuses(_ text: String) throws {
    let grammar = try GBNFReader.grammar(try GrammarFiles.text("Grammar/skill.gbnf"))
    #expect(!Recognizer(grammar, start: "root", overCharacters: true).recognizes(text))
  }
}
