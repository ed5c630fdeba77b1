import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import SkillRuntime
import Testing

@Suite struct TimelineTests {
  static let program = """
    memory seen: list[str] = []
    def visit(name: str, n: int) -> int:
        seen.append(name)
        for i in range(n):
            pick(actor=get_actor('red cube'))
            pose_dict[f"{name}{i}"] = get_pose(actor=get_actor('blue cube'))
        return len(seen)
    total = 0
    for name in ["a", "b", "c"]:
        total = total + visit(name, 2)
        print(name, total)
    done()
    """

  func execution(_ text: String = program) throws -> Execution {
    let compilation = try compile(SourceFile(name: "test.skill", text: text), isForDebugging: true)
    let module = try #require(compilation.module, "\(compilation.check.diagnostics)")
    return try Execution(module, world: StillWorld(), policy: CountingPolicy(), reportsAnswers: true)
  }

  /// The digest and the event after each event of the program, from the beginning on.
  func history(_ text: String = program) throws -> [(digest: UInt64, event: ExecutionEvent?)] {
    var execution = try execution(text)
    var history = [(digest: try execution.digest(), event: ExecutionEvent?.none)]
    while let event = try execution.next() { history.append((try execution.digest(), event)) }
    return history
  }

  @Test(arguments: [
    Timeline.Budget(), Timeline.Budget(snapshots: 3, spacing: 1), Timeline.Budget(snapshots: 2, spacing: 1),
    Timeline.Budget(bytes: 1, spacing: 2),
  ])
  func everyMomentIsWhatItWas(_ budget: Timeline.Budget) throws {
    let history = try history()
    #expect(history.count > 80)
    var timeline = try Timeline(try execution(), budget: budget)
    // Strides that have nothing in common with the distances of snapshots.
    for target in (0..<history.count).map({ $0 * 37 % history.count }) + [history.count - 1, 0] {
      try timeline.go(to: target)
      #expect(timeline.position == target)
      #expect(try timeline.execution.digest() == history[target].digest)
      #expect(timeline.event == history[target].event)
    }
    #expect(timeline.snapshotCount <= max(2, budget.snapshots))
  }

  @Test func snapshotsStayFewInALongProgram() throws {
    var timeline = try Timeline(
      try execution("n = 0\nwhile n < 3000:\n    n = n + 1\nprint(n)\n"),
      budget: Timeline.Budget(snapshots: 10, spacing: 1))
    while try timeline.forward() != nil {}
    #expect(timeline.position > 6000)
    #expect(timeline.snapshotCount <= 10)
    try timeline.go(to: 3)
    #expect(timeline.position == 3)
  }

  @Test func aMomentBeyondTheEndIsTheEnd() throws {
    var timeline = try Timeline(try execution("print(1)\n"))
    try timeline.go(to: 1000)
    #expect(timeline.event == .ended(.finished(isDone: false)))
    try timeline.go(toTime: 3)
    #expect(timeline.event == .ended(.finished(isDone: false)))
  }

  @Test func aTimeIsTheFirstEventAtIt() throws {
    let history = try history()
    var timeline = try Timeline(try execution())
    for time in [0.35, 0.05, 0.5, 0.0, 0.2] {
      try timeline.go(toTime: time)
      let after = timeline.execution.machine.time
      #expect(abs(after - time) < 1e-9)
      let first = history.firstIndex { item in
        if case .stepped(let step) = item.event { step.observation.time >= time - 1e-9 } else { time == 0 }
      }
      #expect(timeline.position == first)
    }
  }

  @Test func goingBackFindsTheLastSuchEvent() throws {
    var timeline = try Timeline(try execution(), budget: Timeline.Budget(snapshots: 4, spacing: 3))
    while try timeline.forward() != nil {}
    var printed: [String] = []
    func isPrint(_ event: ExecutionEvent, _: Execution) -> Bool {
      if case .printed = event { true } else { false }
    }
    while try timeline.goBack(to: isPrint) {
      if case .printed(let text)? = timeline.event { printed.append(text) }
    }
    #expect(printed == ["c 6\n", "b 3\n", "a 1\n"])
    let position = timeline.position
    #expect(try !timeline.goBack { _, _ in false })
    #expect(timeline.position == position)
  }
}
