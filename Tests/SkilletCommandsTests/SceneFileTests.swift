import Foundation
import TestSupport
import Testing

/// `check --scene`: the scene that `scene --format json` printed, and files that are none.
@Suite struct SceneFileTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func check(_ program: String, _ scene: String = "scene.json") throws -> Skillet.Result {
    try Skillet.run(["check", "-", "--scene", scene], in: folder.path, input: program)
  }

  @Test func whatSceneWritesCheckReads() throws {
    let scene = try Skillet.run(["scene", "swap", "--seed", "3", "--format", "json"])
    try folder.write(scene.output, to: "scene.json")
    let program = "pick(actor=get_actor('purple whale'))\ndone()\n"
    let byFile = try check(program)
    #expect(byFile.status == 2)
    #expect(byFile.output == (try Skillet.run(["check", "-", "--task", "swap", "--seed", "3"], input: program)).output)
  }

  @Test func theSceneMayComeFromAPipe() throws {
    try folder.write("pick_move3d_place(get_actor('cup'), target_actor=get_actor('tray'))\ndone()\n", to: "a.skill")
    let result = try Skillet.run(
      ["check", "a.skill", "--scene", "-"], in: folder.path, input: #"{"actors": [{"name": "cup"}, {"name": "tray"}]}"#)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test func allThatChecksReadIsTaken() throws {
    try folder.write(
      """
      {"actors": [{"name": "cup", "shape": "cup"}, {"name": "tray"}], "images": ["keystep_0"], "goals": 2,
       "heldAtStart": 0, "endsHolding": true, "later": {"members": [1.5e3, -2, null, "é\\u00e9\\ud83d\\ude00"]}}
      """, to: "scene.json")
    let cup = "cup = get_actor('cup')\n"
    #expect(try check(cup + "place(cup, free_space(cup))\ndone()\n").output == "<stdin>: no errors\n")
    #expect(try check("pick(get_actor('tray'))\nprint(get_ee_pose('keystep_0'))\ndone()\n").status == 0)
    #expect(try check("move3d(goals()[1])\ndone()\n").output == "<stdin>: no errors\n")
    #expect(try check("move3d(goals()[2])\ndone()\n").output.contains("SK4004"))
    #expect(try check("print(get_ee_pose('keystep_1'))\n").output.contains("SK4003"))
  }

  @Test(arguments: [
    ("", "line 1, column 1: the text ends where a value is expected"),
    ("{\"actors\": [", "line 1, column 13: the text ends where a value is expected"),
    ("{\n  \"actors\": [}", "line 2, column 14: no value begins here"),
    ("[]", "'actors' is not a list of the scene's actors"),
    ("{\"actors\": 3}", "'actors' is not a list"),
    ("{\"actors\": [{\"name\": \"a\"}, {\"nam\": 1}]}", "'actors[1].name' is not the name of an actor"),
    ("{\"actors\": [], \"goals\": NaN}", "no value begins here"),
    ("{\"actors\": [], \"goals\": 1e999}", "the number '1e999' is too large"),
    ("{\"actors\": [], \"goals\": -1}", "'goals' is not a count"),
    ("{\"actors\": [], \"goals\": 1.5}", "'goals' is not a count"),
    ("{\"actors\": [], \"images\": [1]}", "'images[0]' is not a text"),
    ("{\"actors\": [], \"heldAtStart\": 0}", "'heldAtStart' is not the index of an actor"),
    ("{\"actors\": [], \"endsHolding\": 1}", "'endsHolding' is not true or false"),
    ("{\"actors\": []} x", "something follows the value"),
    (String(repeating: "[", count: 100_000), "nested more than 64 deep"),
    ("{\"actors\": [{\"name\": \"a\n\"}]}", "a line end or control character in a text"),
  ])
  func aFileThatIsNoSceneIsNamedWithTheReason(text: String, reason: String) throws {
    try folder.write(text, to: "scene.json")
    let result = try check("print(1)\n")
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("skillet: error: 'scene.json' is no scene: "))
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(result.errorLines.count == 1)
  }

  @Test func filesThatAreNoTextAreRefused() throws {
    #expect(try check("print(1)\n", "none.json").errors.contains("cannot read 'none.json': No such file"))
    #expect(try check("print(1)\n", ".").errors.contains("it is a folder; name a scene file"))
    #expect(try check("print(1)\n", "/bin/true").errors.contains("it is a binary file, not the text of a scene"))
    let huge = try check("print(1)\n", "/dev/zero")
    #expect(huge.status == 3)
    #expect(huge.errors.contains("MiB"))
    try Data([0x7B, 0x22, 0xFF, 0x22, 0x7D]).write(to: URL(fileURLWithPath: folder.file("scene.json")))
    #expect(try check("print(1)\n").errors.contains("the text is not UTF-8"))
  }
}
