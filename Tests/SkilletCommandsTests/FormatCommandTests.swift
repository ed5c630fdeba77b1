import Foundation
import TestSupport
import Testing

@Suite struct FormatCommandTests {
  static let untidy = "x=1;y=2\nprint( x,y )\n"
  static let tidy = "x = 1\ny = 2\nprint(x, y)\n"
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func text(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }

  @Test func aFileIsWrittenInItsPlace() throws {
    try folder.write(Self.untidy, to: "a.skill")
    try folder.write(Self.tidy, to: "b.skill")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("a.skill"))
    let result = try Skillet.run(["fmt", "a.skill", "b.skill"], in: folder.path)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output == "formatted: a.skill\n")
    #expect(try text("a.skill") == Self.tidy)
    #expect(try folder.contents == ["a.skill", "b.skill"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("a.skill"))[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func aFileThatIsFormattedIsNotTouched() throws {
    try folder.write(Self.tidy, to: "a.skill")
    let read = { try FileManager.default.attributesOfItem(atPath: folder.file("a.skill"))[.systemFileNumber] as? Int }
    let before = try read()
    #expect(try Skillet.run(["fmt", "a.skill"], in: folder.path).output.isEmpty)
    #expect(try read() == before)
  }

  @Test func standardInputGoesToStandardOutput() throws {
    let result = try Skillet.run(["fmt", "-"], input: Self.untidy)
    #expect(result.status == 0 && result.output == Self.tidy && result.errors.isEmpty)
  }

  @Test func checkNamesWhatWouldChange() throws {
    try folder.write(Self.untidy, to: "a.skill")
    try folder.write(Self.tidy, to: "b.skill")
    let result = try Skillet.run(["fmt", "--check", "a.skill", "b.skill"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.output == "would change: a.skill\n")
    #expect(try text("a.skill") == Self.untidy)
    #expect(try Skillet.run(["fmt", "--check", "b.skill"], in: folder.path).status == 0)
  }

  @Test func theDifferenceIsOneThatPatchReads() throws {
    let lines = (1...20).map { "x\($0) = \($0)\n" }.joined()
    try folder.write("y=0\n" + lines + "z=0", to: "a.skill")
    let result = try Skillet.run(["fmt", "--diff", "a.skill"], in: folder.path)
    #expect(result.status == 0)
    #expect(
      result.output == """
        --- a.skill
        +++ a.skill
        @@ -1,4 +1,4 @@
        -y=0
        +y = 0
         x1 = 1
         x2 = 2
         x3 = 3
        @@ -19,4 +19,4 @@
         x18 = 18
         x19 = 19
         x20 = 20
        -z=0
        \\ No newline at end of file
        +z = 0

        """)
    #expect(try text("a.skill").hasPrefix("y=0"))
  }

  @Test func aProgramWithASyntaxErrorIsLeftAlone() throws {
    try folder.write("x = (1\n", to: "a.skill")
    try folder.write(Self.untidy, to: "b.skill")
    let result = try Skillet.run(["fmt", "a.skill", "b.skill"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("error[SK1") && result.errors.hasSuffix("a.skill: 1 error, not formatted\n"))
    #expect(try text("a.skill") == "x = (1\n")
    #expect(try text("b.skill") == Self.tidy)
  }

  @Test func aFileThatCannotBeWrittenIsNamed() throws {
    try folder.write(Self.untidy, to: "a.skill")
    let result = try Skillet.run(["fmt", "none.skill", "a.skill"], in: folder.path)
    #expect(result.status == 3)
    #expect(result.errors == "skillet: error: cannot read 'none.skill': No such file or directory\n")
    #expect(try text("a.skill") == Self.tidy)
  }

  @Test func thePublishedProgramsAreFormatted() throws {
    let programs = try FileManager.default.contentsOfDirectory(atPath: Skillet.root.path + "/Programs").sorted()
    #expect(try Skillet.run(["fmt", "--check"] + programs.map { "Programs/\($0)" }).status == 0)
  }
}
