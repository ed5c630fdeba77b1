import Foundation
import TestSupport
import Testing

/// What goes wrong before a command has begun: one or two lines on standard error, and the documented exit code.
@Suite struct UsageTests {
  private func expectFailure(
    _ arguments: [String], status: Int32, says text: String, prefix: String? = nil, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Skillet.run(arguments, prefix: prefix, environment: environment)
    #expect(result.status == status, sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    #expect(result.errors.hasPrefix("skillet: error: "), sourceLocation: sourceLocation)
    #expect(result.errors.contains(text), "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errorLines.count <= 2, "\(result.errors)", sourceLocation: sourceLocation)
  }

  @Test func aMisspeltTaskIsCorrected() throws {
    try expectFailure(["scene", "swpa"], status: 64, says: "there is no task 'swpa'; did you mean 'swap'?")
  }

  @Test func wrongOptionsAreUsageErrors() throws {
    try expectFailure(["frobnicate"], status: 64, says: "frobnicate")
    try expectFailure(["scene"], status: 64, says: "<task>")
    try expectFailure(["scene", "swap", "--seed", "many"], status: 64, says: "many")
    try expectFailure(["scene", "swap", "--split", "validation"], status: 64, says: "train")
    try expectFailure(["scene", "swap", "--variant=-1"], status: 64, says: "'--variant' is 0 or more")
    try expectFailure(["run", "a.skill"], status: 64, says: "--task")
    try expectFailure(
      ["run", "a.skill", "--task", "pick", "--video", "x", "--trace", "x"], status: 64, says: "'x' is named twice")
    try expectFailure(["tasks", "--format", "yaml"], status: 64, says: "'text' and 'json'")
  }

  @Test func picturesThatCannotBeWrittenAreNamed() throws {
    try expectFailure(["scene", "swap", "--image", "/"], status: 3, says: "it is a folder")
    try expectFailure(["scene", "swap", "--image", "/none/x.png"], status: 3, says: "its folder does not exist")
  }

  @Test func aBrokenSimulatorLibraryIsNamedWithTheNextStep() throws {
    let folder = try ScratchFolder()
    let library = folder.file("libmujoco.so")
    try Data(repeating: 0, count: 1000).write(to: URL(fileURLWithPath: library))
    let broken = ["SKILLET_MUJOCO": library]
    try expectFailure(["scene", "swap"], status: 3, says: "Run 'make deps'", environment: broken)
    let missing = ["SKILLET_MUJOCO": folder.file("none.so")]
    try expectFailure(["scene", "swap"], status: 3, says: "Run 'make deps'", environment: missing)
  }

  @Test func aFullDiskIsNamed() throws {
    try expectFailure(
      ["tasks"], status: 3, says: "cannot write to standard output: No space left on device", prefix: "exec >/dev/full")
  }

  @Test func everyCommandExplainsItself() throws {
    let overview = try Skillet.run(["--help"])
    #expect(overview.status == 0)
    for command in ["check", "fmt", "run", "tasks", "scene"] {
      #expect(overview.output.contains("\n  \(command) "))
      let help = try Skillet.run([command, "--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("Example"))
    }
  }
}
