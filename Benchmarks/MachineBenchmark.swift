import Foundation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillMachine

/// Programs on our machine, on CPython's and on Lua's.
struct MachineBenchmark {
  let program: MachineProgram
  /// How often each of them runs the program, in all.
  let rounds: Int

  struct Row {
    /// Seconds for one step.
    let ours: Double
    let python: Double
    let lua: Double
  }

  enum Failure: Error {
    case notAccepted(String)
    case failed(String)
    /// The three do not do the same.
    case differentResults(String, [Double])
  }

  /// Times the three in turn, several times over, and keeps the least of each.
  func run(in folder: URL) throws -> Row {
    var files: [SampleProgram.Dialect: String] = [:]
    for dialect in [SampleProgram.Dialect.python, .lua] {
      let file = folder.appendingPathComponent("machine.\(dialect.rawValue)")
      try program.source(in: dialect).write(to: file, atomically: true, encoding: .utf8)
      files[dialect] = file.path
    }
    let machine = try makeMachine()
    let turns = 10
    var best = [Double](repeating: .infinity, count: 3)
    for _ in 0..<turns {
      let timings = [
        try execute(machine, rounds: rounds / turns),
        try Peer.pythonRun.timing(file: files[.python] ?? "", rounds: rounds / turns),
        try Peer.luaRun.timing(file: files[.lua] ?? "", rounds: rounds / turns),
      ]
      let results = timings.map { $0.result ?? .nan }
      guard results.allSatisfy({ abs($0 - results[0]) <= 1e-9 * abs(results[0]) }) else {
        throw Failure.differentResults(program.name, results)
      }
      for (index, timing) in timings.enumerated() {
        best[index] = min(best[index], timing.seconds / Double(program.steps))
      }
    }
    return Row(ours: best[0], python: best[1], lua: best[2])
  }

  /// Prints the time of one step, in nanoseconds: for a profiler.
  func printOurs() throws {
    let timing = try execute(makeMachine(), rounds: rounds)
    print("\(program.name): \(timing.seconds / Double(program.steps) * 1e9) ns")
  }

  private func makeMachine() throws -> Machine {
    let compilation = try compile(SourceFile(name: "sample", text: program.source(in: .skill)))
    guard let module = compilation.module else {
      throw Failure.notAccepted(compilation.check.diagnostics.first.map { $0.finding.headline } ?? "")
    }
    return try Machine(module, limits: MachineLimits(steps: .max))
  }

  /// Runs copies of `machine` to their end.
  private func execute(_ machine: Machine, rounds: Int) throws -> Peer.Timing {
    var timing = Peer.Timing(seconds: .infinity, result: nil)
    for _ in 0..<rounds {
      var copy = machine
      let start = ContinuousClock.now
      let result = try execute(&copy)
      timing.seconds = min(timing.seconds, (ContinuousClock.now - start) / .seconds(1))
      timing.result = result
    }
    return timing
  }

  /// What the program prints last is the result, or else what its skill calls add up to.
  private func execute(_ machine: inout Machine) throws -> Double? {
    var printed: Double?
    var host = AddingHost(machine.module)
    var request = program.isSuspending ? machine.run() : machine.run { .value(host.answer($0)) }
    while true {
      switch request {
      case .call(let call):
        let answer = machine.withArguments(of: call) { host.answer($0) }
        request = try machine.run(answering: .value(answer))
      case .print(let text):
        printed = Double(text.dropLast())
        request = machine.run()
      case .memoryStored, .statement: request = machine.run()
      case .finished: return printed ?? host.reached
      case .failed(let failure): throw Failure.failed("\(failure)")
      }
    }
  }
}

/// Adds up what skill calls are given. It reads all arguments of each, as the peers' functions do.
private struct AddingHost {
  private(set) var reached = 0.0
  /// Whether the program's skill has the two arguments that may be left out.
  private let takesFour: Bool

  init(_ module: Module) { takesFour = module.hostFunctions.contains { $0.parameters.count == 4 } }

  mutating func answer(_ call: borrowing CallArguments) -> Value {
    guard let actor = call.actor(0), let pose = call.pose(1) else { return .actor(2) }
    if !takesFour || call.actor(2) == nil && call.bool(3) == false {
      reached += Double(actor) + pose.p.x
    }
    return .none
  }
}
