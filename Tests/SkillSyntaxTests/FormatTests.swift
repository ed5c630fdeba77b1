import SkillDiagnostics
import SkillSyntax
import TestSupport
import Testing

@Suite struct FormatTests {
  /// All programs of the repository that the formatter accepts.
  static let programs = ((try? ProgramCorpus.all()) ?? []).filter { formatted($0.text) != nil }

  static func formatted(_ text: String) -> String? {
    format(parse(SourceFile(name: "program.skill", text: text)))
  }

  @Test(arguments: try GoldenCase.all(in: "Format"))
  func theLayoutIsAsRecorded(_ golden: GoldenCase) throws {
    try golden.verify(try #require(Self.formatted(golden.input)))
  }

  @Test func thereArePrograms() { #expect(Self.programs.count > 100) }

  @Test(arguments: try ProgramCorpus.files(in: "Programs"))
  func theProgramsOfTheLadderAreFormatted(_ program: ProgramCorpus.Program) {
    #expect(Self.formatted(program.text) == program.text)
  }

  @Test func formattingTwiceChangesNothing() throws {
    for program in Self.programs {
      let once = try #require(Self.formatted(program.text))
      #expect(Self.formatted(once) == once, "\(program)")
    }
  }

  @Test func tokensAndCommentsStay() throws {
    for program in Self.programs {
      let after = try #require(Self.formatted(program.text))
      #expect(Self.essence(program.text) == Self.essence(after), "\(program)")
      #expect(Self.comments(program.text) == Self.comments(after), "\(program)")
    }
  }

  @Test(arguments: 0..<6)
  func damagedLayoutIsRestored(_ seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for program in Self.programs {
      var damage = LayoutDamage(random: random)
      let commented = damage.withComments(try #require(Self.formatted(program.text)))
      let canonical = try #require(Self.formatted(commented), "\(program):\n\(commented)")
      #expect(Self.formatted(canonical) == canonical, "\(program):\n\(commented)")
      #expect(Self.comments(canonical) == Self.comments(commented), "\(program):\n\(commented)")
      let damaged = damage.damaged(canonical)
      #expect(Self.formatted(damaged) == canonical, "\(program):\n\(damaged)")
      random = damage.random
    }
  }

  @Test func noLineHasSpaceAtItsEndAndTheFileEndsOnce() throws {
    for program in Self.programs where !program.text.contains("'''") && !program.text.contains("\"\"\"") {
      let lines = try #require(Self.formatted(program.text)).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.last != " " }, "\(program)")
      #expect(lines.last?.isEmpty == true && lines.dropLast().last?.isEmpty != true, "\(program)")
    }
  }

  @Test func brokenProgramsAreNotFormatted() throws {
    for golden in try GoldenCase.all(in: "Syntax") {
      let file = parse(SourceFile(name: golden.name, text: golden.input))
      let isBroken = file.diagnostics.contains { $0.severity == .error }
      #expect((format(file) == nil) == isBroken)
    }
  }

  @Test(arguments: [
    ("x = 'a'", "x = \"a\"\n"), ("x = 'a\"'", "x = 'a\"'\n"), ("x = ''", "x = \"\"\n"),
    ("x = 'it\\'s'", "x = \"it\\'s\"\n"),
    ("x = '''a'b'''", "x = \"\"\"a'b\"\"\"\n"), ("x = F'{y}'", "x = f\"{y}\"\n"),
    ("x = f'{y[\"a\"]}'", "x = f'{y[\"a\"]}'\n"),
    ("x = f\"{y['a']}\"", "x = f\"{y['a']}\"\n"), ("'a' 'b'", "\"a\" \"b\"\n"),
    ("x = '''a\r\nb'''\r\n", "x = \"\"\"a\nb\"\"\"\n"),
    ("\u{FEFF}x = 1", "x = 1\n"), ("", ""), ("\n\n", ""), ("# a  \t", "# a\n"), ("x = 1;", "x = 1\n"),
    ("x = 1; # c", "x = 1  # c\n"), ("1 . x", "1 .x\n"),
  ])
  func smallThingsAreWrittenOneWay(_ text: String, _ expected: String) {
    #expect(Self.formatted(text) == expected)
  }

  // MARK: What formatting keeps

  /// The tokens, without what formatting may change.
  private static func essence(_ text: String) -> [String] {
    let tree = parse(SourceFile(name: "program.skill", text: text)).tree
    let tokens = tree.tokens.filter { $0.end > $0.start && $0.kind != .newline && $0.kind != .semicolon }
    return zip(tokens, tokens.dropFirst() + [tokens.last].compactMap(\.self)).compactMap { token, next in
      let isLast = next.kind == .rightParenthesis || next.kind == .rightBracket || next.kind == .rightBrace
      let text = tree.source.text(in: token.span).replacing("'", with: "\"").replacing("\r\n", with: "\n")
      return token.kind == .comma && isLast ? nil : token.kind == .formattedStart ? text.lowercased() : text
    }
  }

  private static func comments(_ text: String) -> [String] {
    let tree = parse(SourceFile(name: "program.skill", text: text)).tree
    return tree.tokens.indices.flatMap { token in
      tree.source.text(in: tree.trivia(before: token)).split { $0.isNewline }
        .compactMap { line in
          line.firstIndex(of: "#").map { String(line[$0...]).trimmingSuffix { $0 == " " || $0 == "\t" } }
        }
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    String(reversed().drop(while: isTrimmed).reversed())
  }
}
