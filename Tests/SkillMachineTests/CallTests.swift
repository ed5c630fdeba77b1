import SkillBytecode
import SkillDiagnostics
import SkillMachine
import Testing

@Suite struct CallTests {
  /// `fib(n)` by recursion, called from the top level and handed to the host.
  static func fibonacci(_ n: Int) throws -> Module {
    var assembly = Assembly()
    let fib = assembly.declare("fib", [.int], .int)
    try assembly.define { code, module in
      code.markStatement(Span(0, 6))
      code.emit(.loadInt, a: 0, wide: n)
      code.emit(.call, a: 0, b: 0, wide: fib)
      code.see([.int], &module)
      code.finish()
    }
    try assembly.define(fib, words: 3, objects: 0) { code, _ in
      code.markStatement(Span(10, 20))
      let more = code.makeLabel()
      code.emit(.jumpGreaterEqualImmediate, a: 0, b: 2, to: more)
      code.emit(.returnWord, a: 0)
      code.place(more)
      code.markStatement(Span(30, 40))
      code.emit(.addImmediate, a: 1, b: 0, c: -1)
      code.emit(.call, a: 1, b: 0, wide: fib)
      code.emit(.addImmediate, a: 2, b: 0, c: -2)
      code.emit(.call, a: 2, b: 0, wide: fib)
      code.emit(.addInt, a: 0, b: 1, c: 2)
      code.emit(.returnWord, a: 0)
    }
    return assembly.module.module
  }

  @Test func recursionReturnsThroughItsRegisters() throws {
    var machine = try Machine(Self.fibonacci(20))
    #expect(try machine.runSeeing().seen == [.int(6765)])
  }

  @Test func callsNestedTooDeepAreAFaultWithATrace() throws {
    var machine = try Machine(Self.fibonacci(1000), limits: MachineLimits(depth: 100))
    guard case .failed(let failure) = try machine.runSeeing().end else {
      Issue.record("it finished")
      return
    }
    #expect(failure.cause == .fault(.depthLimit(100)))
    #expect(failure.trace.count == 100)
    #expect(failure.trace.first == SourceLocation(function: "fib", file: "test.skill", span: Span(30, 40)))
    #expect(failure.trace.last == SourceLocation(function: nil, file: "test.skill", span: Span(0, 6)))
  }

  @Test func stepsAreLimited() throws {
    let fault = try fault(limits: MachineLimits(steps: 1000)) { code, _ in
      let top = code.makeLabel()
      code.place(top)
      code.emit(.loop, to: top)
    }
    #expect(fault == .stepLimit(1000))
  }

  @Test func aCopyOfAWaitingMachineGoesOnAlike() throws {
    var machine = try Machine(Self.fibonacci(15))
    guard case .call(let call) = machine.run() else {
      Issue.record("no call")
      return
    }
    var copy = machine
    #expect(copy.run() == .call(call))
    try machine.answer(.value(.none))
    try copy.answer(.value(.none))
    #expect(machine.run() == .finished(isDone: false))
    #expect(copy.run() == .finished(isDone: false))
    #expect(machine.snapshot == copy.snapshot)
  }

