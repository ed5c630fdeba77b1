import Foundation
import SkillDiagnostics

// `skillet-bench` prints the tables of `make bench`. For a profiler, `skillet-bench translate LINES ROUNDS` only runs our
// front end and prints how long its parts take; `skillet-bench machine ROUNDS [NAME]` only runs our machine, on the programs
// whose name holds NAME.

// The allocator keeps about twice the largest block that was ever given back to it. Or it would return the memory of each
// large program to the system, and be given it anew page by page.
var block: UnsafeMutableRawPointer?
if posix_memalign(&block, 64, 31 << 20) == 0 { free(block) }

let arguments = Array(CommandLine.arguments[1...])
if arguments.first == "translate", arguments.count == 3, let lines = Int(arguments[1]), let rounds = Int(arguments[2]) {
  try FrontEndBenchmark(lines: lines, rounds: rounds).printParts()
} else if arguments.first == "machine", arguments.count >= 2, let rounds = Int(arguments[1]) {
  for program in MachineProgram.all where arguments.count == 2 || program.name.contains(arguments[2]) {
    try MachineBenchmark(program: program, rounds: rounds).printOurs()
  }
} else {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skillet-bench-\(getpid())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  print("Source to verified bytecode, all checks on; least of many rounds, taken in turn")
  print("   lines    Skillet    CPython        ratio    Lua 5.4        ratio")
  for (lines, rounds) in [(30, 2_000), (10_000, 50)] {
    let row = try FrontEndBenchmark(lines: lines, rounds: rounds).run(in: folder)
    print(
      String(
        format: "%8d %8.3f ms %8.3f ms  %8.2f×  %8.3f ms  %8.2f×", row.lines, row.ours * 1e3, row.python * 1e3,
        row.python / row.ours, row.lua * 1e3, row.lua / row.ours))
  }
  print("\nOne step of a running program")
  print("                           Skillet    CPython        ratio    Lua 5.4        ratio")
  for program in MachineProgram.all {
    let row = try MachineBenchmark(program: program, rounds: 100).run(in: folder)
    let name = program.name.padding(toLength: 22, withPad: " ", startingAt: 0)
    print(
      name
        + String(
          format: " %8.1f ns %8.1f ns  %8.2f×  %8.1f ns  %8.2f×", row.ours * 1e9, row.python * 1e9,
          row.python / row.ours, row.lua * 1e9, row.lua / row.ours))
  }
}
