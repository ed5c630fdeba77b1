import Foundation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import SkillSemantics

/// What a run of a program showed.
struct Run {
  var printed = ""
  /// The skills that were called, as `name(argument, …)`.
  var skills: [String] = []
  var stores: [MemoryStore] = []
  var memory: [String: Value] = [:]
  var end: HostRequest
  var trace: [SourceLocation] = []
  /// Of the machine's state at the end.
  var digest: UInt64 = 0
}

/// A program that does not compile, with its diagnostics.
struct NotCompiled: Error, CustomStringConvertible {
  let description: String
}

/// A host for tests: three actors on a table; skills succeed unless told otherwise, each takes one second.
struct TestHost {
  /// What the next skills do, in order; success once these are used up.
  var outcomes: [HostAnswer] = []
  var observesMemory = false
  var limits = MachineLimits()
  /// After each request, of the first ones, the machine is put away as bytes and a fresh one goes on from them.
  var isInterrupted = false
  private static let mostInterruptions = 80
  /// What was put away.
  private(set) var savedStates: [[UInt8]] = []

  static let scene = ["red cube", "blue star", "green bowl"].map {
    ActorFacts(name: $0, shape: String($0.split(separator: " ")[1]), texture: String($0.split(separator: " ")[0]))
  }

  mutating func run(_ source: String) throws -> Run {
    try run(SourceFile(name: "test.skill", text: source))
  }

  mutating func run(_ source: SourceFile, modules: (any ModuleLoader)? = nil) throws -> Run {
    let compilation = try compile(source, modules: modules)
    guard let module = compilation.module else {
      let findings = compilation.check.diagnostics.map {
        "\($0.finding) at \"\($0.location.file.text(in: $0.location.span))\""
      }
      throw NotCompiled(description: findings.joined(separator: "\n"))
    }
    return try run(module)
  }

  mutating func run(_ module: Module) throws -> Run {
    var machine = try Machine(module, scene: Self.scene, limits: limits, observesMemory: observesMemory)
    var run = Run(end: .finished(isDone: false))
    while true {
      let request = machine.run()
      if isInterrupted, savedStates.count < Self.mostInterruptions { try interrupt(&machine) }
      switch request {
      case .print(let text): run.printed += text
      case .memoryStored(let store): run.stores.append(store)
      case .statement: continue
      case .call(let call): try machine.answer(answer(call, &machine, &run))
      case .finished, .failed:
        run.end = request
        run.digest = machine.stateDigest
        for cell in machine.memory { run.memory[cell.name] = cell.value }
        return run
      }
    }
  }

  private mutating func interrupt(_ machine: inout Machine) throws {
    let state = machine.savedState()
    savedStates.append(state)
    var other = try Machine(machine.module, scene: Self.scene, limits: limits, observesMemory: observesMemory)
    try other.restore(state)
    guard other.savedState() == state else { throw NotCompiled(description: "the state changed when it was restored") }
    machine = other
  }

  private mutating func answer(_ call: HostCall, _ machine: inout Machine, _ run: inout Run) -> HostAnswer {
    let function = machine.function(of: call)
    let arguments = machine.arguments(of: call)
    if function.kind == .skill {
      run.skills.append("\(function.name)(\(arguments.map(Self.text).joined(separator: ", ")))")
      machine.time += 1
      if let deadline = call.deadline, machine.time > deadline {
        machine.time = deadline
        return .expired
      }
      return outcomes.isEmpty ? .value(.none) : outcomes.removeFirst()
    }
    switch (function.name, arguments.first) {
    case ("get_actor", .string(let name)):
      guard let index = Self.scene.firstIndex(where: { $0.name == name }) else {
        return .failure(CaughtFailure(skill: "get_actor", reason: "no_such_actor", message: "no actor '\(name)'"))
      }
      return .value(.actor(index))
    case ("get_pose", .actor(let index)): return .value(.pose(.init(.init(Double(index) / 10, 0, 0.02))))
    case ("actors", _): return .value(.list(Self.scene.indices.map { .actor($0) }))
    case ("holding", _): return .value(.none)
    case ("distance", _): return .value(.length(metres: 0.25))
    default: return .failure(CaughtFailure(skill: function.name, reason: "blocked", message: "not in this host"))
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .actor(let index): scene[index].name
    case .pose(let pose): "\(pose.p.x) \(pose.p.y) \(pose.p.z)"
    case .bool(let flag): "\(flag)"
    case .none: "none"
    default: "\(value)"
    }
  }
}

/// What a program prints that ends by itself.
func printed(_ source: String) throws -> String {
  var host = TestHost()
  let run = try host.run(source)
  if case .failed(let failure) = run.end { throw failure }
  return run.printed
}

/// The folder of the programs that this test and others read.
let snippets = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Snippets")
