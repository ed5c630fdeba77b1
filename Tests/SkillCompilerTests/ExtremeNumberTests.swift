import SkillMachine
import Testing

/// Numbers at the ends of their range, where an operation of the host would trap.
@Suite struct ExtremeNumberTests {
  private static let least = "(-9223372036854775807 - 1)"

  @Test(arguments: ["center", "ljust", "rjust"])
  func aWidthMayBeAnyNumber(_ method: String) throws {
    #expect(try printed("print('ab'.\(method)(\(Self.least)))\n") == "ab\n")
  }

  @Test func zerosFillUpToAnyWidth() throws {
    #expect(try printed("print('-7'.zfill(\(Self.least)))\n") == "-7\n")
  }

  @Test func countingBeyondTheLastIntegerIsAnOverflow() throws {
    var host = TestHost()
    let run = try host.run("print(list(enumerate(['a', 'b'], 9223372036854775807)))\n")
    guard case .failed(let failure) = run.end else {
      Issue.record("it went on")
      return
    }
    #expect(failure.cause == .fault(.integerOverflow))
  }

  @Test func boundsMayBeAnyNumber() throws {
    let source = """
      most = 9223372036854775807
      least = -most - 1
      xs = [1, 2, 3]
      print(xs[least:most], xs[most:least:-1], xs[::most], xs[::least], 'abc'[least:most:most])
      print('abab'.find('b', least, most), 'abab'.count('b', most), 'a,b'.split(',', most), round(5, least))
      print(xs.index(2, least, most), list(range(least, most, most)), round(1.5, most), round(1.5, least))
      xs.insert(least, 0)
      xs.insert(most, 4)
      print(xs, 'a\\tb'.expandtabs(least), 'aa'.replace('a', 'b', least))
      """
    #expect(
      try printed(source) == """
        [1, 2, 3] [3, 2, 1] [1] [3] a
        1 0 ['a', 'b'] 0
        1 [-9223372036854775808, -1, 9223372036854775806] 1.5 0.0
        [0, 1, 2, 3, 4] ab bb

        """)
  }
}
