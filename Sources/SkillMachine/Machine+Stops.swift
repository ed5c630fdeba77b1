import SkillBytecode

extension Machine {
  /// Does what the interpreter stopped for; a request where that takes the host.
  mutating func handle(_ stop: Stop) -> HostRequest? {
    let i = program.tables.pointee.code[state.cursor.position - 1]
    switch stop {
    case .host:
      state.isWaiting = true
      return .call(state.hostCall(program.tables))
    case .reply: if let request = takeReply() { return request }
    case .instruction(let opcode): if let request = execute(opcode, i) { return request }
    case .integerOverflow: unwind(.fault(failure(.integerOverflow)))
    case .divisionByZero: unwind(.fault(failure(.divisionByZero)))
    case .zeroStep: unwind(.fault(failure(.value("the step of a range is zero"))))
    case .indexOutOfRange:
      let index = Int64(bitPattern: word(i.c))
      unwind(.fault(failure(state.heap.indexFault(index, of: object(i.b)))))
    case .keyMissing: unwind(.fault(failure(named(state.heap.keyFault(missingKey(i))))))
    case .sizeLimit: unwind(.fault(failure(.sizeLimit(limits.size))))
    case .notSet: unwind(.fault(failure(.notSet(module.cells[i.wide].name))))
    case .noObject: unwind(.fault(failure(.internal("a value is read that is not there"))))
    case .fault:
      unwind(.fault(failure(named(state.fault ?? .internal("a fault without a reason")))))
      state.fault = nil
    case .work:
      state.cursor.steps -= state.heap.work
      state.heap.work = 0
    case .stackFull: repeatInstruction(unless: state.growStacks(depthLimit: limits.depth))
    case .heapFull: repeatInstruction(unless: collectGarbage() ? nil : .heapLimit(limits.heapBytes))
    case .outOfSteps: runOut()
    }
    return state.ending
  }

  /// Executes an instruction that the interpreter leaves to the machine.
  private mutating func execute(_ opcode: Opcode, _ i: Instruction) -> HostRequest? {
    switch opcode {
    case .print: if let request = printing(state.heap.text(object(i.a))) { return request }
    case .touchCell, .touchKey, .cellSetKey, .cellKeepKey: return .memoryStored(store(i))
    case .pause: return .statement
    case .finish: return end(.finished(isDone: i.a == 1))
    case .raise:
      state.failureTrace = trace
      unwind(.failure(failureSlot(i.a)))
    case .rethrow: unwind(rethrown(word: i.a, failureSlot(i.b)))
    case .trap:
      let kind = TrapKind(rawValue: UInt16(truncatingIfNeeded: i.c)) ?? .value
      unwind(.fault(failure(Fault(kind, message: state.heap.text(object(i.a)).string))))
    case .pushDeadline:
      let seconds = Double(bitPattern: word(i.a))
      state.deadlines.append(Deadline(time: state.time + max(0, seconds), depth: state.cursor.frameCount))
    case .popDeadline: _ = state.deadlines.popLast()
    default: break
    }
    return nil
  }

  /// Answers the last call with what the host said to it. The call, where that is no answer that fits.
  private mutating func takeReply() -> HostRequest? {
    let reply = state.reply
    state.reply = .later
    state.isWaiting = true
    if case .value(let value) = reply, (try? answer(.value(value))) != nil { return nil }
    return .call(state.hostCall(program.tables))
  }

  // MARK: The registers of the instruction

  private func word(_ register: Int) -> UInt64 { state.workspace.word(at: state.cursor.wordBase + register) }

  private func object(_ register: Int) -> Handle { state.workspace.object(at: state.cursor.objectBase + register) }

  /// The failure in the three objects from `register` on.
  private func failureSlot(_ register: Int) -> Slot {
    state.workspace.slot(at: Layout(words: 0, objects: state.cursor.objectBase + register), ValueType.failure.layout)
  }

  /// The key that a load did not find.
  private func missingKey(_ instruction: Instruction) -> Handle {
    instruction.opcode == .dictGetWords
      ? object(instruction.c) : state.workspace.string(module.keyAccesses[instruction.wide].key)
  }

  // MARK: Going on

  /// Hands a text to the host, unless that makes too much of them.
  private mutating func printing(_ text: Text) -> HostRequest? {
    state.printedBytes += text.byteCount
    if state.printedBytes <= limits.output { return .print(text.string) }
    unwind(.fault(failure(.outputLimit(limits.output))))
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
      state.ending = .failed(state.pendingFailure ?? failure)
    } else {
      state.hasGraceSteps = true
      state.cursor.steps = MachineLimits.graceSteps
      unwind(.fault(failure))
    }
  }

  private mutating func end(_ request: HostRequest) -> HostRequest {
    state.ending = request
    return request
  }

  private func failure(_ fault: Fault) -> RuntimeFailure { RuntimeFailure(cause: .fault(fault), trace: trace) }

  private mutating func collectGarbage() -> Bool {
    let function = Int(state.workspace.frame(at: state.cursor.frameCount).function)
    let top = state.cursor.objectBase + Int(program.tables.pointee.functions[function].objects)
    return state.heap.collect(roots: state.workspace.roots(below: top))
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
