import SkillBytecode
import SkillDiagnostics
import SkillMachine
import Testing

@Suite struct FailureTests {
  private static let failure = CaughtFailure(skill: "pick", reason: "dropped", message: "it slipped")

  /// Calls the skill `go` under the handler, and sees what the handler gets.
  private func guarded(_ kind: Handler.Kind, deadline: Double? = nil) throws -> Machine {
    var assembly = Assembly()
    let go = assembly.module.host(HostFunction(name: "go", kind: .skill, parameters: [], result: .none))
    try assembly.define { code, module in
      let handler = code.makeLabel()
      code.markStatement(Span(5, 9))
      if let deadline {
        code.load(0, deadline, &module)
        code.emit(.pushDeadline, a: 0)
      }
      let start = code.position
      code.emit(.host, wide: go)
      code.handle(kind, start..<code.position, target: handler, word: 1, object: 2, deadlines: 0)
      if deadline != nil { code.emit(.popDeadline) }
      code.finish()
      code.place(handler)
      switch kind {
      case .failure:
        code.see([.failure], object: 2, &module)
        code.finish()
      case .cleanup:
        code.load(0, "cleaned\n", &module)
        code.emit(.print, a: 0)
        code.emit(.rethrow, a: 1, b: 2)
      case .deadline: code.emit(.raise, a: 2)
      }
    }
    return try Machine(assembly.module.module)
  }

  @Test func aSkillsFailureReachesItsHandler() throws {
    var machine = try guarded(.failure)
    _ = machine.run()
    try machine.answer(.failure(Self.failure))
    let (seen, _, end) = try machine.runSeeing()
    #expect(seen == [.failure(Self.failure)])
    #expect(end == .finished(isDone: false))
  }

  @Test func cleanupRunsAndTheFailureGoesOn() throws {
    var machine = try guarded(.cleanup)
    _ = machine.run()
    try machine.answer(.failure(Self.failure))
    let (_, printed, end) = try machine.runSeeing()
    #expect(printed == "cleaned\n")
    let place = SourceLocation(function: nil, file: "test.skill", span: Span(5, 9))
    #expect(end == .failed(RuntimeFailure(cause: .failure(Self.failure), trace: [place])))
  }

  @Test func anExpiredDeadlinePassesOtherHandlersAndRaisesTimeout() throws {
    var machine = try guarded(.deadline, deadline: 2)
    guard case .call(let call) = machine.run() else {
      Issue.record("no call")
      return
    }
    #expect(call.deadline == 2)
    machine.time = 2
    try machine.answer(.expired)
    guard case .failed(let failure) = machine.run(), case .failure(let cause) = failure.cause else {
      Issue.record("it went on")
      return
    }
    #expect(cause.reason == "timeout")
    #expect(cause.skill == "go")
  }

  @Test func aFaultIsNotCaughtButCleansUp() throws {
    var assembly = Assembly()
    try assembly.define { code, module in
      let (cleanup, handler) = (code.makeLabel(), code.makeLabel())
      let start = code.position
      code.emit(.loadInt, a: 0, wide: 0)
      code.emit(.floorDivideInt, a: 1, b: 0, c: 0)
      let end = code.position
      code.handle(.failure, start..<end, target: handler, object: 0, deadlines: 0)
      code.handle(.cleanup, start..<end, target: cleanup, word: 2, object: 3, deadlines: 0)
      code.finish()
      code.place(handler)
      code.finish()
      code.place(cleanup)
      code.load(0, "cleaned", &module)
      code.emit(.print, a: 0)
      code.emit(.rethrow, a: 2, b: 3)
    }
    var machine = try Machine(assembly.module.module)
    let (_, printed, end) = try machine.runSeeing()
    #expect(printed == "cleaned")
    guard case .failed(let failure) = end else {
      Issue.record("the fault was caught")
      return
    }
    #expect(failure.cause == .fault(.divisionByZero))
  }

  @Test func cleanupAfterTheStepLimitHasAFewStepsAndThenEnds() throws {
    let fault = try fault(limits: MachineLimits(steps: 10)) { code, _ in
      let cleanup = code.makeLabel()
      let start = code.position
      let top = code.makeLabel()
      code.place(top)
      code.emit(.loop, to: top)
      code.handle(.cleanup, start..<code.position, target: cleanup, word: 0, object: 0, deadlines: 0)
      code.place(cleanup)
      code.emit(.loadInt, a: 1, wide: 0)
      let again = code.makeLabel()
      code.place(again)
      code.emit(.loop, to: again)
    }
    #expect(fault == .stepLimit(10))
  }
}
