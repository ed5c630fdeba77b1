import Foundation

/// Another language, timed by itself in a process of its own.
struct Peer {
  let program: String
  /// Run as `program script FILE ROUNDS`; prints the least number of seconds that one round took, and perhaps a result.
  let script: String

  struct Timing {
    var seconds: Double
    var result: Double?
  }

  /// CPython's front end: `compile()` of a file.
  static let python = Peer(
    program: "python3",
    script: """
      import sys, time
      source = open(sys.argv[1]).read()
      best = 1e9
      for _ in range(int(sys.argv[2])):
          start = time.perf_counter()
          compile(source, "program", "exec")
          best = min(best, time.perf_counter() - start)
      print(best)
      """)

  /// Lua's front end: `load()` of a file.
  static let lua = Peer(
    program: "lua5.4",
    script: """
      local file = assert(io.open(arg[1]))
      local source = file:read("a")
      local best = 1e9
      for _ = 1, tonumber(arg[2]) do
        local start = os.clock()
        assert(load(source))
        best = math.min(best, os.clock() - start)
      end
      print(best)
      """)

  /// CPython's machine: the function `run` of a file.
  static let pythonRun = Peer(
    program: "python3",
    script: """
      import sys, time
      program = {}
      exec(compile(open(sys.argv[1]).read(), "program", "exec"), program)
      run = program["run"]
      best = 1e9
      for _ in range(int(sys.argv[2])):
          start = time.perf_counter()
          result = run()
          best = min(best, time.perf_counter() - start)
      print(best, result)
      """)

  /// Lua's machine: the function `run` of a file.
  static let luaRun = Peer(
    program: "lua5.4",
    script: """
      dofile(arg[1])
      local best = 1e9
      local result
      for _ = 1, tonumber(arg[2]) do
        local start = os.clock()
        result = run()
        best = math.min(best, os.clock() - start)
      end
      print(string.format("%.17g %.17g", best, result))
      """)

  enum Failure: Error, CustomStringConvertible {
    case cannotRun(String, String)

    var description: String {
      switch self {
      case .cannotRun(let program, let reason): "cannot run \(program): \(reason)"
      }
    }
  }

  /// Seconds that it takes for the source in `file`: the least of `rounds`.
  func timing(file: String, rounds: Int) throws -> Timing {
    let scriptFile = file + ".timing"
    try script.write(toFile: scriptFile, atomically: true, encoding: .utf8)
    let output = try run([scriptFile, file, String(rounds)])
    let numbers = output.split(whereSeparator: \.isWhitespace).map { Double($0) }
    guard let first = numbers.first, let seconds = first else {
      throw Failure.cannotRun(program, "it printed \(output)")
    }
    return Timing(seconds: seconds, result: numbers.count > 1 ? numbers[1] : nil)
  }

  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.cannotRun(program, "exit \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
