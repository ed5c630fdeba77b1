import SkillBytecode

/// Runs one program. It never calls the robot: it runs until it needs its host, says what for, and goes on when it has
/// an answer. So one thread can drive many machines, and a debugger can stop anywhere. A host may also answer at once what
/// it can (`run(asking:)`).
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
  var box: StateBox
  let surroundings: Surroundings

  /// Verifies `module` and stands before its first instruction.
  public init(
    _ module: Module, scene: [ActorFacts] = [], limits: MachineLimits = MachineLimits(), observesMemory: Bool = false
  ) throws(VerificationError) {
    let program = try Program(module)
    self.program = program
    surroundings = Surroundings(scene: scene, limits: limits, observesMemory: observesMemory)
    box = StateBox(MachineState(program: program, limits: limits))
  }

  var state: MachineState {
    _read { yield box.address.pointee }
    _modify { yield &ownState().pointee }
  }

  /// The state, shared with no other machine, at an address that is good until the machine is copied.
  @inline(__always)
  private mutating func ownState() -> UnsafeMutablePointer<MachineState> {
    if !isKnownUniquelyReferenced(&box) { copyState() }
    return box.address
  }

  @inline(never)
  private mutating func copyState() { box = StateBox(copying: box) }

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
    let state = ownState()
    return state.pointee.canRun ? run(state) : standing
  }

  /// Runs as `run` does, but asks `host` first for each call that comes: what it answers at once stops nothing. Where it
  /// has no answer, or none that fits, the machine stops with `.call`.
  public mutating func run(asking host: (borrowing CallArguments) -> HostReply) -> HostRequest {
    let state = ownState()
    guard state.pointee.canRun else { return standing }
    return withoutActuallyEscaping(host) { run(state, asking: ImmediateHost($0)) }
  }

  /// Answers the call that the machine waits for and runs on: as `answer` and `run` would, in less time.
  public mutating func run(answering answer: HostAnswer) throws(HostError) -> HostRequest {
    let state = ownState()
    guard state.pointee.takes(answer, program.tables) else {
      try self.answer(checking: answer)
      return run()
    }
    state.pointee.isWaiting = false
    return run(state)
  }

  /// Runs from a state that can run, and is this machine's own.
  @inline(__always)
  private mutating func run(
    _ state: UnsafeMutablePointer<MachineState>, asking host: ImmediateHost? = nil
  ) -> HostRequest {
    let stop = interpret(from: state, asking: host)
    guard stop == .host, state.pointee.deadlines.isEmpty else { return goOn(after: stop, asking: host) }
    state.pointee.isWaiting = true
    return .call(state.pointee.workspace.memory.pointee.call)
  }

  @inline(__always)
  private func interpret(
    from state: UnsafeMutablePointer<MachineState>, asking host: ImmediateHost?
  ) -> Stop {
    let memory = state.pointee.workspace.memory
    memory.pointee.enter(program.tables, state, surroundings, host)
    return SkillMachine.interpret(memory)
  }

  /// What the machine stands still for.
  @inline(never)
  private var standing: HostRequest {
    state.ending ?? .call(state.hostCall(program.tables))
  }

  /// Does what the interpreter stopped for, and runs on until that takes the host.
  @inline(never)
  private mutating func goOn(after stop: Stop, asking host: ImmediateHost?) -> HostRequest {
    var stop = stop
    while true {
      if let request = handle(stop) { return request }
      let state = ownState()
      stop = interpret(from: state, asking: host)
    }
  }

  /// Answers the call that the machine waits for.
  public mutating func answer(_ answer: HostAnswer) throws(HostError) {
    let state = ownState()
    guard state.pointee.takes(answer, program.tables) else { return try self.answer(checking: answer) }
    state.pointee.isWaiting = false
  }

  @inline(never)
  private mutating func answer(checking answer: HostAnswer) throws(HostError) {
    guard let call = pendingCall else { throw .notWaiting }
    switch answer {
    case .value(let value):
      let function = program.hostFunctions[call.function]
      guard let slot = state.heap.encode(value, as: function.result) else {
        throw .wrongType(function: function.name, expected: function.result)
      }
      state.workspace.set(slot, at: call.arguments)
      state.isWaiting = false
    case .failure(let failure):
      state.isWaiting = false
      state.failureTrace = trace
      unwind(.failure(state.heap.encode(failure)))
    case .expired:
      guard let deadline = state.tightestDeadline else { throw .noDeadline }
      state.isWaiting = false
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
  public var pendingCall: HostCall? { state.isWaiting ? state.hostCall(program.tables) : nil }
}

/// Holds the state of a machine at an address, for all its copies and snapshots, until one of them changes it.
///
/// Invariants: the state is written only by the machine that holds the one reference to the box, and its workspace has
/// storage that no other state shares: so who may write the state may run it. Only copies of one machine run it, which
/// share a program.
final class StateBox: @unchecked Sendable {
  let address: UnsafeMutablePointer<MachineState>

  /// `state` shares its workspace with no other.
  init(_ state: MachineState) {
    address = .allocate(capacity: 1)
    address.initialize(to: state)
  }

  convenience init(copying other: StateBox) {
    var state = other.address.pointee
    state.workspace.copyStorage()
    self.init(state)
  }

  deinit { address.deinitialize(count: 1).deallocate() }
}
