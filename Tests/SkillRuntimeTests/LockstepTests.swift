import Geometry
import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillRuntime
import Testing

@Suite struct LockstepTests {
  private static let programs = [
    "a = get_actor('red cube')\npose_dict['a'] = get_pose(a)\nfor i in range(3):\n    pick(a)\n    print(i)\ndone()\n",
    "print('no robot')\n",
    "try:\n    within 100ms:\n        wait(9s)\n        wait(9s)\nexcept SkillFailure as e:\n    print(e.reason)\ndone()\n",
    "wait(1s)\nprint(1 // len(''))\n",
    "within 0s:\n    wait(1s)\n",
    "retry 3:\n    pick(get_actor('blue cube'))\nprint(len(pose_dict))\nwait(2s)\n",
  ]

  private func runs() throws -> [Lockstep<OneByOne<CountingPolicy>>.Run] {
    try Self.programs.map { text in
      let compilation = try compile(SourceFile(name: "test.skill", text: text))
      return .init(try #require(compilation.module, "\(compilation.check.diagnostics)"), in: StillWorld())
    }
  }

  /// All that one program does alone.
  private func events(_ run: Lockstep<OneByOne<CountingPolicy>>.Run, _ policy: CountingPolicy) throws
    -> [ExecutionEvent]
  {
    var execution = try Execution(run.module, world: run.world, policy: policy)
    var events: [ExecutionEvent] = []
    while let event = try execution.next() { events.append(event) }
    return events
  }

  @Test(arguments: [
    CountingPolicy(), CountingPolicy(stepsPerCall: 0), CountingPolicy(stepsPerCall: 5, failing: [1, 2]),
  ])
  func eachProgramDoesWhatItDoesAlone(_ policy: CountingPolicy) throws {
    var lockstep = try Lockstep(try runs(), policy: OneByOne(policy))
    var together = Self.programs.map { _ in [ExecutionEvent]() }
    while let round = lockstep.next() {
      for (index, events) in round.enumerated() {
        #expect(events.count { if case .stepped = $0 { true } else { false } } <= 1)
        together[index] += events
      }
    }
    for (run, found) in zip(try runs(), together) { #expect(found == (try events(run, policy))) }
    #expect(lockstep.next() == nil)
    #expect(lockstep.arms.allSatisfy { $0.isOver && $0.error == nil })
  }

  @Test func aBatchedPolicyAnswersAllThatWaitAtOnce() throws {
    let module = try #require(try compile(SourceFile(name: "t.skill", text: "wait(1s)\nwait(1s)\ndone()\n")).module)
    var lockstep = try Lockstep(
      (0..<5).map { _ in .init(module, in: StillWorld()) }, policy: ChunkPolicy(chunks: [3, 2]))
    while lockstep.next() != nil {}
    #expect(lockstep.policy.asked == [5, 5, 5, 5])
    #expect(lockstep.policy.begun == [5, 5])
    #expect(lockstep.arms.map(\.execution.usage.controlSteps) == [10, 10, 10, 10, 10])
  }

  @Test func anArmThatThePolicyLeavesWithoutAnAnswerStopsAlone() throws {
    let module = try #require(try compile(SourceFile(name: "t.skill", text: "wait(1s)\ndone()\n")).module)
    var lockstep = try Lockstep([.init(module, in: StillWorld())], policy: ChunkPolicy(chunks: [0]))
    while lockstep.next() != nil {}
    #expect(lockstep.arms[0].error == .internal("the policy does not say what to do"))
  }
}

/// Answers each call with chunks of so many actions, the last of which ends it; counts how many arms it was asked for.
private struct ChunkPolicy: BatchedSkillPolicy {
  let name = "chunks"
  let skills: Set<SkillCall.Name> = [.wait]
  let chunks: [Int]
  private(set) var asked: [Int] = []
  private(set) var begun: [Int] = []

  init(chunks: [Int]) { self.chunks = chunks }

  func makeArmState() -> ArraySlice<Int> { [] }

  mutating func begin(_ beginnings: [SkillBeginning], _ states: inout [ArraySlice<Int>]) {
    begun.append(beginnings.count)
    for index in states.indices { states[index] = chunks[...] }
  }

  mutating func act(_ observations: [Observation], _ states: inout [ArraySlice<Int>]) -> [ActionChunk] {
    asked.append(observations.count)
    return states.indices.map { index in
      let count = states[index].popFirst() ?? 0
      let actions = Array(repeating: Action(translation: .zero, rotation: .zero, vacuum: -1), count: count)
      return ActionChunk(actions, outcome: states[index].isEmpty && count > 0 ? .success : nil)
    }
  }
}
