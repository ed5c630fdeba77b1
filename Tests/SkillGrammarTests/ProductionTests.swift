import Foundation
import SkillGrammar
import SkillSyntax
import TestSupport
import Testing

/// Each production stands for a function of the parser or the lexer, and has sentences and counterexamples.
@Suite struct ProductionTests {
  @Test func eachProductionNamesAFunctionThatReadsIt() throws {
    let sources = try FileManager.default.contentsOfDirectory(
      atPath: GrammarFiles.root.appendingPathComponent("Sources/SkillSyntax").path)
    let texts = try sources.filter { $0.hasSuffix(".swift") }.map { name in
      (name, try GrammarFiles.text("Sources/SkillSyntax/\(name)"))
    }
    for production in try GrammarFiles.grammar().productions {
      let words = production.note.split(separator: ": ")
      let file = words.first == "parser" ? "Parser" : "Lexer"
      try #require(words.count == 2, "`\(production.name)` has no note: \(production.note)")
      // The words that begin statements have a file of their own.
      let isThere = texts.contains { name, text in
        (name.hasPrefix(file) || name == "StatementWord.swift") && text.contains("func \(words[1])(")
      }
      #expect(isThere, "`\(production.name)`: there is no \(production.note)")
    }
  }

  @Test func eachProductionHasSamples() throws {
    let sampled = Set(ProductionSamples.syntax.map(\.production) + ProductionSamples.lexical.map(\.production))
    #expect(sampled == Set(try GrammarFiles.grammar().productions.map(\.name)))
    for sample in ProductionSamples.syntax + ProductionSamples.lexical {
      #expect(!sample.right.isEmpty && !sample.wrong.isEmpty, "\(sample.production)")
    }
  }

  @Test(arguments: ProductionSamples.syntax)
  func grammarAndParserAgreeOnSamples(_ sample: ProductionSamples.Sample) throws {
    let grammar = try GrammarFiles.grammar()
    let recognizer = Recognizer(grammar, start: sample.production)
    for (texts, isRight) in [(sample.right, true), (sample.wrong, false)] {
      for text in texts {
        let (file, tokens) = sample.program(text)
        #expect(file.diagnostics.isEmpty == isRight, "parser: \(text)")
        #expect(recognizer.recognizes(file.tree, tokens) == isRight, "grammar: \(text)")
      }
    }
  }

  @Test(arguments: ProductionSamples.lexical)
  func grammarAndLexerAgreeOnSamples(_ sample: ProductionSamples.Sample) throws {
    let recognizer = Recognizer(try GrammarFiles.grammar(), start: sample.production, overCharacters: true)
    for text in sample.right { #expect(recognizer.recognizes(text), "\(text)") }
    for text in sample.wrong { #expect(!recognizer.recognizes(text), "\(text)") }
    guard !sample.frame.isEmpty else { return }
    for (texts, isRight) in [(sample.right, true), (sample.wrong, false)] {
      for text in texts {
        let file = parsed(sample.frame.replacing("§", with: text) + "\n")
        let isToken = file.tree.tokens.contains {
          $0.kind.name == sample.production && file.tree.source.text(in: $0.span) == text
        }
        #expect((isToken && file.diagnostics.isEmpty) == isRight, "lexer: \(text)")
      }
    }
  }

  /// The lexical productions derive the tokens of all programs.
  @Test func tokensOfProgramsAreAsTheirProductionsSay() throws {
    let grammar = try GrammarFiles.grammar()
    let kinds = [
      "NAME", "INTEGER", "FLOAT", "QUANTITY", "STRING", "FORMATTED_START", "FORMATTED_TEXT", "FORMATTED_END",
    ]
    let recognizers = Dictionary(
      uniqueKeysWithValues: kinds.map { ($0, Recognizer(grammar, start: $0, overCharacters: true)) })
    var seen: Set<String> = []
    for program in try ProgramCorpus.files(in: "Programs") + ProgramCorpus.files(in: "Tests/Snippets") {
      let tree = parsed(program.text).tree
      for token in tree.tokens {
        guard let kind = token.kind.name, let recognizer = recognizers[kind] else { continue }
        let text = tree.source.text(in: token.span)
        if seen.insert(kind + text).inserted { #expect(recognizer.recognizes(text), "\(kind): \(text)") }
      }
    }
    #expect(seen.count > 200)
  }
}
