import Foundation
import TestSupport
import Testing

/// `skillet debug`, its commands given on standard input.
@Suite struct DebugCommandTests {
  let folder: ScratchFolder
  private let swap = "\(Skillet.root.path)/Programs/03_swap.skill"

  init() throws { folder = try ScratchFolder() }

  private func debug(_ commands: [String], _ arguments: [String]) throws -> Skillet.Result {
    try Skillet.run(["debug"] + arguments, in: folder.path, input: commands.joined(separator: "\n") + "\n")
  }

  /// What a program says to commands, without the place at the start.
  private func answers(_ commands: String..., to program: String) throws -> [String] {
    try folder.write(program, to: "p.skill")
    let result = try debug(commands, ["p.skill"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast().map(
      String.init)
  }

  @Test func aProgramWithoutARobotIsSteppedBothWays() throws {
    let program = "x = 1\nx = x + 1\nprint(x)\n"
    #expect(
      try answers("step", "", "print x", "back", "locals", "continue", "bs", "goto start", to: program) == [
        "0.00 s  p.skill:2", "→    2  x = x + 1",
        "0.00 s  p.skill:3", "→    3  print(x)",
        "2",
        "0.00 s  p.skill:2", "→    2  x = x + 1",
        "x = 1  int",
        "2", "this is the end", "0.00 s  p.skill:3  the program has ended", "→    3  print(x)",
        "0.00 s  p.skill:3", "→    3  print(x)",
        "this is the beginning", "0.00 s  p.skill:1", "→    1  x = 1",
      ])
  }

  @Test func aFaultIsWhereItHappens() throws {
    let found = try answers(
      "b failure", "c", "w", "back", "locals", to: "def f(n: int) -> int:\n    return 1 // n\nprint(f(0))\n")
    #expect(
      found == [
        "breakpoint 1 is set: any failure",
        "stopped at breakpoint 1: any failure", "0.00 s  p.skill:2 in f  division by zero", "→    2      return 1 // n",
        "p.skill:2  f: return 1 // n", "p.skill:3  top level: print(f(0))",
        "0.00 s  p.skill:2 in f", "→    2      return 1 // n",
        "n = 0  int",
      ])
  }

  @Test func aRunOnASceneIsTakenBackWithItsWorld() throws {
    let commands = [
      "break 10", "break store pose_dict['b']", "continue", "continue", "memory", "print pose_dict['b']",
      "print pose_dict['c']", "scene", "back skill", "scene",
      "goto t=6.2s", "scene", "image now.png", "delete", "continue", "rc",
    ]
    let result = try debug(commands, [swap, "--task", "swap", "--seed", "3"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("stopped at breakpoint 2: store in pose_dict['b']"))
    #expect(lines.contains { $0.hasPrefix("stopped at breakpoint 1: line ") && $0.hasSuffix("03_swap.skill:10") })
    #expect(lines.contains { $0.hasPrefix("pose_dict['a'] = pose at (") })
    #expect(lines.contains { $0.hasPrefix("6.20 s  ") && $0.hasSuffix("during pick_move3d_place") })
    #expect(lines.contains { $0.hasPrefix("pose at (") } && lines.contains("'pose_dict' has no key 'c'"))
    let scenes = lines.filter { $0.hasPrefix("'dark red yellow polka dot cube'") }
    #expect(scenes.count == 3 && scenes[0] != scenes[1] && scenes[0] == scenes[2])
    #expect(lines.contains("this is the end: the task is solved"))
    #expect(lines.suffix(3).first == "this is the beginning")
    #expect(try folder.bytes("now.png").prefix(4) == [0x89, 0x50, 0x4e, 0x47])
  }

  @Test func whatIsNoCommandIsSaid() throws {
    let found = try answers(
      "brak 3", "re", "goto soon", "break nowhere", "break 99", "break store x", "print y", "delete 4", "step x",
      "scene",
      "break 1", "break 1", "break", to: "# a\nmemory m: int = 1\nprint(m)\n")
    #expect(
      found == [
        "there is no command 'brak'; did you mean 'break'?",
        "this is the beginning", "0.00 s  p.skill:2", "→    2  memory m: int = 1",
        "go to which moment of simulated time? goto t=12.4s, or goto start",
        "'nowhere' is no line, no skill and no question: 'help' lists the ways to break",
        "no statement begins at line 99 of p.skill or after it",
        "there is no memory 'x'",
        "'y' has no value here; there are pose_dict", "there is no breakpoint 4", "'x' is no number above zero",
        "there is no scene: the program runs without a task",
        "breakpoint 1 is set: line p.skill:2", "that is breakpoint 1 already", "1  line p.skill:2",
      ])
  }

  @Test func aProgramThatCannotBeDebuggedIsNot() throws {
    try folder.write("x = y\n", to: "wrong.skill")
    #expect(try debug([], ["wrong.skill"]).status == 2)
    #expect(try debug([], [swap]).errors.contains("which takes a robot: add '--task'"))
    #expect(try debug([], ["-"]).status == 64)
    #expect(try debug([], ["wrong.skill", "--seed", "1"]).status == 64)
  }
}
