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
    try expectFailure(["run", "a.skill", "--tsk", "pick"], status: 64, says: "'--tsk'. Did you mean '--task'?")
    try expectFailure(["run", "a.skill", "--seed", "3"], status: 64, says: "'--seed' needs a scene")
    try expectFailure(["run", "a.skill", "--trace", "x"], status: 64, says: "'--trace' needs a scene")
    try expectFailure(["scene", "swap", "--seed", "-1"], status: 64, says: "'-1' is invalid for '--seed <n>'")
    try expectFailure(
      ["run", "a.skill", "--task", "pick", "--video", "x", "--trace", "x"], status: 64, says: "'x' is named twice")
    try expectFailure(["tasks", "--format", "yaml"], status: 64, says: "'text' and 'json'")
  }

  @Test func namesPromiseWhatIsWritten() throws {
    try expectFailure(["scene", "swap", "--image", "a/x.JPG"], status: 64, says: "name the file 'a/x.png'")
    let run = ["run", "a.skill", "--task", "pick"]
    try expectFailure(run + ["--frames", "x.jpeg"], status: 64, says: "name the file 'x.png'")
    try expectFailure(run + ["--video", "x.avi"], status: 64, says: "name the file 'x.mp4'")
    try expectFailure(run + ["--trace", "-"], status: 64, says: "/dev/stdout")
    try expectFailure(["scene", "swap", "--image", "-"], status: 64, says: "/dev/stdout")
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    try expectFailure(["check", "-", "-"], status: 64, says: "standard input can be read once")
    try expectFailure(["check", "-", "--scene", "-"], status: 64, says: "standard input can be read once")
    try expectFailure(["check", "a", "--seed", "3"], status: 64, says: "'--seed' chooses a scene of a task")
    try expectFailure(["check", "a", "--split", "test"], status: 64, says: "'--split' chooses a scene of a task")
    try expectFailure(["check", "a", "--scene", "b", "--task", "swap"], status: 64, says: "leave one of them out")
    try expectFailure(["check", "a", "--budget", "100"], status: 64, says: "'--format vlm'")
    for budget in ["0", "-5", "7"] {
      try expectFailure(
        ["check", "a", "--format", "vlm", "--budget", budget], status: 64, says: "or more, not \(budget)")
    }
    try expectFailure(["check", "-", "a", "--fix"], status: 64, says: "name no other file")
    try expectFailure(["check", "-", "--fix", "--format", "json"], status: 64, says: "no '--format'")
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
    try expectFailure(["--help"], status: 3, says: "No space left on device", prefix: "exec >/dev/full")
    try expectFailure(["--version"], status: 3, says: "No space left on device", prefix: "exec >/dev/full")
  }

  @Test func everyCommandExplainsItself() throws {
    let overview = try Skillet.run(["--help"])
    #expect(overview.status == 0)
    for command in ["check", "explain", "fmt", "run", "tasks", "scene"] {
      #expect(overview.output.contains("\n  \(command) "))
      let help = try Skillet.run([command, "--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("Example"))
    }
  }
}
