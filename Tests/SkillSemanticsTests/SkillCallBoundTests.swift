import SkillDiagnostics
import SkillSemantics
import Testing

@Suite struct SkillCallBoundTests {
  /// `@` in a program stands for a line that calls a skill.
  private func source(_ text: String) -> SourceFile {
    SourceFile(name: "test.skill", text: text.replacing("@", with: "touch(get_actor('a'))\n"))
  }

  private func bound(_ text: String, facts: SceneFacts? = nil) throws -> SkillCallBound {
    let result = check(source(text), facts: facts)
    return try #require(result.program, "\(TextRenderer.render(result.diagnostics))").skillCallBound(facts: facts)
  }

  private func line(_ bound: SkillCallBound, of text: String) -> Int? {
    guard case .none(let reason) = bound else { return nil }
    return LineIndex(source(text)).position(of: reason.span.start).line
  }

  private static let finite: [(String, Int64)] = [
    ("print(get_ee_pose())\n", 0),
    ("@wait(1)\ndone()\n", 2),
    // The longer branch counts, and what follows a branch that leaves does not.
    ("if on_top(get_actor('a'), get_actor('b')):\n    @else:\n    @    @@", 3),
    ("if on_top(get_actor('a'), get_actor('b')):\n    @    @    done()\n@", 2),
    // Constant loops multiply, also by name and within each other.
    ("for i in range(2, 9, 3):\n    @", 3),
    ("for i in range(5, 0, -2):\n    @", 3),
    ("n = 2\nfor i in range(n * 2):\n    for name in ('a', 'b', 'c'):\n        @", 12),
    ("for i, name in enumerate(['a', 'b']):\n    @", 2),
    ("for x, y in zip([1, 2, 3], [1, 2]):\n    @", 2),
    ("for i in range(3):\n    if i == 1:\n        @        break\n    @else:\n    @", 4),
    ("for i in range(3):\n    @    @    if i == 1:\n        continue\n    @", 9),
    ("for i in range(0):\n    @", 0),
    // A loop that always leaves goes round once.
    ("while True:\n    @    break\n", 1),
    ("while holding() is None:\n    print('?')\n    wait(1)\n    break\n", 1),
    // `retry` counts attempts.
    ("retry 3:\n    @    @", 6),
    ("retry 3:\n    for i in range(2):\n        retry 2:\n            @", 12),
    // Whatever fails, the body may have run before the handler does.
    ("try:\n    @    @except SkillFailure:\n    @else:\n    @    @finally:\n    print(1)\n", 4),
    ("within 5s:\n    @", 1),
    // Through calls.
    ("def f():\n    @    g()\n\ndef g():\n    @\nfor i in range(2):\n    f()\n", 4),
    ("def f(n: int) -> int:\n    @    return n\n\nprint([f(n) for n in range(3)], sorted([2, 1], key=f))\n", 5),
    ("def f(n: int) -> bool:\n    @    return n > 1\n\nprint(f(1) and f(2), f(1) if f(2) else 0 > 1)\n", 4),
    // Recursion that calls no skill is none of its business.
    ("def f(n: int) -> int:\n    return 1 if n < 1 else n * f(n - 1)\n\nprint(f(3))\n@", 1),
    (
      "for i in range(1000000):\n    for j in range(1000000):\n        for k in range(1000000):\n            for l in range(1000000):\n                @",
      Int64.max
    ),
  ]

  @Test(arguments: finite)
  func finiteProgramsHaveABound(_ text: String, _ count: Int64) throws {
    #expect(try bound(text) == .atMost(count))
  }

  private static let infinite: [(String, Int)] = [
    ("\nfor a in actors():\n    touch(a)\n", 2),
    ("n = len(actors())\nfor i in range(n):\n    @", 2),
    ("while holding() is None:\n    @", 1),
    ("xs = ['a']\nfor x in xs:\n    xs.append('b')\n    @", 2),
    ("n = len(actors())\nprint(n)\nretry n:\n    @", 3),
    ("def f(n: int):\n    @    if n > 0:\n        f(n - 1)\n\nf(3)\n", 1),
    ("def f(n: int):\n    if n > 0:\n        g(n - 1)\n\ndef g(n: int):\n    @    f(n)\n\nf(3)\n", 1),
    ("def f():\n    for a in actors():\n        touch(a)\n\nfor i in range(3):\n    f()\n", 2),
  ]

  @Test(arguments: infinite)
  func programsWithoutABoundNameTheReason(_ text: String, _ expected: Int) throws {
    #expect(line(try bound(text), of: text) == expected)
  }

  @Test func theSceneTellsHowManyGoalsThereAre() throws {
    let text = "for goal in goals():\n    move3d(goal)\n"
    #expect(try bound(text, facts: SceneFacts(actorNames: [], goalCount: 3)) == .atMost(3))
    #expect(line(try bound(text), of: text) == 1)
  }
}
