import SkillDiagnostics
import SkillSemantics
import SkillSyntax
import TestSupport
import Testing

/// Programs that were damaged at random: checking them ends in diagnostics, whatever is left of them.
@Suite struct BrokenProgramTests {
  /// SplitMix64 (Steele, Lea, Flood 2014): a small generator with a fixed sequence for a seed.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func texts(_ source: String) -> [String] {
    let file = SourceFile(name: "whole.skill", text: source)
    var texts: [String] = []
    var end: UInt32 = 0
    for token in parse(file).tree.tokens {
      texts.append(file.text(in: Span(end, max(end, token.end))))
      end = max(end, token.end)
    }
    return texts
  }

  private func expectSound(_ text: String) {
    let source = SourceFile(name: "broken.skill", text: text)
    let result = check(source, facts: SceneFacts(actorNames: ["a", "b"], images: ["keystep_0"]))
    #expect((result.program == nil) == result.hasErrors)
    for diagnostic in result.diagnostics {
      #expect(diagnostic.span.start <= diagnostic.span.end && Int(diagnostic.span.end) <= source.bytes.count)
    }
  }

  /// There is nothing before it to stand for.
  @Test func aMisspeltIfWithoutAConditionMayBeginAFile() {
    expectSound("fi def near(limit: Length = 5) -> bool:ce=offset(rotate_z(free_space(a), angle), dx=0.1, dz=.5))\n")
  }

  @Test(arguments: 0..<12)
  func damageEndsInDiagnostics(_ seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let sources = try ["TypedTree", "Types", "Flow", "Names"].flatMap { try GoldenCase.all(in: $0) }.map(\.input)
    let pool = sources.flatMap { texts($0) }
    for source in sources {
      var tokens = texts(source)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !tokens.isEmpty {
        let place = Int.random(in: 0..<tokens.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: tokens.remove(at: place)
        case 1: tokens.insert(pool.randomElement(using: &generator) ?? "", at: place)
        case 2: tokens[place] = pool.randomElement(using: &generator) ?? ""
        default: tokens.swapAt(place, Int.random(in: 0..<tokens.count, using: &generator))
        }
      }
      expectSound(tokens.joined())
    }
  }

  @Test func piecesOfAProgramAreChecked() throws {
    for golden in try GoldenCase.all(in: "TypedTree") {
      let lines = golden.input.split(separator: "\n", omittingEmptySubsequences: false)
      for start in lines.indices { expectSound(lines[start...].joined(separator: "\n")) }
      for end in lines.indices { expectSound(lines[..<end].joined(separator: "\n")) }
    }
  }

  @Test func deepAndLongConstructsAreChecked() {
    expectSound("x = " + String(repeating: "1 + ", count: 20_000) + "1\n")
    expectSound("x = " + String(repeating: "not ", count: 20_000) + "True\n")
    expectSound("x = " + String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000) + "\n")
    expectSound("x = " + String(repeating: "(1, ", count: 150) + "1" + String(repeating: ")", count: 150) + "\n")
    expectSound("x = 'a'" + String(repeating: ".upper()", count: 5_000) + "\n")
    expectSound("if 1 > 2:\n    x = 1\n" + String(repeating: "elif 1 > 3:\n    x = 2\n", count: 5_000))
    expectSound("x = 1" + String(repeating: " if True else 1", count: 5_000) + "\n")
    expectSound((0..<180).map { String(repeating: " ", count: $0) + "while x < 3:\n" }.joined() + "x\n")
    expectSound(
      "x = 0\n" + (0..<60).map { String(repeating: " ", count: $0) + "for i in range(2):\n" }.joined()
        + String(repeating: " ", count: 60) + "x = x + 0.5\n")
    expectSound(
      (0..<2_000).map { "def f\($0)():\n    return f\($0 + 1)()\n" }.joined() + "def f2000():\n    return 1\nf0()\n")
  }
}
