import SkillDiagnostics
import SkillGrammar
import SkillSyntax
import TestSupport
import Testing

/// Parser and grammar accept the same programs.
@Suite struct AgreementTests {
  private let recognizer: Recognizer

  init() throws { recognizer = Recognizer(try GrammarFiles.grammar(), start: "file") }

  /// The first finding that is the parser's own; what the lexer reports the grammar over tokens cannot tell.
  private func mistake(_ file: ParsedFile) -> String? {
    file.diagnostics.first { $0.finding is SyntaxFinding || $0.finding is ForeignSyntaxFinding }.map { "\($0.finding)" }
  }

  private func hasLexicalError(_ file: ParsedFile) -> Bool {
    file.diagnostics.contains { $0.finding is LexicalFinding && $0.severity == .error }
  }

  @Test func theyAgreeOnAllProgramsOfTheRepository() throws {
    var counts = (right: 0, wrong: 0)
    for program in try ProgramCorpus.all() {
      let file = parsed(program.text)
      guard !hasLexicalError(file) else { continue }
      let mistake = mistake(file)
      #expect(recognizer.recognizes(file.tree) == (mistake == nil), "\(program): \(mistake ?? "parses")")
      if mistake == nil { counts.right += 1 } else { counts.wrong += 1 }
    }
    #expect(counts.right > 100 && counts.wrong > 40)
  }

  @Test func theInterfaceOfTheRobotIsASentence() throws {
    let interface = try GrammarFiles.interface()
    #expect(interface.diagnostics.isEmpty)
    #expect(Recognizer(try GrammarFiles.grammar(), start: "interface_file").recognizes(interface.tree))
    #expect(!recognizer.recognizes(interface.tree))
  }

  /// Tokens left out, doubled, exchanged, replaced.
  @Test(arguments: 0..<4)
  func theyAgreeOnMutatedPrograms(_ seed: UInt64) throws {
    var mutation = TokenMutation(random: SplitMix64(state: seed))
    var counts = (right: 0, wrong: 0)
    for program in try ProgramCorpus.all() where program.text.utf8.count < 2500 {
      for _ in 0..<4 {
        let text = mutation.mutated(program.text)
        let file = parsed(text)
        guard !hasLexicalError(file) else { continue }
        let mistake = mistake(file)
        #expect(recognizer.recognizes(file.tree) == (mistake == nil), "\(mistake ?? "parses"):\n\(text)")
        if mistake == nil { counts.right += 1 } else { counts.wrong += 1 }
      }
    }
    #expect(counts.right > 50 && counts.wrong > 300)
  }
}

/// Changes single tokens of programs.
struct TokenMutation {
  var random: SplitMix64

  private static let tokens = [
    "(", ")", "[", "]", "{", "}", ",", ":", "=", "==", ".", "if", "else", "for", "in", "not", "is", "and", "or", "-",
    "*",
    "**", "+=", "x", "3", "5cm", "'s'", "f'{x}'", "None", "pass", "return", "def", "memory", "retry", "requires", "->",
    "|", "...", "as", ";", "del",
  ]

  mutating func mutated(_ text: String) -> String {
    let tree = parsed(text).tree
    let candidates = tree.tokens.indices.filter { tree.tokens[$0].kind.rawValue > TokenKind.unknown.rawValue }
    guard let place = candidates.randomElement(using: &random), let other = candidates.randomElement(using: &random)
    else {
      return text
    }
    let piece = { (token: Int) in tree.source.text(in: tree.tokens[token].span) }
    let new = Self.tokens.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return replacing([place: ""], tree)
    case 1: return replacing([place: piece(place) + " " + piece(place)], tree)
    case 2: return replacing([place: piece(other)].merging([other: piece(place)]) { $1 }, tree)
    case 3: return replacing([place: " " + new + " "], tree)
    default: return replacing([place: piece(place) + " " + new + " "], tree)
    }
  }

  private func replacing(_ texts: [Int: String], _ tree: SyntaxTree) -> String {
    tree.tokens.indices.map { token in
      tree.source.text(in: tree.trivia(before: token)) + (texts[token] ?? tree.source.text(in: tree.tokens[token].span))
    }.joined()
  }
}
