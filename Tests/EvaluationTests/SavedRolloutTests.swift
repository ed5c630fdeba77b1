import Evaluation
import RobotInterface
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillRuntime
import Tabletop
import TestSupport
import Testing

/// Runs on a real scene that are put away and taken up, and debugged.
@Suite struct SavedRolloutTests {
  static let program = """
    def move(a: Actor) -> int:
        within 20s:
            pick_move3d_place(actor=a, target_pose=free_space(actor=a))
        return 1
    memory trail: list[Pose] = []
    moved = 0
    for i in range(14):
        a = actors()[i % 2]
        trail.append(get_pose(a))
        if i % 7 == 3:
            moved = moved + move(a)
        for pose in trail[:4]:
            moved = moved + 0
    done()
    """

  func rollout(isForDebugging: Bool = false) throws -> Rollout {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 7))
    let source = SourceFile(name: "test.skill", text: Self.program)
    let compilation = try compile(source, facts: world.summary.facts, isForDebugging: isForDebugging)
    return try Rollout(try #require(compilation.module, "\(compilation.check.diagnostics)"), in: world)
  }

  @Test func aRunGoesOnInAnotherWorldFromAnyStep() throws {
    var whole = try rollout()
    var states: [[UInt8]] = []
    while let event = try whole.next() {
      if case .stepped = event { states.append(try whole.execution.savedState()) }
    }
    #expect(states.count > 100)
    for index in [0, 1, states.count / 3, states.count * 2 / 3, states.count - 1] {
      var resumed = try rollout()
      try resumed.restore(states[index])
      #expect(try resumed.execution.savedState() == states[index])
      while try resumed.next() != nil {}
      #expect(resumed.outcome == whole.outcome)
      #expect(try resumed.execution.digest() == whole.execution.digest())
    }
  }

  @Test func aStateThatIsNotOfThisRunIsRefusedAndChangesNothing() throws {
    var first = try rollout()
    for _ in 0..<60 { _ = try first.next() }
    let state = try first.execution.savedState()
    let digest = try first.execution.digest()
    for damaged in [[], Array(state.dropLast()), state + [0]] {
      #expect(throws: StateError.self) { try first.restore(damaged) }
    }
    let other = try Tabletop(EpisodeID(task: .swap, seed: 8))
    var foreign = try Rollout(first.execution.machine.module, in: other)
    #expect(throws: StateError.self) { try foreign.restore(state) }
    #expect(try first.execution.digest() == digest)
  }

  /// States with right lengths and wrong contents: refused, or gone on with; a world that breaks down is an error.
  @Test func noStateBringsTheHostDown() throws {
    var random = SplitMix64(seed: 3)
    var rollout = try rollout()
    var states: [[UInt8]] = []
    while let event = try rollout.next(), states.count < 40 {
      if case .stepped = event { states.append(try rollout.execution.savedState()) }
    }
    var (refused, executed) = (0, 0)
    for _ in 0..<250 {
      guard var state = states.randomElement(using: &random) else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        state[Int.random(in: 0..<state.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(StateError) { try rollout.restore(state) } catch {
        refused += 1
        continue
      }
      executed += 1
      for _ in 0..<12 {
        guard (try? rollout.next()) != nil else { break }
      }
    }
    #expect(refused > 20 && executed > 20, "\(refused) refused, \(executed) executed")
  }

  @Test func aHundredStatementsBackAndForwardShowTheSameStates() throws {
    let module = try rollout(isForDebugging: true).execution.machine.module
    let world = try Tabletop(EpisodeID(task: .swap, seed: 7))
    var debugger = try Debugger(try Rollout.execution(module, in: world, control: .oracle))
    var digests = [try debugger.execution.digest()]
    while digests.count <= 100 {
      #expect(try debugger.step() == .arrived)
      digests.append(try debugger.execution.digest())
    }
    #expect(debugger.execution.usage.skillCalls >= 1)
    for digest in digests.dropLast().reversed() {
      #expect(try debugger.back() == .arrived)
      #expect(try debugger.execution.digest() == digest)
    }
    for digest in digests.dropFirst() {
      #expect(try debugger.step() == .arrived)
      #expect(try debugger.execution.digest() == digest)
    }
  }

  @Test func askingHowTheTaskStandsLeavesTheWorldAsItIs() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 7))
    let digest = world.digest
    #expect(try Rollout.verdict(on: world).succeededOnce == false)
    #expect(world.digest == digest)
  }

  @Test func aCheckpointIsReadBackAsItWasWritten() throws {
    let checkpoint = Checkpoint(
      program: SourceFile(name: "a.skill", text: "done()\n"), imports: [SourceFile(name: "lib/b.skill", text: "")],
      importFolders: ["lib/"], episode: EpisodeID(task: .rotate, seed: .max, split: .test, variant: 5),
      options: PhysicsOptions(jointNoise: 0.1, actionBase: .current, actionFrame: .tool), control: .oracle,
      limits: ExecutionLimits(controlSteps: 5), module: 77, state: [1, 2, 3])
    let bytes = checkpoint.bytes
    let read = try Checkpoint(bytes)
    #expect(read.bytes == bytes)
    #expect(read.program.name == "a.skill" && read.imports.map(\.name) == ["lib/b.skill"])
    #expect(read.episode == checkpoint.episode && read.options == checkpoint.options)
    #expect(read.limits == checkpoint.limits && read.module == 77 && read.state == [1, 2, 3])
  }

  @Test func noBeginningAndNoAlteredBitOfACheckpointIsRead() throws {
    let checkpoint = Checkpoint(
      program: SourceFile(name: "a.skill", text: "done()\n"), imports: [], importFolders: [],
      episode: EpisodeID(task: .pick, seed: 1), options: PhysicsOptions(), control: .oracle, limits: ExecutionLimits(),
      module: 1, state: [9])
    let bytes = checkpoint.bytes
    for count in bytes.indices { #expect(throws: Checkpoint.Failure.self) { try Checkpoint(Array(bytes[..<count])) } }
    for index in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[index] ^= 1 << UInt8(bit)
        #expect(throws: Checkpoint.Failure.self) { try Checkpoint(altered) }
      }
    }
  }
}
