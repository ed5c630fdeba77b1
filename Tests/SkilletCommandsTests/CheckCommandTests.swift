import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  static let wrong = "target = get_actr('red cube')\npick(actor=target)\ndone()\n"

  @Test func thePublishedProgramsCompile() throws {
    let programs = try FileManager.default.contentsOfDirectory(atPath: Skillet.root.path + "/Programs").sorted()
    #expect(programs.count >= 8)
    let result = try Skillet.run(["check"] + programs.map { "Programs/\($0)" })
    #expect(result.status == 0)
    #expect(result.output == programs.map { "Programs/\($0): no errors\n" }.joined())
  }

  @Test func aMistakeIsShownWithItsPlaceAndRepair() throws {
    let result = try Skillet.run(["check", "-"], input: Self.wrong)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("error[SK2"))
    #expect(result.output.contains("<stdin>:1:10"))
    #expect(result.output.contains("help: write `get_actor`"))
    #expect(result.output.hasSuffix("<stdin>: 1 error\n"))
    #expect(result.errors.isEmpty)
    #expect(!result.output.contains("\u{1B}"), "no colours where nobody looks")
  }

  @Test func filesAreCheckedApart() throws {
    let folder = try ScratchFolder()
    try folder.write("x = 1\nprint(x)\n", to: "a.skill")
    try folder.write("print(x)\n", to: "b.skill")
    let result = try Skillet.run(["check", "a.skill", "b.skill"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("a.skill: no errors\n"))
    #expect(result.output.hasSuffix("b.skill: 1 error\n"))
  }

  @Test func aFileThatCannotBeReadDoesNotHideTheOthers() throws {
    let folder = try ScratchFolder()
    try folder.write("print(x)\n", to: "b.skill")
    let result = try Skillet.run(["check", "none.skill", "b.skill", "nor.skill"], in: folder.path)
    #expect(result.status == 3)
    #expect(result.output.hasSuffix("b.skill: 1 error\n"))
    #expect(result.errors.contains("'none.skill'") && result.errors.contains("'nor.skill'"))
  }

  @Test func jsonIsAFlatObjectForEachDiagnostic() throws {
    let result = try Skillet.run(["check", "-", "--format", "json"], input: Self.wrong)
    #expect(result.status == 2)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let diagnostic = try #require(object)
    #expect(diagnostic["file"] as? String == "<stdin>")
    #expect(diagnostic["line"] as? Int == 1)
    #expect(diagnostic["severity"] as? String == "error")
    #expect(try Skillet.run(["check", "-", "--format", "json"], input: "print(1)\n").output.isEmpty)
  }

  @Test func theMostSkillCallsArePrintedOnRequest() throws {
    let program = "retry 3:\n    touch(get_actor('a'))\nfor a in actors():\n    touch(a)\ndone()\n"
    let endless = try Skillet.run(["check", "-", "--bounds"], input: program)
    #expect(
      endless.output == """
        <stdin>: no errors
        <stdin>: no bound on skill calls: how often the loop at line 3 goes round is not known

        """)
    let json = try Skillet.run(
      ["check", "-", "--bounds", "--format", "json"], input: program.replacing("actors()", with: "[get_actor('b')]"))
    #expect(json.output == #"{"file":"<stdin>","skillCalls":4,"message":"at most 4 skill calls"}"# + "\n")
    #expect(try Skillet.run(["check", "-", "--bounds"], input: Self.wrong).output.hasSuffix("<stdin>: 1 error\n"))
  }

  @Test func anActorThatIsNotInTheSceneIsAnErrorThere() throws {
    let program = "pick(actor=get_actor('purple whale'))\ndone()\n"
    #expect(try Skillet.run(["check", "-"], input: program).status == 0)
    let result = try Skillet.run(["check", "-", "--task", "swap", "--seed", "0"], input: program)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("error[SK4"))
  }

  @Test func importsAreFoundBesideTheProgramAndOnThePath() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.file("own/lib"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder.file("shared"), withIntermediateDirectories: true)
    try folder.write("import lib.sizes\nfrom tools import half\nprint(half(lib.sizes.CUBE))\n", to: "own/main.skill")
    try folder.write("CUBE = 5cm\n", to: "own/lib/sizes.skill")
    try folder.write("def half(x: Length) -> Length:\n    return x / 2\n", to: "shared/tools.skill")
    let found = try Skillet.run(["check", "own/main.skill", "-I", "shared"], in: folder.path)
    #expect(found.output == "own/main.skill: no errors\n")
    let lost = try Skillet.run(["check", "own/main.skill"], in: folder.path)
    #expect(lost.status == 2)
    #expect(lost.output.hasPrefix("error[SK2009]: no module is called `tools`\n"))
    #expect(lost.output.contains("There is no file 'own/tools.skill'."))
    #expect(try Skillet.run(["check", "own/main.skill", "-Inone"], in: folder.path).status == 64)
  }

  @Test func aMistakeInAnImportedFileIsReportedThere() throws {
    let folder = try ScratchFolder()
    try folder.write("import lib\nprint(lib.X)\n", to: "main.skill")
    try folder.write("X = y\n", to: "lib.skill")
    let result = try Skillet.run(["check", "main.skill", "--format", "json"], in: folder.path)
    #expect(result.status == 2)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["file"] as? String == "lib.skill")
  }

  @Test func lintsAreLookedForWhenAskedFor() throws {
    let program = "wait(1)\nhit(get_actor('a'), get_actor('a'))\ndone()\n"
    #expect(try Skillet.run(["check", "-"], input: program).output == "<stdin>: no errors\n")
    let strict = try Skillet.run(["check", "-", "--strict"], input: program)
    #expect(strict.status == 0)
    #expect(strict.output.hasSuffix("<stdin>: 2 warnings\n"))
    let one = try Skillet.run(["check", "-", "--lint", "SK5002"], input: program)
    #expect(one.output.hasPrefix("warning[SK5002]") && one.output.hasSuffix("<stdin>: 1 warning\n"))
    #expect(try Skillet.run(["check", "-", "--lint", "SK2001"], input: program).status == 64)
  }

  @Test func checkingNeedsNoSimulator() throws {
    let result = try Skillet.run(["check", "Programs/03_swap.skill"], environment: ["SKILLET_MUJOCO": "/none"])
    #expect(result.status == 0)
  }
}
