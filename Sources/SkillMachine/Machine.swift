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
///   case .memoryStored: continue
///   case .finished, .failed: return
///   }
/// }
/// ```
///
/// A machine is a value: a copy is a snapshot of the whole state, and both go on independently. Copies share storage
/// until one of them runs.
public struct Machine: Sendable {
  var program: Program
  public let limits: MachineLimits
  /// What the program's actor handles stand for.
  public let scene: [ActorFacts]
  /// Whether stores into memory stop the machine with `.memoryStored`.
  public let observesMemory: Bool
  var state: MachineState
  /// For each key access of the module, where it found its key last. Speeds up, never decides: not part of the state.
  private var keyHints: [Int32]

  /// Verifies `module` and stands before its first instruction.
  public init(
    _ module: Module, scene: [ActorFacts] = [], limits: MachineLimits = MachineLimits(), observesMemory: Bool = false
  ) throws(VerificationError) {
    let program = try Program(module)
    self.program = program
    self.scene = scene
    self.limits = limits
    self.observesMemory = observesMemory
    state = MachineState(program: program, limits: limits)
    keyHints = [Int32](repeating: 0, count: module.keyAccesses.count)
  }

  public var module: Module { program.module }

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
      if let request = handle(execute()) { return request }
    }
  }

  /// Answers the call that the machine waits for.
  public mutating func answer(_ answer: HostAnswer) throws(HostError) {
    guard case .waiting(let call) = state.status else { throw .notWaiting }
    switch answer {
    case .value(.none) where program.hostFunctions[call.function].result == .none: state.status = .running
    case .value(let value):
      let function = program.hostFunctions[call.function]
      guard let slot = state.heap.encode(value, as: function.result) else {
        throw .wrongType(function: function.name, expected: function.result)
      }
      for (offset, word) in slot.words.enumerated() { state.words[call.words + offset] = word }
      for (offset, object) in slot.objects.enumerated() { state.objects[call.objects + offset] = object }
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

  /// The arguments of a call that the machine waits for, in the order of its parameters.
  public func arguments(of call: HostCall) -> [Value] {
    var offset = Layout(words: call.words, objects: call.objects)
    return program.hostFunctions[call.function].parameters.map { parameter in
      let layout = parameter.type.layout
      defer { offset += layout }
      return state.heap.decode(state.slot(at: offset, layout), as: parameter.type)
    }
  }

  /// The function that `call` asks for.
  public func function(of call: HostCall) -> HostFunction { program.hostFunctions[call.function] }

  // MARK: One stop

  private mutating func execute() -> Stop {
    let (wordCount, objectCount, frameCount) = (state.words.count, state.objects.count, state.frames.count)
    return Self.enter(
      program, &state.words, wordCount, &state.objects, objectCount, &state.frames, frameCount, &state.cells.words,
      &state.cells.objects, &state.cells.isSet, state.strings, &keyHints, &state.cursor, &state.heap, scene: scene,
      limits: limits, observesMemory: observesMemory)
  }

  /// Receives the arrays as addresses, which stay good for the call.
  private static func enter(
    _ program: Program, _ words: UnsafeMutablePointer<UInt64>, _ wordCount: Int,
    _ objects: UnsafeMutablePointer<Handle>, _ objectCount: Int, _ frames: UnsafeMutablePointer<Frame>,
    _ frameCount: Int, _ cellWords: UnsafeMutablePointer<UInt64>, _ cellObjects: UnsafeMutablePointer<Handle>,
    _ cellIsSet: UnsafeMutablePointer<Bool>, _ strings: UnsafePointer<Handle>,
    _ keyHints: UnsafeMutablePointer<Int32>, _ cursor: inout Cursor, _ heap: inout Heap, scene: [ActorFacts],
    limits: MachineLimits, observesMemory: Bool
  ) -> Stop {
    let memory = ExecutionMemory(
      words: words, wordsEnd: words + wordCount, objects: objects, objectsEnd: objects + objectCount, frames: frames,
      framesEnd: frames + frameCount, cellWords: cellWords, cellObjects: cellObjects, cellIsSet: cellIsSet,
      strings: strings, keyHints: keyHints)
    return interpret(program, memory, &cursor, &heap, scene: scene, limits: limits, observesMemory: observesMemory)
  }

  /// Does what the interpreter stopped for; a request where that takes the host.
  private mutating func handle(_ stop: Stop) -> HostRequest? {
    switch stop {
    case .host(let function, let words, let objects):
      let deadline = state.deadlines.isEmpty ? nil : state.tightestDeadline.map { state.deadlines[$0].time }
      let call = HostCall(function: function, deadline: deadline, words: words, objects: objects)
      state.status = .waiting(call)
      return .call(call)
    case .print(let handle): return .print(state.heap.text(handle).string)
    case .touch(let instruction, let words, let objects):
      return .memoryStored(store(instruction, keyAt: Layout(words: words, objects: objects)))
    case .finish(let isDone): return end(.finished(isDone: isDone))
    case .raise(let objects):
      state.failureTrace = trace
      unwind(.failure(state.slot(at: Layout(words: 0, objects: objects), ValueType.failure.layout)))
    case .rethrow(let isPending, let objects):
      unwind(rethrown(isPending: isPending, objects: objects))
    case .fault(let fault): unwind(.fault(failure(named(fault))))
    case .trap(let kind, let message):
      unwind(.fault(failure(Fault(kind, message: state.heap.text(message).string))))
    case .pushDeadline(let seconds):
      state.deadlines.append(Deadline(time: state.time + max(0, seconds), depth: state.cursor.frameCount))
    case .popDeadline: _ = state.deadlines.popLast()
    case .stackFull: repeatInstruction(unless: state.growStacks(limits))
    case .heapFull: repeatInstruction(unless: collectGarbage() ? nil : .heapLimit(limits.heapBytes))
    case .outOfSteps: runOut()
    }
    if case .ended(let request) = state.status { return request }
    return nil
  }

  /// Goes back to the instruction that stopped the interpreter, or faults there.
  private mutating func repeatInstruction(unless fault: Fault?) {
    if let fault {
      unwind(.fault(failure(fault)))
    } else {
      state.cursor.position -= 1
    }
  }

  /// The step limit: `finally` blocks may run on some steps of grace, once.
  private mutating func runOut() {
    let failure = failure(.stepLimit(limits.steps))
    if state.hasGraceSteps {
      state.status = .ended(.failed(state.pendingFailure ?? failure))
    } else {
      state.hasGraceSteps = true
      state.cursor.steps = MachineLimits.graceSteps
      unwind(.fault(failure))
    }
  }

  private mutating func end(_ request: HostRequest) -> HostRequest {
    state.status = .ended(request)
    return request
  }

  private func failure(_ fault: Fault) -> RuntimeFailure { RuntimeFailure(cause: .fault(fault), trace: trace) }

  private mutating func collectGarbage() -> Bool {
    let function = program.functions + Int(state.frames[state.cursor.frameCount - 1].function)
    let top = state.cursor.objectBase + Int(function.pointee.objects)
    return state.heap.collect(roots: [state.objects[..<top], state.cells.objects[...], state.strings[...]])
  }
}

extension Fault {
  init(_ kind: TrapKind, message: String) {
    self =
      switch kind {
      case .assertion: .assertion(message)
      case .precondition: .precondition(message)
      case .postcondition: .postcondition(message)
      case .value: .value(message)
      case .unreachable: .internal(message)
      }
  }
}

extension Heap {
  mutating func encode(_ failure: CaughtFailure) -> Slot {
    Slot(objects: [make(failure.skill), make(failure.reason), make(failure.message)])
  }
}
