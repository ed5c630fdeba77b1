import Foundation
import TestSupport
import Testing

@Suite struct RunCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private let swap = Skillet.root.path + "/Programs/03_swap.skill"

  private func run(_ program: String, _ arguments: [String] = ["--task", "swap"]) throws -> Skillet.Result {
    try Skillet.run(["run", "-"] + arguments, in: folder.path, input: program)
  }

  @Test func aProgramSolvesItsTask() throws {
    let result = try Skillet.run(["run", swap, "--task", "swap", "--seed", "0"], in: folder.path)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    let calls = result.errorLines.filter { $0.contains("pick_move3d_place(") }
    #expect(calls.count == 3, "one line for each call")
    #expect(calls.first?.contains("line 9") == true)
    #expect(result.errorLines.last?.contains(": solved after ") == true)
    #expect(try folder.contents.isEmpty)
  }

  @Test func standardOutputHoldsWhatTheProgramPrints() throws {
    let result = try run("print('hello')\nprint(1, 2.5)\ndone()\n")
    #expect(result.status == 1, "the task is not solved")
    #expect(result.output == "hello\n1 2.5\n")
    #expect(result.errors.contains(": not solved ("))
  }

  @Test func jsonIsOneObject() throws {
    let result = try run("print('hello')\ndone()\n", ["--task", "swap", "--seed", "2", "--format", "json"])
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let report = try #require(value)
    #expect(result.status == 1)
    #expect(report["printed"] as? String == "hello\n")
    #expect(report["success"] as? Bool == false)
    #expect(report["program"] as? String == "finished")
    #expect(report["seed"] as? Int == 2)
    #expect((report["lacking"] as? String)?.isEmpty == false)
  }

  @Test func aProgramThatDoesNotCompileMovesNothing() throws {
    let result = try run("pick(actor=get_actor('purple whale'))\ndone()\n", ["--task", "swap", "--trace", "t.jsonl"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error[SK"))
    #expect(try folder.contents.isEmpty)
  }

  @Test func aFailureInAnImportedFileIsTracedThere() throws {
    try folder.write("# One level down.\ndef give_up():\n    fail('too hard')\n", to: "lib.skill")
    try folder.write("import lib\nprint('on')\nlib.give_up()\n", to: "main.skill")
    let result = try Skillet.run(["run", "main.skill", "--task", "swap"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.output == "on\n")
    #expect(result.errors.contains("  at lib.skill:3 in lib.give_up: fail('too hard')\n"))
    #expect(result.errors.contains("  at main.skill:3: lib.give_up()\n"))
  }

  @Test func aFailureThatNothingCatchesIsTraced() throws {
    let program = "def give_up(count: int):\n    if count > 1:\n        fail('too hard')\n\n\ngive_up(2)\ndone()\n"
    let result = try run(program)
    #expect(result.status == 1)
    #expect(result.errors.contains("skillet: error: the program gave up: too hard\n"))
    #expect(result.errors.contains("  at <stdin>:3 in give_up: fail('too hard')\n"))
    #expect(result.errors.contains("  at <stdin>:6: give_up(2)\n"))
  }

  @Test func aFaultIsTraced() throws {
    let result = try run("numbers = [1, 2]\nprint(numbers[len(numbers)])\n")
    #expect(result.status == 1)
    #expect(result.errors.contains("skillet: error: index 2 is out of range"))
    #expect(result.errors.contains("  at <stdin>:2: print(numbers[len(numbers)])\n"))
  }

  @Test(arguments: [
    (["--max-time", "1s"], "the episode's limit of 20 control steps is reached; '--max-time' sets the limit"),
    (["--max-skill-calls", "1"], "the limit of 1 skill calls is reached; '--max-skill-calls' sets the limit"),
    (["--max-queries", "2"], "the limit of 2 questions to the world is reached; '--max-queries' sets the limit"),
  ])
  func aRunEndsAtItsLimits(_ options: [String], _ message: String) throws {
    let result = try run(
      "wait(700ms)\nprint(len(goals()))\nwait(700ms)\nprint(len(actors()), holding())\ndone()\n",
      ["--task", "pick"] + options)
    #expect(result.status == 1)
    #expect(result.errorLines.contains("skillet: error: \(message)"), "\(result.errors)")
  }

  @Test func aSkillThatCannotBeExecutedIsSaid() throws {
    let result = try run("push(actor=actors()[0], target_pose=get_pose(actor=actors()[1]))\ndone()\n")
    #expect(result.status == 3)
    #expect(result.errors.contains("the program calls 'push', a skill that the controller 'oracle' does not have"))
  }

  @Test func videoAndPicturesAreWritten() throws {
    let program = "pick(actor=actors()[0])\ndone()\n"
    let result = try run(program, ["--task", "pick", "--video", "run.mp4", "--frames", "run.png"])
    #expect(result.status == 0)
    #expect(try folder.contents == ["run.mp4", "run.png"])
    #expect(try folder.bytes("run.png").prefix(4) == [0x89, 0x50, 0x4e, 0x47])
    #expect(try folder.bytes("run.mp4")[4..<8].elementsEqual("ftyp".utf8))
  }
}
