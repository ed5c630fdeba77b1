import SkillMachine
import Testing

/// A program for each limit, and what else could harm the host.
@Suite struct LimitTests {
  private func fault(_ source: String, _ limits: MachineLimits = MachineLimits()) throws -> Fault? {
    var host = TestHost(limits: limits)
    guard case .failed(let failure) = try host.run(source).end, case .fault(let fault) = failure.cause else {
      return nil
    }
    return fault
  }

  private static let few = MachineLimits(steps: 100_000, depth: 50, heapBytes: 1 << 20, size: 10_000, output: 1000)

  @Test(arguments: [
    ("n = 1\nwhile n > 0:\n    n += 1\n", Fault.stepLimit(100_000)),
    ("for i in range(10 ** 18):\n    pass\n", .stepLimit(100_000)),
    ("def f(n: int) -> int:\n    if n < 0:\n        return 0\n    return f(n + 1)\n\nf(0)\n", .depthLimit(50)),
    ("xs = [['']]\nwhile len(xs) > 0:\n    xs.append(['a' * 100] * 100)\n", .heapLimit(1 << 20)),
    ("d = {0: 'a'}\nfor i in range(10 ** 6):\n    d[i] = 'a' * 1000\n", .heapLimit(1 << 20)),
    ("s = 'a'\nwhile len(s) > 0:\n    s += s\n", .textLimit(10_000)),
    ("print('a' * 10 ** 9)\n", .textLimit(10_000)),
    ("width = 10 ** 9\nprint(f\"{1:{width}}\")\n", .textLimit(10_000)),
    ("print('a'.ljust(10 ** 9))\n", .textLimit(10_000)),
    ("print(('a' * 9000).replace('a', 'aaa'))\n", .textLimit(10_000)),
    ("print(','.join(['a' * 5000] * 3))\n", .textLimit(10_000)),
    ("xs = [1]\nwhile len(xs) > 0:\n    xs.extend(xs)\n", .sizeLimit(10_000)),
    ("print([0] * 10 ** 12)\n", .sizeLimit(10_000)),
    ("print(list(range(10 ** 18)))\n", .sizeLimit(10_000)),
    ("d = {i: i for i in range(10001)}\n", .sizeLimit(10_000)),
    ("n = 0\nwhile n >= 0:\n    print('again')\n    n *= 1\n", .outputLimit(1000)),
    ("print(10 ** 10 ** 10)\n", .integerOverflow),
  ])
  func aProgramThatWantsTooMuchIsToldWhichLimitItMet(_ source: String, _ limit: Fault) throws {
    #expect(try fault(source, Self.few) == limit)
  }

  /// Under the limits that programs have if nobody says otherwise, each is stopped within seconds.
  @Test(arguments: [
    ("print('a' * 10 ** 9)\n", Fault.textLimit(16 << 20)),
    ("print([0] * 10 ** 12)\n", .sizeLimit(16 << 20)),
    ("print([Pose([0, 0, 0])] * (16 * 10 ** 6))\n", .heapLimit(256 << 20)),
    ("for c in 'a' * 16000000:\n    pass\n", .heapLimit(256 << 20)),
    ("s = 'a'\nfor i in range(60):\n    s += s\n", .textLimit(16 << 20)),
    ("xs = [0]\nfor i in range(60):\n    xs.extend(xs)\n", .sizeLimit(16 << 20)),
    // Small in memory, and of a size beyond any as text.
    ("print([[[[[1] * 999] * 999] * 999] * 999] * 999)\n", .textLimit(16 << 20)),
  ])
  func theUsualLimitsHold(_ source: String, _ limit: Fault) throws { #expect(try fault(source) == limit) }

  private static let mountain = "[[[[1] * 999] * 999] * 999] * 999"

  /// What a native call does counts, also where parts are shared, so that the steps run out.
  @Test(arguments: [
    "a = \(mountain)\nb = \(mountain)\nprint(a == b)\n",
    "a = \(mountain)\nb = \(mountain)\nprint(a < b)\n",
    "a = [\(mountain)]\nprint(a.count(\(mountain)))\n",
    "a = [\(mountain), \(mountain)]\na.sort()\n",
    "a = ['a' * 16000] * 100\nb = ['a' * 16000 + str(1)[1:]] * 100\nfor i in range(100000):\n    a == b\n",
    "d = {'a' * 100000: 1}\nk = 'a' * 99999 + 'a'\nfor i in range(100000):\n    d[k] += 1\n",
    "xs = list(range(100000))\nfor i in range(100000):\n    xs.sort(reverse=i % 2 == 0)\n",
    "xs = list(range(1000000))\nfor i in range(100000):\n    print(xs[-1] in xs, end='')\n",
    "s = 'a' * 1000000\nt = 'a' * 500000 + 'b'\nfor i in range(100000):\n    s.find(t) + s.rfind(t) + s.count(t)\n",
  ])
  func workInsideACallCountsAsSteps(_ source: String) throws {
    let limits = MachineLimits(steps: 2_000_000)
    #expect(try fault(source, limits) == .stepLimit(2_000_000))
  }

  @Test func memoryOfAnySizeIsShownInPart() throws {
    var host = TestHost()
    host.observesMemory = true
    let run = try host.run("memory m: list[list[list[list[int]]]] = \(Self.mountain)\nprint(len(m))\n")
    #expect(run.printed == "999\n")
    #expect(run.stores.count == 1)
  }

  @Test func finallyBlocksRunWhenAProgramIsStopped() throws {
    for body in ["n = 0\n    while n >= 0:\n        n *= 1", "f()", "print('a' * 10 ** 9)"] {
      var host = TestHost(limits: Self.few)
      let run = try host.run(
        """
        def f() -> int:
            return 1 + f() if len('a') > 0 else 0

        try:
            \(body)
        finally:
            print('cleaned')
        """)
      #expect(run.printed == "cleaned\n")
    }
  }

  @Test func registersOfDeepRecursionAreMemoryToo() throws {
    let poses = (0..<30).map { "p\($0): Pose" }.joined(separator: ", ")
    let given = (0..<30).map { "p\($0)" }.joined(separator: ", ")
    let source = """
      def f(n: int, \(poses)) -> int:
          if n < 0:
              return 0
          return f(n + 1, \(given))

      p = Pose([0, 0, 0])
      f(0, \(Array(repeating: "p", count: 30).joined(separator: ", ")))
      """
    let limits = MachineLimits(depth: 1_000_000, heapBytes: 16 << 20)
    #expect(try fault(source, limits) == .heapLimit(16 << 20))
  }
}
