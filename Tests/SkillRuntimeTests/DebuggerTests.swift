import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import SkillRuntime
import Testing

@Suite struct DebuggerTests {
  /// The debugger stands at another event than it should.
  struct Surprise: Error {}

  let source = SourceFile(name: "test.skill", text: TimelineTests.program)

  func debugger(_ text: String = TimelineTests.program) throws -> Debugger {
    try Debugger(try TimelineTests().execution(text), budget: Timeline.Budget(snapshots: 8, spacing: 3))
  }

  /// The line in force.
  func line(_ debugger: Debugger) -> Int? {
    debugger.execution.machine.location.span.map { LineIndex(source).line(of: $0.start) }
  }

  func span(ofLine line: Int) -> Span { LineIndex(source).span(ofLine: line) }

  @Test func itStandsBeforeTheFirstStatement() throws {
    var debugger = try debugger()
    #expect(line(debugger) == 1)
    #expect(try debugger.back() == .beginning)
    #expect(line(debugger) == 1)
  }

  @Test func stepGoesIntoFunctionsNextOverThemAndFinishOut() throws {
    var debugger = try debugger()
    func lines(_ count: Int, _ motion: (inout Debugger) throws -> Debugger.Stop) throws -> [Int?] {
      try (0..<count).map { _ in
        let stop = try motion(&debugger)
        #expect(stop == .arrived)
        return line(debugger)
      }
    }
    #expect(try lines(6) { try $0.step() } == [8, 9, 10, 3, 4, 5])
    #expect(try lines(3) { try $0.next() } == [6, 4, 5])
    #expect(try lines(1) { try $0.finish() } == [11])
    #expect(try lines(3) { try $0.next() } == [9, 10, 11])
    #expect(try lines(2) { try $0.back() } == [7, 4])
  }

  @Test func aHundredStepsBackAndForwardShowTheSameStates() throws {
    var debugger = try debugger()
    for _ in 0..<20 { #expect(try debugger.step() == .arrived) }
    var digests: [UInt64] = []
    while try debugger.step() == .arrived { digests.append(try debugger.execution.digest()) }
    _ = try debugger.back()
    for digest in digests.dropLast().reversed() {
      #expect(try debugger.back() == .arrived)
      #expect(try debugger.execution.digest() == digest)
    }
    for digest in digests.dropFirst() {
      #expect(try debugger.step() == .arrived)
      #expect(try debugger.execution.digest() == digest)
    }
  }

  @Test func skillsAreSteppedBothWays() throws {
    var debugger = try debugger()
    #expect(try debugger.skill() == .arrived)
    #expect(try debugger.skill() == .arrived)
    #expect(debugger.execution.usage.skillCalls == 2)
    #expect(try debugger.backSkill() == .arrived)
    guard case .skillBegan? = debugger.timeline.event else { throw Surprise() }
    #expect(debugger.execution.usage.skillCalls == 2)
    #expect(try debugger.backSkill() == .arrived)
    #expect(debugger.execution.usage.skillCalls == 1)
    #expect(try debugger.backSkill() == .beginning)
  }

  @Test func breakpointsStopBothWays() throws {
    var debugger = try debugger()
    debugger.breakpoints = [
      .statement(file: "test.skill", in: span(ofLine: 11)), .store(cell: "pose_dict", key: "b1"),
    ]
    #expect(try debugger.resume() == .breakpoint(0))
    #expect(try debugger.resume() == .breakpoint(1))
    #expect(line(debugger) == 6)
    #expect(try debugger.resume() == .breakpoint(0))
    #expect(try debugger.reverse() == .breakpoint(1))
    #expect(try debugger.reverse() == .breakpoint(0))
    #expect(try debugger.reverse() == .beginning)
    debugger.breakpoints = [.skill(.pick)]
    #expect(try debugger.resume() == .breakpoint(0))
    debugger.breakpoints = [.skill(.wait)]
    #expect(try debugger.resume() == .end)
  }

  @Test func failuresAndRefusalsStop() throws {
    var debugger = try debugger(
      "a = get_actor('red cube')\nif not on_top(a, a):\n    x = 1\nprint(holding())\nb = get_actor('green')\n")
    debugger.breakpoints = [.refusal(query: "on_top"), .failure]
    #expect(try debugger.resume() == .breakpoint(0))
    #expect(try debugger.resume() == .breakpoint(1))
    guard case .answered("get_actor", nil, _)? = debugger.timeline.event else { throw Surprise() }
    #expect(try debugger.resume() == .breakpoint(1))
    guard case .ended(.failed)? = debugger.timeline.event else { throw Surprise() }
    #expect(try debugger.reverse() == .breakpoint(1))
    #expect(try debugger.reverse() == .breakpoint(0))
    debugger.breakpoints = [.refusal(query: nil)]
    #expect(try debugger.resume() == .breakpoint(0))
    guard case .answered("holding", .some(.none), _)? = debugger.timeline.event else { throw Surprise() }
  }

  @Test func variablesAreThoseThatHaveAValue() throws {
    var debugger = try debugger("def f(n: int) -> int:\n    y = n\n    return y\nx = 1\nx = 'one'\nz = f(2)\n")
    func names(outer: Int = 0) -> [String] {
      debugger.execution.machine.variables(outer: outer).map { "\($0.name) = \($0.text)" }
    }
    #expect(names() == [])
    _ = try debugger.step()
    #expect(names() == ["x = 1"])
    _ = try debugger.step()
    #expect(names() == ["x = 'one'"])
    _ = try debugger.step()
    #expect(names() == ["n = 2"])
    _ = try debugger.step()
    #expect(names() == ["n = 2", "y = 2"])
    #expect(names(outer: 1) == ["x = 'one'"])
    #expect(names(outer: 2) == [])
    _ = try debugger.back()
    #expect(names() == ["n = 2"])
  }

  @Test func whoeverWatchesCanStop() throws {
    var debugger = try debugger()
    var seen = 0
    let stop = try debugger.resume { _ in
      seen += 1
      return seen < 7
    }
    #expect(stop == .interrupted)
    #expect(seen == 7)
  }

  @Test func aProgramForDebuggingDoesTheSame() throws {
    let module = try #require(try compile(source).module)
    var plain = try Execution(module, world: StillWorld(), policy: CountingPolicy())
    var events: [ExecutionEvent] = []
    while let event = try plain.next() { events.append(event) }
    let debugged = try TimelineTests().history().compactMap(\.event).filter { event in
      switch event {
      case .statementBegan, .answered: false
      default: true
      }
    }
    #expect(debugged == events)
  }
}
