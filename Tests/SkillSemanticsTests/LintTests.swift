import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

@Suite struct LintTests {
  static let cases = try? GoldenCase.all(in: "Lints")
  private static let strict = CheckOptions(lints: DiagnosticCode.lints)

  private func check(_ text: String, _ options: CheckOptions) -> [Diagnostic] {
    SkillSemantics.check(
      SourceFile(name: "test.skill", text: text), facts: SceneFacts(comment: text), options: options
    ).diagnostics
  }

  @Test(arguments: try #require(cases))
  func findingsAreAsRecorded(_ golden: GoldenCase) throws {
    let diagnostics = check(golden.input, Self.strict)
    var output = TextRenderer.render(diagnostics)
    let edits = diagnostics.compactMap(\.fixIts.first).flatMap(\.edits)
    if !edits.isEmpty {
      output += "--- fixed\n" + String(decoding: FixIt("", edits).applied(to: Array(golden.input.utf8)), as: UTF8.self)
    }
    try golden.verify(output)
  }

  @Test(arguments: try #require(cases))
  func lintsAreOffUnlessAskedFor(_ golden: GoldenCase) {
    let all = check(golden.input, Self.strict).map(\.code)
    #expect(!check(golden.input, CheckOptions()).contains { $0.code.isLint })
    for code in Set(all.filter(\.isLint)) {
      #expect(check(golden.input, CheckOptions(lints: [code])).filter { $0.code.isLint }.allSatisfy { $0.code == code })
    }
  }

  @Test(arguments: [
    // Returning to where an actor was is what a kept pose is for.
    "p = get_pose(get_actor('a'))\npick_move3d_place(get_actor('a'), target_pose=free_space(get_actor('a')))\n"
      + "pick_move3d_place(get_actor('b'), target_pose=p)\ndone()\n",
    // The actor itself may be put beside where it was.
    "a = get_actor('a')\np = get_pose(a)\npick_move3d_place(a, target_pose=free_space(a))\n"
      + "pick_move3d_place(a, target_pose=offset(p, dx=10cm))\ndone()\n",
    "p = offset(get_pose(get_actor('a')), dx=10cm)\npick_move3d_place(get_actor('b'), target_pose=p)\ndone()\n",
    "a = get_actor('a')\np = get_pose(a)\npick_move3d_place(a, target_pose=free_space(a))\np = get_pose(a)\n"
      + "pick_move3d_place(get_actor('b'), target_pose=offset(p, dz=5cm))\ndone()\n",
    "a = get_actor('a', actor_pos=(1, 2))\nhit(a, get_actor('a', actor_pos=(3, 4)))\ndone()\n",
    "print(rotate_z(get_pose(get_actor('a')), deg(90)), sin(1), 2 * 5cm, Pose([0, 0, 0.1]))\nwait(1s)\ndone()\n",
  ])
  func whatIsMeantIsNotReported(_ text: String) {
    #expect(check(text, Self.strict).map(\.finding.headline) == [])
  }

  @Test(arguments: [
    ("def f() -> int:  # skill: ignore[SK3004]\n    print(1)\nf()\n", 0),
    ("def f() -> int:  # skill: ignore[SK3014, SK3004] on purpose\n    print(1)\nf()\n", 0),
    ("def f() -> int:  #skill:ignore[SK3004]\n    print(1)\nf()\n", 0),
    ("def f() -> int:  # skill: ignore[SK3014]\n    print(1)\nf()\n", 1),
    ("# skill: ignore[SK3004]\ndef f() -> int:\n    print(1)\nf()\n", 1),
    ("s = '# skill: ignore[SK2001]'; print(x)\n", 1),
    // What the compiler needs cannot be ignored.
    ("print(x)  # skill: ignore[SK2001]\n", 1),
    ("print((1)  # skill: ignore[SK1002]\n", 1),
    ("touch(get_actor('a'))  # skill: ignore[SK3013]\n", 0),
  ])
  func anIgnoreLeavesOutItsCodesOnItsLine(_ text: String, _ count: Int) {
    let result = SkillSemantics.check(SourceFile(name: "test.skill", text: text))
    #expect(result.diagnostics.count == count)
    #expect((result.program == nil) == (count > 0))
  }

  @Test func anIgnoreOfTheSceneIsJudgedOnlyThere() {
    let text = "touch(get_actor('a'))  # skill: ignore[SK4001]\ndone()\n"
    let source = SourceFile(name: "test.skill", text: text)
    #expect(SkillSemantics.check(source, options: Self.strict).diagnostics.isEmpty)
    let there = SkillSemantics.check(source, facts: SceneFacts(actorNames: ["a"]), options: Self.strict)
    #expect(there.diagnostics.map(\.code) == [.unusedIgnore])
    let elsewhere = SkillSemantics.check(source, facts: SceneFacts(actorNames: ["b"]), options: Self.strict)
    #expect(elsewhere.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "# skill 1\nprint(1)\n", "# skill 1 \nprint(1)\n", "# skill 1\r\nprint(1)\n", "# skill 2 of 3\nprint(1)\n",
    "# skill: 2\nprint(1)\n", "print(1)\n# skill 2\n",
  ])
  func aKnownEditionIsAccepted(_ text: String) {
    #expect(check(text, CheckOptions()).isEmpty)
  }
}
