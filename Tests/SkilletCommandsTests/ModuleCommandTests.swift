import Foundation
import TestSupport
import Testing

/// `build`, `run` of what it wrote, and `dis`.
@Suite struct ModuleCommandTests {
  private static let program = """
    from lib.words import shout

    xs = [1, 2]
    print(shout('hi'))
    print(xs[len(xs)])

    """

  /// A folder with a program, a file that it imports, and its module.
  private func built() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.file("lib"), withIntermediateDirectories: true)
    try folder.write(Self.program, to: "main.skill")
    try folder.write("def shout(word: str) -> str:\n    return word.upper() + '!'\n", to: "lib/words.skill")
    let result = try Skillet.run(["build", "main.skill"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    return folder
  }

  @Test func aModuleStandsAloneAndItsTracesShowItsLines() throws {
    let folder = try built()
    let before = try Skillet.run(["run", "main.skill"], in: folder.path)
    try FileManager.default.removeItem(atPath: folder.file("lib"))
    try FileManager.default.removeItem(atPath: folder.file("main.skill"))
    let result = try Skillet.run(["run", "main.skillc"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.output == "HI!\n")
    #expect(result.errorLines.last == "  at main.skill:5: print(xs[len(xs)])")
    #expect((result.output, result.errors) == (before.output, before.errors))
  }

  @Test func aModuleMovesTheArmAsItsProgramDoes() throws {
    let folder = try ScratchFolder()
    let module = folder.file("pick.skillc")
    let build = try Skillet.run(["build", "Programs/01_pick.skill", "-o", module, "--task", "pick", "--seed", "3"])
    #expect(build.status == 0, "\(build.errors)")
    let runs = try ["Programs/01_pick.skill", module].map { file in
      let trace = folder.file("\(URL(fileURLWithPath: file).lastPathComponent).jsonl")
      let result = try Skillet.run(["run", file, "--task", "pick", "--seed", "3", "--trace", trace])
      return (result.status, result.errors, try String(contentsOfFile: trace, encoding: .utf8))
    }
    #expect(runs[0].0 == 0)
    #expect(runs[0] == runs[1])
  }

  @Test func aModuleIsReadFromStandardInputToo() throws {
    let folder = try built()
    let result = try Skillet.run(["dis", "-"], in: folder.path, prefix: "exec < main.skillc")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("function 0 () -> None"))
    #expect(result.output.contains("    3 | xs = [1, 2]\n"))
    #expect(result.output.contains("lib/words.skill"))
    #expect(result.output == (try Skillet.run(["dis", "main.skill"], in: folder.path)).output)
  }

  @Test(arguments: [
    (
      "printf '\\001' | dd of=main.skillc bs=1 seek=90 conv=notrunc 2>/dev/null",
      "is damaged: its checksum does not hold"
    ),
    ("head -c 60 main.skillc > cut.skillc; mv cut.skillc main.skillc", "is cut short"),
    ("printf 'x = 1\\n' > main.skillc", "is no compiled module"),
    ("printf '\\011' | dd of=main.skillc bs=1 seek=8 conv=notrunc 2>/dev/null", "has version 9 of the format"),
  ])
  func whatIsNoSoundModuleIsRefused(_ damage: String, _ reason: String) throws {
    let folder = try built()
    for command in ["run", "dis"] {
      let result = try Skillet.run([command, "main.skillc"], in: folder.path, prefix: damage)
      #expect(result.status == 3)
      #expect(result.output.isEmpty)
      #expect(result.errorLines.count == 1, "\(result.errors)")
      #expect(result.errors.hasPrefix("skillet: error: cannot read 'main.skillc': the file \(reason)"))
    }
  }

  @Test func whatDoesNotCompileIsNotBuilt() throws {
    let folder = try ScratchFolder()
    try folder.write("print(x)\n", to: "wrong.skill")
    let result = try Skillet.run(["build", "wrong.skill"], in: folder.path)
    #expect(result.status == 2)
    #expect(try folder.contents == ["wrong.skill"])
  }

  @Test func theSceneIsCheckedWhereOneIsNamed() throws {
    let folder = try ScratchFolder()
    try folder.write("pick(get_actor('nobody'))\ndone()\n", to: "pick.skill")
    #expect(try Skillet.run(["build", "pick.skill"], in: folder.path).status == 0)
    #expect(try Skillet.run(["build", "pick.skill", "--task", "pick"], in: folder.path).status == 2)
  }

  @Test func aModuleThatNeedsARobotSaysSo() throws {
    let folder = try ScratchFolder()
    try folder.write("pick(actors()[0])\ndone()\n", to: "pick.skill")
    #expect(try Skillet.run(["build", "pick.skill"], in: folder.path).status == 0)
    let result = try Skillet.run(["run", "pick.skillc"], in: folder.path)
    #expect(result.status == 64)
    #expect(result.errors.contains("which takes a robot: add '--task'"))
  }

  @Test func aModuleLeavesNoCheckpoints() throws {
    let folder = try ScratchFolder()
    try folder.write("pick(actors()[0])\ndone()\n", to: "pick.skill")
    #expect(try Skillet.run(["build", "pick.skill"], in: folder.path).status == 0)
    let result = try Skillet.run(
      ["run", "pick.skillc", "--task", "pick", "--checkpoint", "pick.ckpt"], in: folder.path)
    #expect(result.status == 64)
    #expect(result.errors.contains("'--checkpoint' takes no module"))
    #expect(try folder.contents == ["pick.skill", "pick.skillc"])
  }

  @Test func limitsHoldForAModuleToo() throws {
    let folder = try ScratchFolder()
    try folder.write("n = 0\nwhile n >= 0:\n    n += 1\n", to: "endless.skill")
    #expect(try Skillet.run(["build", "endless.skill"], in: folder.path).status == 0)
    let result = try Skillet.run(["run", "endless.skillc", "--max-steps", "1000"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.errors.contains("1000"), "\(result.errors)")
  }

  @Test func whatWasWrittenIsReportedAsJSON() throws {
    let folder = try built()
    let (status, value) = try Skillet.json(["build", "main.skill", "-o", "other.skillc"], in: folder.path)
    #expect(status == 0)
    let report = try #require(value as? [String: Any])
    #expect(report["module"] as? String == "other.skillc")
    #expect(report["bytes"] as? Int == (try folder.bytes("other.skillc")).count)
    #expect(try folder.bytes("other.skillc") == folder.bytes("main.skillc"))
  }
}
