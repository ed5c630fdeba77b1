import Foundation
import TestSupport
import Testing

/// `repl` with its turns from a file, and at a terminal.
@Suite struct ReplCommandTests {
  private func repl(_ input: String, _ arguments: [String] = [], in folder: String? = nil) throws -> Skillet.Result {
    try Skillet.run(["repl"] + arguments, in: folder, input: input)
  }

  @Test func turnsFindWhatThoseBeforeLeft() throws {
    let result = try repl(
      "x = 2\ndef f(n: int):\n    y = n\n\n    return x * y\nf(4)\nfor i in range(2):\n    i\n'done'")
    #expect(result.status == 0)
    #expect(result.output == "8\n0\n1\n'done'\n")
    #expect(result.errors.isEmpty)
  }

  @Test func aPureSessionNeedsNoSimulator() throws {
    let result = try Skillet.run(["repl"], input: "1 + 1\n", environment: ["SKILLET_MUJOCO": "/none"])
    #expect(result.status == 0 && result.output == "2\n")
  }

  @Test func aTurnThatDoesNotCompileIsSkippedAndExits2() throws {
    let result = try repl("x = 1\nx = 5; y = nothing\nx\n")
    #expect(result.status == 2)
    #expect(result.output == "1\n")
    #expect(result.errorLines.first == "error[SK2001]: nothing is called `nothing`")
    #expect(result.errors.contains(" --> turn 2:1:12\n"))
  }

  @Test func aTurnThatFailsExits1() throws {
    let result = try repl("xs = [1]\nxs.append(2); xs[5]\nxs\n")
    #expect(result.status == 1)
    #expect(result.output == "[1, 2]\n")
    #expect(result.errorLines.first == "skillet: error: index 5 is out of range: there are 2 elements")
    #expect(result.errorLines.dropFirst().first == "  at turn 2:1: xs.append(2); xs[5]")
  }

  @Test func callsOfTheRobotNeedATask() throws {
    let result = try repl("wait(1s)\n1\n")
    #expect(result.status == 2)
    #expect(result.output == "1\n")
    #expect(result.errors.contains("--task swap"))
  }

  @Test func commandsShowAndTakeBack() throws {
    let result = try repl(
      "memory n: int = 1\nn += 1\n:memory\n:undo\n:memory\nx = 'a'\ndef f(p: Pose) -> Length:\n    return 5cm\n:names\n:quit\n9\n"
    )
    #expect(result.status == 0)
    #expect(
      result.output == "pose_dict = {}\nn = 2\npose_dict = {}\nn = 1\nx = 'a'\ndef f(p: Pose) -> Length\n")
    #expect(result.errors == "Back before turn 2.\n")
  }

  @Test func anUnknownCommandIsAnswered() throws {
    let result = try repl(":memry\n:scene\n:names x\n:undo\n")
    #expect(
      result.errorLines == [
        "There is no ':memry'; did you mean ':memory'?",
        "There is no scene: start with a task, as 'skillet repl --task swap'.", "':names' takes nothing behind it.",
        "There is no turn to take back.",
      ])
  }

  @Test func importsAreFoundInTheCurrentFolder() throws {
    let folder = try ScratchFolder()
    try "SIZE = 3\n".write(toFile: folder.path + "/tools.skill", atomically: true, encoding: .utf8)
    let result = try repl("import tools\ntools.SIZE\n", in: folder.path)
    #expect(result.status == 0 && result.output == "3\n")
  }

  private static let swap = """
    a = get_actor('blue purple stripe cylinder')
    b = get_actor('purple hexagon')
    pose_dict['a'] = get_pose(actor=a)
    pose_dict['b'] = get_pose(actor=b)
    pick_move3d_place(actor=a, target_pose=free_space(actor=a))
    pick(b)
    pick(a)
    :undo
    pick_move3d_place(actor=b, target_pose=pose_dict['a'])
    pick_move3d_place(actor=a, target_pose=pose_dict['b'])
    done()

    """

  @Test func aTaskIsSolvedTurnByTurn() throws {
    let result = try repl(Self.swap, ["--task", "swap"])
    #expect(result.status == 2)
    #expect(result.errors.contains("error[SK3015]: `pick` cannot work while 'purple hexagon' is held"))
    #expect(result.errors.contains("Back before turn 6: it is 4.90 s again.\n"))
    #expect(result.errors.contains(": solved after "))
    let without = Self.swap.replacing("pick(a)\n", with: "")
    #expect(try repl(without, ["--task", "swap"]).status == 0)
  }

  @Test func doneWithoutSuccessExits1() throws {
    let result = try repl("done()\nx = 1\n", ["--task", "swap"])
    #expect(result.status == 1)
    #expect(result.errors.contains("not solved"))
    #expect(result.errors.contains("no turn can follow"))
  }

  @Test func aSessionGivesTheSameOutputEachTime() throws {
    let first = try repl(Self.swap + ":undo\n:scene\n:memory\n", ["--task", "swap", "--seed", "3"])
    let second = try repl(Self.swap + ":undo\n:scene\n:memory\n", ["--task", "swap", "--seed", "3"])
    #expect(first.output == second.output && first.errors == second.errors)
  }

  @Test func aPictureIsWrittenWhereItSays() throws {
    let folder = try ScratchFolder()
    let result = try repl(
      ":image\n:image\n:image other.png\n:image /none/x.png\n", ["--task", "pick"], in: folder.path)
    #expect(result.status == 0)
    for name in ["pick-1.png", "pick-2.png", "other.png"] {
      #expect(result.errors.contains("The picture is in \(name).\n"))
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
      #expect(Array(bytes.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
    }
    #expect(result.errorLines.last?.contains("/none/x.png") == true)
  }

  @Test func optionsOfASceneNeedATask() throws {
    let result = try repl("", ["--seed", "1"])
    #expect(result.status == 64)
    #expect(result.errors.contains("--task"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "there is no script(1)"))
  func aTerminalGetsPromptsCompletionAndHistory() throws {
    let folder = try ScratchFolder()
    let session = Process()
    session.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    session.arguments = ["-qec", "\(Skillet.executable.path) repl", "/dev/null"]
    session.environment = ["TERM": "xterm", "XDG_STATE_HOME": folder.path, "PATH": "/usr/bin:/bin"]
    let (input, output) = (Pipe(), Pipe())
    session.standardInput = input
    session.standardOutput = output
    try session.run()
    input.fileHandleForWriting.write(Data("pri\t40 + 2)\nfor i in range(2):\n\tprint(i)\n\n:quit\n".utf8))
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    session.waitUntilExit()
    #expect(session.terminationStatus == 0)
    #expect(text.contains(">>> ") && text.contains("... ") && text.contains("\n42\r\n") && text.contains("\n1\r\n"))
    let history = try String(contentsOfFile: folder.path + "/skillet/history", encoding: .utf8)
    #expect(history == "print(40 + 2)\nfor i in range(2):\n    print(i)\n:quit\n")
  }
}
