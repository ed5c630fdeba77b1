import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import TestSupport
import Testing

/// A machine that is put away as bytes wherever it stops, and taken up in another.
@Suite struct SavedStateTests {
  /// Every program of the repository that compiles, so that it stops before each statement.
  static let modules: [(name: String, module: Module)] = {
    let programs = (try? ProgramCorpus.all()) ?? []
    return programs.compactMap { program in
      let compilation = try? compile(SourceFile(name: program.name, text: program.text), isForDebugging: true)
      return (compilation?.module).map { (program.name, $0) }
    }
  }()

  static let limits = MachineLimits(steps: 200_000, depth: 60, heapBytes: 1 << 21, size: 1 << 16)

  @Test func aMachineGoesOnInAnotherAsIfNothingHadHappened() throws {
    #expect(Self.modules.count > 100)
    for (name, module) in Self.modules {
      var host = TestHost(observesMemory: true, limits: Self.limits)
      let whole = try host.run(module)
      host.isInterrupted = true
      let interrupted = try host.run(module)
      #expect(interrupted.printed == whole.printed, "\(name)")
      #expect(interrupted.end == whole.end, "\(name)")
      #expect(interrupted.memory == whole.memory, "\(name)")
      #expect(interrupted.skills == whole.skills, "\(name)")
      #expect(interrupted.digest == whole.digest, "\(name)")
    }
  }

  @Test func callsDeadlinesAndFailuresInForceAreKept() throws {
    let program = """
      memory log: list[str] = []
      def visit(n: int, trail: list[str]) -> int:
          a = get_actor('red cube')
          try:
              within 10s:
                  retry 2:
                      pick(actor=a)
                      if n > 0:
                          return visit(n - 1, trail + [f"{n}"])
                      fail("deep enough")
          except SkillFailure as e:
              log.append(e.message + str(trail))
          finally:
              log.append(f"left {n}")
          return len(log)
      print(visit(4, []))
      names = {a.name: [a.shape] for a in actors()}
      for name in names:
          print(name, names[name])
      print(log)
      done()
      """
    var host = TestHost(observesMemory: true)
    let whole = try host.run(program)
    host.isInterrupted = true
    let interrupted = try host.run(program)
    #expect(whole.printed.contains("deep enough['4', '3', '2', '1']"))
    #expect(interrupted.printed == whole.printed)
    #expect(interrupted.memory == whole.memory)
  }

  @Test func aStateOfAnotherProgramSceneOrLimitIsRefused() throws {
    func machine(_ text: String, _ scene: [ActorFacts] = [], _ limits: MachineLimits = MachineLimits()) throws
      -> Machine
    {
      try Machine(
        try #require(try compile(SourceFile(name: "test.skill", text: text)).module), scene: scene, limits: limits)
    }
    let state = try machine("x = 1\nprint(x)\n").savedState()
    var same = try machine("x = 1\nprint(x)\n")
    try same.restore(state)
    for other in [
      try machine("x = 2\nprint(x)\n"), try machine("x = 1\nprint(x)\n", TestHost.scene),
      try machine("x = 1\nprint(x)\n", [], MachineLimits(depth: 5)),
    ] {
      var other = other
      let before = other.stateDigest
      #expect(throws: MachineStateError.self) { try other.restore(state) }
      #expect(other.stateDigest == before)
    }
  }

  /// A program that stands elsewhere than it did: refused, or executed from there without harm.
  @Test func noPlaceBringsTheMachineDown() throws {
    let module = try #require(Self.modules.first { $0.name.hasSuffix("08_remembering_stack.skill") }?.module)
    var host = TestHost(limits: Self.limits, isInterrupted: true)
    _ = try host.run(module)
    for state in host.savedStates.prefix(20) {
      for position in 0...module.code.count + 1 {
        var machine = try Machine(module, scene: TestHost.scene, limits: Self.limits)
        // The position comes first after the digest of the module.
        guard (try? machine.restore(Array(state[..<8]) + bytes(of: position) + state[16...])) != nil else { continue }
        run(&machine)
      }
    }
  }

  private func bytes(of number: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

  /// States with right lengths and wrong contents: refused, or executed without harm.
  @Test func noStateBringsTheMachineDown() throws {
    var random = SplitMix64(seed: 1)
    var (refused, executed) = (0, 0)
    for (_, module) in Self.modules {
      var host = TestHost(observesMemory: true, limits: Self.limits)
      host.isInterrupted = true
      _ = try host.run(module)
      for _ in 0..<12 {
        guard var state = host.savedStates.randomElement(using: &random) else { continue }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          // Whatever stands behind the digest of the module.
          let index = Int.random(in: 8..<state.count, using: &random)
          state[index] =
            [state[index] ^ (1 << UInt8.random(in: 0..<8, using: &random)), 0, 1, 255]
            .randomElement(using: &random) ?? 0
        }
        if Bool.random(using: &random), Bool.random(using: &random) { state.removeLast(state.count / 3) }
        var machine = try Machine(module, scene: TestHost.scene, limits: Self.limits)
        do {
          try machine.restore(state)
        } catch {
          refused += 1
          continue
        }
        executed += 1
        run(&machine)
      }
    }
    #expect(refused > 300 && executed > 300, "\(refused) refused, \(executed) executed")
  }

  private func run(_ machine: inout Machine) {
    while true {
      switch machine.run() {
      case .print, .memoryStored, .statement: _ = machine.memory
      case .call:
        let failure = CaughtFailure(skill: "test", reason: "blocked", message: "no robot")
        guard (try? machine.answer(.failure(failure))) != nil else { return }
      case .finished, .failed: return
      }
    }
  }
}
