import SkillMachine
import Testing

/// Programs that are large in one respect: none of it may cost stack.
@Suite struct LongProgramTests {
  @Test func aChainOfClausesIsAsLongAsItLikes() throws {
    let clauses = (0..<10_000).map { "elif n == \($0):\n    x = \($0)\n" }.joined()
    let source = "n = len('abc') + 9995\nif n < 0:\n    x = -1\n" + clauses + "else:\n    x = 0.5\nprint(x)\n"
    #expect(try printed(source) == "9998.0\n")
  }

  /// The lists of a chain are known one pass after the other, as far as passes go; nothing is dropped without a word.
  @Test(arguments: [2, 7, 20])
  func listsThatAreReadBeforeTheyAreKnownAreKnownOrReported(_ count: Int) throws {
    var lines = (0..<count).map { "x\($0) = []" } + ["for i in range(2):"]
    for index in (1..<count).reversed() { lines.append("    for e in x\(index - 1):\n        x\(index).append(e)") }
    lines.append("    x0.append(i)")
    lines.append("print(x0, x1)")
    var host = TestHost()
    guard let run = try? host.run(lines.joined(separator: "\n") + "\n") else {
      #expect(count > 7)
      return
    }
    #expect(run.printed == "[0, 1] [0]\n")
  }
}
