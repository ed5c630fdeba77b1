import SkillBytecode

/// Runs one program. It never calls the robot: it runs until it needs its host, says what for, and goes on when it has
/// an answer. So one thread can drive many machines, and a debugger can stop anywhere.
///
/// ```swift
/// var machine = try Machine(module)
/// while true {
///   switch machine.run() {
///   case .call(let call): try machine.answer(.value(…))
///   case .print(let text): …
///   case .memoryStored, .statement: continue
///   case .finished, .failed: return
///   }
/// }
/// ```
///
/// A machine is a value: a copy is a snapshot of the whole state, and both go on independently. Copies share storage
/// until one of them runs.
public struct Machine: Sendable {
  var program: Program
  var state: MachineState
  let surroundings: Surroundings
  /// Hands a fault from the interpreter to who unwinds for it; nil between.
  var fault: Fault?

  /// Verifies `module` and stands before its first instruction.
  public init(
    _ module: Module, scene: [ActorFacts] = [], limits: MachineLimits = MachineLimits(), observesMemory: Bool = false
  ) throws(VerificationError) {
    let program = try Program(module)
    self.program = program
    surroundings = Surroundings(scene: scene, limits: limits, observesMemory: observesMemory)
    state = MachineState(program: program, limits: limits)
  }

  public var module: Module { program.module }

  public var limits: MachineLimits { surroundings.limits }

  /// What the program's actor handles stand for.
  public var scene: [ActorFacts] { surroundings.scene }

  /// Whether stores into memory stop the machine with `.memoryStored`.
  public var observesMemory: Bool { surroundings.observesMemory }

  /// Simulated seconds. The host sets it before it answers, so that deadlines mean something.
  public var time: Double {
    get { state.time }
    set { state.time = newValue }
  }

  /// Steps taken so far, of those that `limits` allows.
  public var stepsTaken: Int { limits.steps - max(0, state.hasGraceSteps ? 0 : state.cursor.steps) }

  // MARK: Running

  /// Runs until the host is needed. While an answer is owed it says again what for, and once ended how.
  public mutating func run() -> HostRequest {
    switch state.status {
    case .waiting(let call): return .call(call)
    case .ended(let request): return request
    case .running: break
    }
    while true {
      let stop = interpret(
        program.tables, state.workspace.enter(), &state.cursor, &state.heap, Unmanaged.passUnretained(surroundings),
        &fault)
      if let request = handle(stop) { return request }
    }
  }

  /// The call that the last instruction makes, which the machine waits for from now on.
  mutating func wait() -> HostRequest {
    let instruction = program.tables.pointee.code[state.cursor.position - 1]
    let deadline = state.deadlines.isEmpty ? nil : state.tightestDeadline.map { state.deadlines[$0].time }
    let call = HostCall(
      function: instruction.wide, words: state.cursor.wordBase + instruction.a,
      objects: state.cursor.objectBase + instruction.b, deadline: deadline)
    state.status = .waiting(call)
    return .call(call)
  }

  /// Answers the call that the machine waits for.
  public mutating func answer(_ answer: HostAnswer) throws(HostError) {
    guard case .waiting(let call) = state.status else { throw .notWaiting }
    switch answer {
    case .value(.none) where program.tables.pointee.hostFunctions[call.function].returnsNothing: state.status = .running
    case .value(let value):
      let function = program.hostFunctions[call.function]
      guard let slot = state.heap.encode(value, as: function.result) else {
        throw .wrongType(function: function.name, expected: function.result)
      }
      state.workspace.set(slot, at: call.arguments)
      state.status = .running
    case .failure(let failure):
      state.status = .running
      state.failureTrace = trace
      unwind(.failure(state.heap.encode(failure)))
    case .expired:
      guard let deadline = state.tightestDeadline else { throw .noDeadline }
      state.status = .running
      state.failureTrace = trace
      let failure = CaughtFailure(
        skill: program.hostFunctions[call.function].name, reason: CaughtFailure.timeout,
        message: "the time for this block ran out")
      unwind(.expiry(deadline: deadline, state.heap.encode(failure)))
    }
  }

  /// The function that `call` asks for.
  public func function(of call: HostCall) -> HostFunction { program.hostFunctions[call.function] }

  /// The call that the host owes an answer to.
  public var pendingCall: HostCall? {
    if case .waiting(let call) = state.status { call } else { nil }
  }
}
