import SkillMachine
import Testing

/// Code that the verifier understands only because the compiler says what the checker knew.
@Suite struct VerifiedCodeTests {
  @Test func whatALoopOverALiteralSetsIsSet() throws {
    #expect(try printed("for i in range(2, 5):\n    x = i\nprint(x, i)\n") == "4 4\n")
    #expect(try printed("for word in ['a', 'b']:\n    last = word\nprint(last)\n") == "b\n")
    #expect(try printed("for key in {'a': 1}:\n    last = key\nprint(last)\n") == "a\n")
    #expect(try printed("for c in 'xyz':\n    last = c\nelse:\n    end = 1\nprint(last, end)\n") == "z 1\n")
    #expect(
      try printed("for a, b in [(1, 'x'), (2, 'y')]:\n    if a == 1:\n        continue\nprint(a, b)\n") == "2 y\n")
  }

  @Test func aCallThatNeverReturnsEndsItsPath() throws {
    let program = """
      def give_up():
          fail('no')

      def choose(n: int) -> str:
          if n > 0:
              word = 'more'
          else:
              give_up()
          return word

      print(choose(1))
      try:
          print(choose(0))
      except SkillFailure as e:
          print(e.message)
      """
    #expect(try printed(program + "\n") == "more\nno\n")
  }

  @Test func whatATestHasShownToBeThereIsThere() throws {
    let program = """
      def find(words: list[str], n: int) -> str | None:
          if n < len(words):
              return words[n]
          return None

      first = find(['a'], 0)
      if first is not None:
          print(first + '!')
      lists: dict[str, list[int]] = {'a': [1]}
      found = lists.get('a')
      if found:
          found.append(2)
          print(found, len(found))
      print(find([], 0) or 'nothing', find(['b'], 0) or 'nothing')
      """
    #expect(try printed(program + "\n") == "a!\n[1, 2] 2\nnothing b\n")
  }

  /// On the first turn there is certainly nothing, and the branch is not taken.
  @Test func whatIsNothingAtFirstMayBeThereOnALaterTurn() throws {
    let program = """
      last: list[int] | None = None
      n = 0
      while n < 3:
          n += 1
          if last:
              last.append(n)
              print(last)
          else:
              last = [n]
      word: str | None = None
      for i in range(3):
          if word is not None:
              print(word)
          if i > 0:
              word = str(i)
      """
    #expect(try printed(program + "\n") == "[1, 2]\n[1, 2, 3]\n1\n")
  }

  @Test func aHandlerMayDoNothingOrBeginWithALoop() throws {
    let program = """
      n = 0
      try:
          fail('a')
      except SkillFailure:
          pass
      try:
          fail('b')
      except SkillFailure:
          while n < 3:
              n += 1
      try:
          n += 1
      finally:
          try:
              fail('c')
          except SkillFailure:
              while n < 6:
                  n += 1
      print(n)
      """
    #expect(try printed(program + "\n") == "6\n")
  }

  @Test func aChainOfComparisonsEvaluatesNoMoreThanItNeeds() throws {
    let program = """
      def f(n: int) -> int:
          print('f', n)
          return n

      print(f(1) < f(3) < f(2) < f(9))
      """
    #expect(try printed(program + "\n") == "f 1\nf 3\nf 2\nFalse\n")
  }

  /// `continue` alone is a turn, too: it must end at the limit.
  @Test func aLoopThatOnlyContinuesEndsAtTheLimitOfSteps() throws {
    var host = TestHost(limits: MachineLimits(steps: 1_000))
    let run = try host.run("n = 1\nwhile n > 0:\n    if n == 1:\n        continue\n    n += 1\n")
    guard case .failed(let failure) = run.end else {
      Issue.record("it ended")
      return
    }
    #expect(failure.cause == .fault(.stepLimit(1_000)))
  }

  @Test(arguments: [
    "print('a\\tb'.expandtabs(9223372036854775807))", "print('a'.ljust(-9223372036854775807 - 1), 'end')",
    "print('a'.center(-9223372036854775807 - 1), 'end')", "print('7'.zfill(-9223372036854775807 - 1), 'end')",
  ])
  func noWidthIsTooMuchForTheMachine(_ statement: String) throws {
    var host = TestHost()
    let run = try host.run(statement + "\n")
    if case .failed(let failure) = run.end {
      #expect(failure.cause == .fault(.textLimit(MachineLimits().size)))
    } else {
      #expect(run.printed.hasSuffix("end\n"))
    }
  }
}
