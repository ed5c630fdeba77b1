import Foundation

/// Another language's front end, timed by itself in a process of its own.
struct Peer {
  let name: String
  let program: String
  /// Run as `program script FILE ROUNDS`; prints the least number of seconds that one round took.
  let script: String

  static let python = Peer(
    name: "CPython compile()", program: "python3",
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

  static let lua = Peer(
    name: "Lua 5.4 load()", program: "lua5.4",
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

  enum Failure: Error, CustomStringConvertible {
    case cannotRun(String, String)

    var description: String {
      switch self {
      case .cannotRun(let program, let reason): "cannot run \(program): \(reason)"
      }
    }
  }

  /// Seconds that the front end takes for the source in `file`: the least of `rounds`.
  func seconds(file: String, rounds: Int) throws -> Double {
    let scriptFile = file + ".timing"
    try script.write(toFile: scriptFile, atomically: true, encoding: .utf8)
    let output = try run([scriptFile, file, String(rounds)])
    guard let seconds = Double(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Failure.cannotRun(program, "it printed \(output)")
    }
    return seconds
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
