import Foundation
import TestSupport
import Testing

@Suite struct FixTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let wrong = "a = get_actr('red cube')\nwait(2 s)\npick(a)\n"
  private static let mended = "a = get_actor('red cube')\nwait(2s)\npick(a)\ndone()\n"

  private func fix(_ arguments: [String]) throws -> Skillet.Result {
    try Skillet.run(["check", "--fix"] + arguments, in: folder.path)
  }

  @Test func aFileIsMendedInPlaceAndWhatWasDoneIsSaid() throws {
    try folder.write(Self.wrong, to: "a.skill")
    let result = try fix(["a.skill"])
    #expect(result.status == 0)
    #expect(String(decoding: try folder.bytes("a.skill"), as: UTF8.self) == Self.mended)
    #expect(result.errors.contains("a.skill:1: mended: nothing is called `get_actr`: write `get_actor`\n"))
    #expect(result.errorLines.count == 3)
    #expect(result.output == "a.skill: no errors\n")
    #expect(try folder.contents == ["a.skill"])
  }

  @Test func mendingAgainChangesNothing() throws {
    try folder.write(Self.mended, to: "a.skill")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a.skill"))
    let result = try fix(["a.skill"])
    #expect(result.errors.isEmpty)
    let after = try FileManager.default.attributesOfItem(atPath: folder.file("a.skill"))
    #expect(attributes[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int, "the file is not replaced")
  }

  @Test func standardInputIsPrintedMended() throws {
    let result = try Skillet.run(["check", "--fix", "-"], input: Self.wrong)
    #expect(result.status == 0)
    #expect(result.output == Self.mended)
    #expect(result.errors.contains("<stdin>:2: mended: "))
    #expect(try Skillet.run(["check", "--fix", "-"], input: "print(1)\n").output == "print(1)\n")
  }

  @Test func whatCannotBeMendedStaysAnError() throws {
    try folder.write("print(whatever_this_is)\nwait(2 s)\ndone()\n", to: "a.skill")
    let result = try fix(["a.skill", "--format", "json"])
    #expect(result.status == 2)
    #expect(result.output.contains("SK2001") && !result.output.contains("SK1021"))
    #expect(String(decoding: try folder.bytes("a.skill"), as: UTF8.self).contains("wait(2s)"))
  }

  @Test func permissionsAndLinksStay() throws {
    try folder.write(Self.wrong, to: "a.skill")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("a.skill"))
    try FileManager.default.createSymbolicLink(atPath: folder.file("b.skill"), withDestinationPath: "a.skill")
    #expect(try fix(["b.skill"]).status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a.skill"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(String(decoding: try folder.bytes("a.skill"), as: UTF8.self) == Self.mended)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("b.skill")) == "a.skill")
  }

  @Test func aFullDiskLeavesTheFileAsItWas() throws {
    let text = Self.wrong + String(repeating: "# a comment of some length\n", count: 1000)
    try folder.write(text, to: "a.skill")
    let result = try Skillet.run(["check", "--fix", "a.skill"], in: folder.path, prefix: "ulimit -f 8")
    #expect(result.status == 3)
    #expect(result.errors.contains("cannot write 'a.skill': File too large"))
    #expect(String(decoding: try folder.bytes("a.skill"), as: UTF8.self) == text)
    #expect(try folder.contents == ["a.skill"])
  }

  @Test func filesThatCannotBeReadAreNamed() throws {
    try folder.write(Self.wrong, to: "a.skill")
    let result = try fix(["none.skill", "a.skill"])
    #expect(result.status == 3)
    #expect(result.errors.contains("'none.skill'"))
    #expect(String(decoding: try folder.bytes("a.skill"), as: UTF8.self) == Self.mended)
  }
}
