import SkillBytecode

/// Executes an instruction that takes a call, or one that `interpret` does itself where that takes none. Returns why to
/// stop, if so. `words` and `objects` are the function's registers. A function for each of the two kinds: what the many
/// others need takes the frequent one no time.
@inline(never)
func executeSlow(
  _ i: Instruction, words w: UnsafeMutablePointer<UInt64>, objects o: UnsafeMutablePointer<Handle>,
  _ memory: UnsafeMutablePointer<ExecutionMemory>
) -> Stop? {
  UInt8(truncatingIfNeeded: i.rawValue) == Opcode.host.rawValue
    ? askHost(i, words: w, objects: o, memory) : executeOther(i, words: w, objects: o, memory)
}

@inline(never)
private func executeOther(
  _ i: Instruction, words w: UnsafeMutablePointer<UInt64>, objects o: UnsafeMutablePointer<Handle>,
  _ memory: UnsafeMutablePointer<ExecutionMemory>
) -> Stop? {
  let (program, state, surroundings) = (memory.pointee.program, memory.pointee.state, memory.pointee.surroundings)
  let opcode = unsafeBitCast(UInt8(truncatingIfNeeded: i.rawValue), to: Opcode.self)
  switch opcode {
  // MARK: Moves
  case .moveWords: copyRegisters(i.c, from: w + i.b, to: w + i.a)
  case .moveObjects: (o + i.a).update(from: o + i.b, count: i.c)
  case .loadConstants: copyRegisters(i.b, from: program.pointee.constants + i.wide, to: w + i.a)
  case .loadCell:
    let cell = program.pointee.cells + i.wide
    copyRegisters(cell.pointee.words, from: memory.pointee.cellWords + cell.pointee.word, to: w + i.a)
    (o + i.b).update(from: memory.pointee.cellObjects + cell.pointee.object, count: cell.pointee.objects)
  case .storeCell:
    let cell = program.pointee.cells + i.wide
    copyRegisters(cell.pointee.words, from: w + i.a, to: memory.pointee.cellWords + cell.pointee.word)
    if cell.pointee.objects > 0 {
      (memory.pointee.cellObjects + cell.pointee.object).update(from: o + i.b, count: cell.pointee.objects)
      memory.pointee.forgetKeys()
    }
    memory.pointee.cellIsSet[i.wide] = true

  // MARK: Numbers
  case .divideInt: w[i.a] = trueDivide(int(w[i.b]), int(w[i.c])).bitPattern
  case .powerInt:
    do throws(Fault) { w[i.a] = UInt64(bitPattern: try power(int(w[i.b]), int(w[i.c]))) } catch {
      state.pointee.fault = error
      return .fault
    }
  case .floorDivideFloat:
    guard double(w[i.c]) != 0 else { return .divisionByZero }
    w[i.a] = floorDivide(double(w[i.b]), double(w[i.c])).bitPattern
  case .moduloFloat:
    guard double(w[i.c]) != 0 else { return .divisionByZero }
    w[i.a] = floorModulo(double(w[i.b]), double(w[i.c])).bitPattern
  case .powerFloat:
    do throws(Fault) { w[i.a] = try power(double(w[i.b]), double(w[i.c])).bitPattern } catch {
      state.pointee.fault = error
      return .fault
    }

  // MARK: Branches
  case .rangeStart:
    let range = w + i.a
    guard range[2] != 0 else { return .zeroStep }
    range[1] = UInt64(Progression(start: Int(int(range[0])), stop: Int(int(range[1])), step: Int(int(range[2]))).count)

  // MARK: Calls
  case .native:
    memory.pointee.forgetKeys()
    do throws(Fault) {
      try callNative(
        program.pointee.nativeSites + i.wide, words: w + i.a, objects: o + i.b, heap: &state.pointee.heap,
        surroundings.takeUnretainedValue())
    } catch {
      state.pointee.fault = error
      return .fault
    }
    memory.pointee.cost = state.pointee.heap.work
    state.pointee.heap.work = 0

  // MARK: Containers
  case .newList, .newDict:
    guard !state.pointee.heap.needsCollection else { return .heapFull }
    o[i.a] = state.pointee.heap.makeContainer(program.pointee.containers[i.wide])
  case .listGetWords:
    guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else { return .indexOutOfRange }
    state.pointee.heap.getWords(of: o[i.b], at: index, count: i.d, to: w + i.a)
  case .listSetWords:
    guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else { return .indexOutOfRange }
    state.pointee.heap.setWords(of: o[i.b], at: index, count: i.d, from: w + i.a)
  case .listSetObject:
    guard let index = state.pointee.heap.element(int(w[i.c]), of: o[i.b]) else { return .indexOutOfRange }
    state.pointee.heap.lists[o[i.b].slot].objects[index] = o[i.a]
  case .listAppendWords:
    if let reason = state.pointee.heap.refusal(toAppendTo: o[i.b], surroundings) { return reason }
    state.pointee.heap.appendWords(to: o[i.b], count: i.d, from: w + i.a)
  case .listAppendObject:
    if let reason = state.pointee.heap.refusal(toAppendTo: o[i.b], surroundings) { return reason }
    state.pointee.heap.appendObject(o[i.a], to: o[i.b])
  case .dictGetConstant:
    let (key, place) = (program.pointee.keyAccesses + i.wide, memory.keyPlace(i.wide))
    guard let value = state.pointee.heap.lookUp(key, in: o[i.b], memory, place) else { return .keyMissing }
    copyRegisters(key.pointee.words, from: value, to: w + i.a)
  case .dictSetConstant:
    let (key, place) = (program.pointee.keyAccesses + i.wide, memory.keyPlace(i.wide))
    guard state.pointee.heap.store(w + i.a, under: key, in: o[i.b], memory, place) != nil else { return .heapFull }
  case .dictGetWords:
    guard state.pointee.heap.copyValue(of: o[i.b], under: o[i.c], count: i.d, to: w + i.a) else { return .keyMissing }
    if state.pointee.heap.work > Heap.workBetweenCharges { return .work }
  case .dictSetWords:
    if state.pointee.heap.setValue(of: o[i.b], under: o[i.c], count: i.d, from: w + i.a) {
      return state.pointee.heap.work > Heap.workBetweenCharges ? .work : nil
    }
    guard !state.pointee.heap.needsCollection else { return .heapFull }
    let limit = surroundings._withUnsafeGuaranteedRef { $0.limits.size }
    guard state.pointee.heap.dicts[o[i.b].slot].count < limit else { return .sizeLimit }
    state.pointee.heap.insert(o[i.c], in: o[i.b], count: i.d, from: w + i.a)
    memory.pointee.forgetKeys()
  case .cellGetKey:
    let (key, place) = (program.pointee.keyAccesses + i.wide, memory.keyPlace(i.wide))
    if let value = place.pointee.words {
      copyRegisters(key.pointee.words, from: value, to: w + i.a)
    } else {
      let dict = memory.pointee.cellObjects[key.pointee.object]
      guard let value = state.pointee.heap.lookUp(key, in: dict, memory, place) else { return .keyMissing }
      copyRegisters(key.pointee.words, from: value, to: w + i.a)
      memory.pointee.hold(value, count: key.pointee.words, in: place)
    }
  case .cellSetKey, .cellKeepKey:
    let (key, place) = (program.pointee.keyAccesses + i.wide, memory.keyPlace(i.wide))
    // An observed store is always looked up, so that the usual one need not ask.
    let isObserved = surroundings._withUnsafeGuaranteedRef { $0.observesMemory }
    if let value = place.pointee.words {
      copyRegisters(key.pointee.words, from: w + i.a, to: value)
    } else {
      let dict = memory.pointee.cellObjects[key.pointee.object]
      guard let value = state.pointee.heap.store(w + i.a, under: key, in: dict, memory, place) else { return .heapFull }
      if !isObserved { memory.pointee.hold(value, count: key.pointee.words, in: place) }
    }
    if opcode == .cellKeepKey { copyRegisters(key.pointee.words, from: w + i.a, to: w + i.b) }
    if isObserved { return .instruction(opcode) }
  default: return .instruction(opcode)
  }
  return nil
}

/// Asks a host that answers at once. What it says stops the machine, unless there is no result to be stored. `words` and
/// `objects` are the function's registers.
@inline(never)
private func askHost(
  _ i: Instruction, words w: UnsafeMutablePointer<UInt64>, objects o: UnsafeMutablePointer<Handle>,
  _ memory: UnsafeMutablePointer<ExecutionMemory>
) -> Stop? {
  let function = memory.pointee.program.pointee.hostFunctions + i.wide
  let call = CallArguments(of: function, words: w + i.a, objects: o + i.b, memory.pointee.state)
  let reply = memory.pointee.host?._withUnsafeGuaranteedRef { $0.reply(call) } ?? .later
  if case .value(.none) = reply, function.pointee.returnsNothing { return nil }
  memory.pointee.state.pointee.reply = reply
  return .reply
}