  @Test func answeringAndRunningOnMayBeOneCall() throws {
    var machine = try Machine(Self.fibonacci(15))
    #expect(throws: HostError.notWaiting) { try machine.run(answering: .value(.none)) }
    let request = machine.run()
    var copy = machine
    #expect(throws: HostError.wrongType(function: "see", expected: .none)) {
      try machine.run(answering: .value(.int(1)))
    }
    #expect(machine.run() == request)
    #expect(try machine.run(answering: .value(.none)) == .finished(isDone: false))
    #expect(copy.run() == request)
    try copy.answer(.value(.none))
    #expect(copy.run() == .finished(isDone: false))
    #expect(machine.snapshot == copy.snapshot)
    #expect(throws: HostError.notWaiting) { try machine.run(answering: .value(.none)) }
  }

  @Test func anAnswerOfTheWrongTypeIsTheHostsMistake() throws {
    var machine = try Machine(Self.fibonacci(3))
    #expect(throws: HostError.notWaiting) { try machine.answer(.value(.none)) }
    _ = machine.run()
    #expect(throws: HostError.wrongType(function: "see", expected: .none)) { try machine.answer(.value(.int(1))) }
    #expect(throws: HostError.noDeadline) { try machine.answer(.expired) }
  }

  @Test func valuesOfEveryTypeReachTheHostAndComeBack() throws {
    let type = ValueType.tuple([
      .optional(.pose), .list(.string), .dict(key: .string, value: .tuple([.int, .bool])), .failure, .actor, .angle,
    ])
    let value = Value.tuple([
      .pose(.identity), .list([.string("a"), .string("ü")]),
      .dict([.init(key: .string("k"), value: .tuple([.int(1), .bool(true)]))]),
      .failure(CaughtFailure(skill: "pick", reason: "blocked", message: "m")), .actor(3), .angle(radians: 1),
    ])
    var assembly = Assembly()
    let give = assembly.module.host(HostFunction(name: "give", kind: .query, parameters: [], result: type))
    try assembly.define { code, module in
      code.emit(.host, a: 2, b: 1, wide: give)
      code.see([type], word: 2, object: 1, &module)
      code.finish()
    }
    var machine = try Machine(assembly.module.module)
    _ = machine.run()
    try machine.answer(.value(value))
    #expect(try machine.runSeeing().seen == [value])
  }

  @Test func argumentsCanBeReadOneByOne() throws {
    let types: [ValueType] = [
      .bool, .int, .angle, .optional(.actor), .optional(.pose), .optional(.string), .list(.int),
    ]
    let module = try Assembly.main { code, module in
      let nearest = HostFunction(name: "nearest", kind: .query, parameters: [], result: .actor)
      code.emit(.host, a: 4, b: 0, wide: module.host(nearest))
      code.emit(.loadTrue, a: 0)
      code.emit(.loadInt, a: 1, wide: -7)
      code.load(2, 0.5, &module)
      code.emit(.loadTrue, a: 3)
      code.emit(.loadConstants, a: 5, b: 8, wide: module.constants(Array(repeating: 0, count: 8)))
      code.emit(.loadTrue, a: 13)
      code.load(0, "why", &module)
      code.emit(.newList, a: 1, wide: module.type(.list(.int)))
      code.see(types, &module)
      code.finish()
    }
    var machine = try Machine(module)
    _ = machine.run()
    try machine.answer(.value(.actor(2)))
    guard case .call(let call) = machine.run() else {
      Issue.record("no call")
      return
    }
    machine.withArguments(of: call) { arguments in
      #expect(arguments.bool(0) == true)
      #expect(arguments.int(1) == -7)
      #expect(arguments.number(2) == 0.5)
      #expect(arguments.actor(3) == 2)
      #expect(arguments.pose(4) == nil)
      #expect(arguments.string(5) == "why")
      #expect(arguments.int(6) == nil)
      #expect(arguments.int(7) == nil)
      #expect(arguments.int(-1) == nil)
      #expect(arguments.bool(1) == nil)
    }
    #expect(machine.arguments(of: call).count == types.count)
  }

  // MARK: A host that answers at once

  /// Asks for an actor three times, each time for what it is given, and shows the three.
  private func threeQueries() throws -> Machine {
    let module = try Assembly.main { code, module in
      let next = HostFunction(
        name: "next", kind: .query, parameters: [HostFunction.Parameter(name: "number", type: .int)], result: .actor)
      for number in 0..<3 {
        code.emit(.loadInt, a: 4, wide: number)
        code.emit(.host, a: 4, b: 0, wide: module.host(next))
        code.emit(.move, a: number, b: 4)
      }
      code.see([.actor, .actor, .actor], &module)
      code.finish()
    }
    return try Machine(module)
  }

  @Test func aHostThatAnswersAtOnceStopsNothing() throws {
    var machine = try threeQueries()
    var asked: [Int] = []
    let request = machine.run { arguments in
      guard let number = arguments.int(0) else { return .later }
      asked.append(number)
      return .value(.actor(10 + number))
    }
    #expect(asked == [0, 1, 2])
    guard case .call(let call) = request else { return #expect(Bool(false)) }
    #expect(machine.function(of: call).name == "see")
    #expect(machine.arguments(of: call) == [.actor(10), .actor(11), .actor(12)])
  }

  @Test func aHostWithoutAnAnswerThatFitsIsAskedAgainTheUsualWay() throws {
    for reply in [HostReply.later, .value(.string("no actor")), .value(.none)] {
      var machine = try threeQueries()
      guard case .call(let call) = machine.run(asking: { _ in reply }) else { return #expect(Bool(false)) }
      #expect(machine.arguments(of: call) == [.int(0)])
      #expect(machine.pendingCall == call)
      // While an answer is owed nobody is asked.
      #expect(machine.run(asking: { _ in .value(.actor(1)) }) == .call(call))
      try machine.answer(.value(.actor(5)))
      guard case .call(let next) = machine.run() else { return #expect(Bool(false)) }
      #expect(machine.arguments(of: next) == [.int(1)])
    }
  }

  @Test func aHostThatAnswersAtOnceLeavesTheSameStateAsOneThatAnswersLater() throws {
    var (now, later) = (try threeQueries(), try threeQueries())
    _ = now.run { arguments in arguments.int(0).map { .value(.actor($0)) } ?? .later }
    for number in 0..<3 {
      _ = later.run()
      try later.answer(.value(.actor(number)))
    }
    _ = later.run()
    #expect(now.snapshot == later.snapshot)
  }
}
