import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import SkillRuntime
import Testing

@Suite struct ExecutionTests {
  /// What a run did, in short words.
  struct Run {
    var log: [String] = []
    var end: ExecutionEnd?
    var execution: Execution
  }

  func run(
    _ text: String, policy: CountingPolicy = CountingPolicy(), limits: ExecutionLimits = ExecutionLimits()
  ) throws -> Run {
    let compilation = try compile(SourceFile(name: "test.skill", text: text))
    let module = try #require(compilation.module, "\(compilation.check.diagnostics)")
    var run = Run(execution: try Execution(module, world: StillWorld(), policy: policy, limits: limits))
    while let event = try run.execution.next() {
      switch event {
      case .printed(let text): run.log.append("print \(text.dropLast())")
      case .memoryStored(let store): run.log.append("store \(store.cell)")
      case .skillBegan(let call, _): run.log.append("begin \(call.name.rawValue)")
      case .stepped: run.log.append("step")
      case .skillEnded(_, .outcome(.success), _): run.log.append("success")
      case .skillEnded(_, .outcome(.failure(let failure)), _): run.log.append("failure \(failure.reason.rawValue)")
      case .skillEnded(_, .expired, _): run.log.append("expired")
      case .statementBegan: run.log.append("statement")
      case .answered(let query, _, _): run.log.append("answered \(query)")
      case .ended(let end): run.end = end
      }
    }
    return run
  }

  @Test func eventsComeInTheOrderOfTheProgram() throws {
    let run = try run(
      """
      a = get_actor('red cube')
      pose_dict['a'] = get_pose(actor=a)
      print(a.name)
      pick_move3d_place(actor=a, target_pose=pose_dict['a'])
      done()
      """)
    #expect(
      run.log == ["store pose_dict", "print red cube", "begin pick_move3d_place", "step", "step", "success"])
    #expect(run.end == .finished(isDone: true))
    #expect(run.execution.usage.controlSteps == 2)
  }

  @Test func aPolicySeesThePosesInMemory() throws {
    let run = try run(
      """
      pose_dict['there'] = get_pose(actor=get_actor('blue cube'))
      pick(actor=get_actor('red cube'))
      done()
      """)
    let policy = try #require(run.execution.policy as? CountingPolicy)
    #expect(policy.memory.poses["there"]?.p.x == 0.1)
  }

  @Test func aFailedSkillCanBeRetriedAndCaught() throws {
    let program = """
      try:
          retry 2:
              pick(actor=get_actor('red cube'))
          print("picked")
      except SkillFailure as e:
          print(f"{e.skill}: {e.reason}")
      done()
      """
    let once = try run(program, policy: CountingPolicy(stepsPerCall: 0, failing: [1]))
    #expect(once.log == ["begin pick", "failure dropped", "begin pick", "success", "print picked"])
    let twice = try run(program, policy: CountingPolicy(stepsPerCall: 0, failing: [1, 2]))
    #expect(twice.log.last == "print pick: dropped")
  }

  @Test func anUncaughtFailureOfAQueryEndsTheProgramAtTheCall() throws {
    let run = try run("print(1)\na = get_actor('green cube')\npick(actor=a)\ndone()\n")
    guard case .failed(let failure)? = run.end, case .failure(let caught) = failure.cause else {
      Issue.record("\(String(describing: run.end))")
      return
    }
    #expect(caught.reason == "no_such_actor" && caught.skill == "get_actor")
    #expect(failure.trace.first?.span?.start == 13, "the call, not the statement around it")
  }

  @Test func withinStopsASkillWhenItsTimeIsUp() throws {
    let run = try run(
      """
      try:
          within 100ms:
              pick(actor=get_actor('red cube'))
      except SkillFailure as e:
          print(e.reason)
      done()
      """, policy: CountingPolicy(stepsPerCall: 50))
    #expect(run.log == ["begin pick", "step", "step", "expired", "print timeout"])
  }

  @Test func limitsOfTheHostStopAProgramWhereItStands() throws {
    let endless = "while True:\n    wait(1s)\n"
    let steps = try run(endless, limits: ExecutionLimits(controlSteps: 3))
    #expect(steps.execution.usage.controlSteps == 3)
    guard case .stopped(.controlSteps(3), let trace)? = steps.end else {
      Issue.record("\(String(describing: steps.end))")
      return
    }
    #expect(trace.first?.span?.start == 16)
    let calls = try run(endless, limits: ExecutionLimits(skillCalls: 2))
    #expect(calls.execution.usage.skillCalls == 2)
    let queries = try run(
      "n = 0\nwhile n >= 0:\n    n = n + len(actors())\ndone()\n", limits: ExecutionLimits(queries: 5))
    #expect(queries.execution.usage.queries == 5)
  }

  @Test func aSkillThatThePolicyCannotExecuteIsRefusedBeforeAnythingMoves() throws {
    let module = try #require(
      try compile(SourceFile(name: "test.skill", text: "touch(actor=get_actor('red cube'))\ndone()\n")).module)
    #expect(throws: ExecutionError.unsupportedSkill(.touch, policy: "counting")) {
      try Execution(module, world: StillWorld(), policy: CountingPolicy())
    }
  }
}
