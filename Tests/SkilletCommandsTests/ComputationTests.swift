import Foundation
import TestSupport
import Testing

/// `run` without a task: a program that computes and prints.
@Suite struct ComputationTests {
  private func run(_ program: String, _ arguments: [String] = []) throws -> Skillet.Result {
    try Skillet.run(["run", "-"] + arguments, input: program, environment: ["SKILLET_MUJOCO": "/none"])
  }

  @Test func aProgramWithoutARobotNeedsNoTaskAndNoSimulator() throws {
    let result = try run("for i in range(3):\n    print(i, 5cm * i)\n")
    #expect(result.status == 0)
    #expect(result.output == "0 0.0m\n1 0.05m\n2 0.1m\n")
    #expect(result.errors.isEmpty)
  }

  @Test func muchIsPrintedInOrder() throws {
    let result = try run("for i in range(20000):\n    print(i)\n")
    #expect(result.output == (0..<20000).map { "\($0)\n" }.joined())
  }

  @Test func aFailureComesAfterWhatWasPrinted() throws {
    let result = try run("print('start')\nxs = [1]\nprint(xs[len(xs)])\n")
    #expect(result.status == 1)
    #expect(result.output == "start\n")
    #expect(result.errorLines.first == "skillet: error: index 1 is out of range: there is 1 element")
    #expect(result.errorLines.last == "  at <stdin>:3: print(xs[len(xs)])")
  }

  @Test func aProgramThatDoesNotCompileIsNotRun() throws {
    let result = try run("print(1)\nprint(x)\n")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error[SK2001]"))
  }

  @Test func theFirstCallOfARobotIsNamed() throws {
    let result = try run("x = 1\nprint(x)\n\nif len(goals()) > x:\n    pick(get_actor('a'))\n")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains("'<stdin>' calls 'goals' in line 4"))
    #expect(result.errors.contains("--task"))
  }

  @Test func aCallInAFunctionCountsToo() throws {
    let result = try run("def lift(a: Actor):\n    pick(a)\n\nprint('hello')\n")
    #expect(result.status == 64)
    #expect(result.errors.contains("calls 'pick' in line 2"))
  }

  @Test func jsonIsOneObject() throws {
    let result = try run("print('a')\nprint(1 // 0)\n", ["--format", "json"])
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let report = try #require(value)
    #expect(result.status == 1)
    #expect(report["program"] as? String == "failed")
    #expect(report["printed"] as? String == "a\n")
    #expect((report["trace"] as? [[String: Any]])?.first?["line"] as? Int == 2)
    #expect(try run("print('a')\n", ["--format", "json"]).output.contains("\"program\": \"finished\""))
  }

  @Test func aDeepTraceIsFolded() throws {
    let program = "def f(n: int) -> int:\n    if n < 0:\n        return 0\n    return f(n + 1) + 1\n\nprint(f(1))\n"
    let result = try run(program)
    #expect(result.status == 1)
    #expect(result.errorLines.count == 12, "\(result.errors)")
    #expect(result.errorLines[6].wholeMatch(of: /\s+… \d+ more/) != nil)
    #expect(result.errorLines.last == "  at <stdin>:6: print(f(1))")
  }

  @Test(arguments: [
    ("n = 1\nwhile n > 0:\n    n += 1\n", ["--max-steps", "5000"], "the program took more than 5000 steps"),
    (
      "def f(n: int) -> int:\n    return 0 if n < 0 else f(n + 1)\n\nf(0)\n", ["--max-depth", "20"],
      "calls are nested more than 20 deep"
    ),
    ("print(len('a' * 70000))\n", ["--max-size", "64K"], "a text would take more than 65536 bytes"),
    ("print(len([0] * 70000))\n", ["--max-size", "64k"], "a list or dict would have more than 65536 elements"),
    ("print(len([0] * 700000))\n", ["--max-memory", "1M"], "the program's values take more than 1048576 bytes"),
    ("for i in range(9):\n    print(i)\n", ["--max-output", "5"], "the program prints more than 5 bytes"),
  ])
  func limitsAreSetOnTheCommandLineAndNamedWhereTheyAreMet(
    _ program: String, _ options: [String], _ message: String
  ) throws {
    let result = try run(program, options)
    #expect(result.status == 1)
    #expect(result.errorLines.first == "skillet: error: \(message); '\(options[0])' sets the limit")
  }

  @Test(arguments: [["--max-steps", "0"], ["--max-memory", "5Q"], ["--max-depth", "2000000"], ["--max-time", "5s"]])
  func aLimitThatMeansNothingIsRefused(_ options: [String]) throws {
    let result = try run("print(1)\n", options)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(options[0]))
  }

  @Test func aFullDiskIsNamed() throws {
    let result = try Skillet.run(["run", "-"], prefix: "exec >/dev/full", input: "print(1)\n")
    #expect(result.status == 3)
    #expect(result.errors.contains("cannot write to standard output: No space left on device"))
  }
}
