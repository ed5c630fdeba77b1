import Foundation
import TestSupport
import Testing

/// Files that are no programs: one clear line and exit code 3, for every command that reads one.
@Suite struct SourceFileTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func expectUnreadable(_ path: String, _ reason: String) throws {
    for command in [["check", path], ["fmt", path], ["run", path, "--task", "pick"]] {
      let result = try Skillet.run(command, in: folder.path)
      #expect(result.status == 3)
      #expect(result.output.isEmpty)
      #expect(result.errors == "skillet: error: cannot read '\(path)': \(reason)\n")
    }
  }

  @Test func aMissingFile() throws { try expectUnreadable("none.skill", "No such file or directory") }

  @Test func aFolder() throws { try expectUnreadable(".", "it is a folder; name a .skill file") }

  @Test func aBinaryFile() throws {
    try Data([0x7f, 0x45, 0x4c, 0x46, 0, 1]).write(to: URL(fileURLWithPath: folder.file("x.skill")))
    try expectUnreadable("x.skill", "it is a binary file, not the text of a program")
  }

  @Test func aFileBeyondTheLimit() throws {
    try Data(repeating: 0x23, count: (64 << 20) + 1).write(to: URL(fileURLWithPath: folder.file("x.skill")))
    try expectUnreadable("x.skill", "it is larger than 64 MiB")
  }

  @Test func bytesThatAreNotUTF8AreADiagnostic() throws {
    try Data([0x78, 0x20, 0x3d, 0x20, 0xff, 0x0a]).write(to: URL(fileURLWithPath: folder.file("x.skill")))
    let result = try Skillet.run(["check", "x.skill"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.output.contains("error[SK0001]"))
  }

  @Test func anEmptyFileIsAProgram() throws {
    try folder.write("", to: "x.skill")
    #expect(try Skillet.run(["check", "x.skill"], in: folder.path).status == 0)
  }
}
