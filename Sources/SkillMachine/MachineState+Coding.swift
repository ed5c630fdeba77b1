import ByteCoding
import SkillBytecode

/// A machine's state as bytes: what the stacks hold, not how much room they have; and of the calls in force where each
/// returns to, from which the rest follows.
extension ByteWriter {
  mutating func write(_ state: MachineState, of program: Program) {
    let contents = state.workspace.contents
    write(state.cursor.position)
    write(state.cursor.steps)
    write(contents.frames[1..<state.cursor.frameCount]) { $0.write(Int($1.returnPosition)) }
    // Words are not cleared when a call begins: what lies above the stack's top stays, so that states go on being equal.
    writeWords(contents.words[...(contents.words.lastIndex { $0 != 0 } ?? -1)])
    writeHandles(
      contents.objects[..<program.objectExtent(of: contents.frames[..<state.cursor.frameCount])])
    writeWords(contents.cellWords)
    writeHandles(contents.cellObjects)
    write(contents.cellIsSet) { $0.write($1) }
    write(state.heap)
    writeHandles(contents.strings)
    write(state.deadlines) { writer, deadline in
      writer.write(deadline.time)
      writer.write(deadline.depth)
    }
    write(state.time)
    write(state.pending) { $0.write($1) }
    write(state.failureTrace) { $0.write($1) }
    write(state.hasGraceSteps)
    write(state.printedBytes)
    writeStanding(of: state)
  }

  private mutating func write(_ pending: Pending) {
    write(pending.depth)
    write(pending.word)
    switch pending.cause {
    case .failure: write(UInt8(0))
    case .fault(let failure):
      write(UInt8(1))
      write(failure)
    case .expiry(let deadline):
      write(UInt8(2))
      write(deadline)
    }
    write(pending.trace) { $0.write($1) }
  }

  /// Whether the program runs, waits for its host or has ended.
  private mutating func writeStanding(of state: MachineState) {
    switch state.ending {
    case nil: write(UInt8(state.isWaiting ? 1 : 0))
    case .finished(let isDone):
      write(UInt8(2))
      write(isDone)
    case .failed(let failure):
      write(UInt8(3))
      write(failure)
    // Requests that do not end a program.
    case .call, .print, .memoryStored, .statement: write(UInt8(4))
    }
  }
}

extension Program {
  /// Where the registers of calls in force end on the object stack.
  func objectExtent(of frames: ArraySlice<Frame>) -> Int {
    var (base, extent) = (0, 0)
    for frame in frames {
      base += Int(frame.objects)
      extent = max(extent, base + module.functions[Int(frame.function)].registers.objects)
    }
    return extent
  }
}

extension ByteReader {
  /// A state of `program` as it was saved. Every index, count and object was checked, so that the machine may go on with
  /// it as with a state that it reached itself.
  mutating func state(of program: Program, limits: MachineLimits) throws(ByteError) -> MachineState {
    var state = MachineState(program: program, limits: limits)
    state.cursor.position = try int(in: 0...program.module.code.count, "where the program stands")
    state.cursor.steps = try int()
    let returns = try array(ofSize: 8) { reader throws(ByteError) in try reader.int() }
    var contents = state.workspace.contents
    try state.enter(returns, of: program, limits: limits, &contents)
    try state.fill(&contents, words: try words(), objects: try handles(), of: program)
    let cells = (words: contents.cellWords.count, objects: contents.cellObjects.count, count: contents.cellIsSet.count)
    contents.cellWords = try words()
    contents.cellObjects = try handles()
    contents.cellIsSet = try array { reader throws(ByteError) in try reader.bool() }
    guard contents.cellWords.count == cells.words, contents.cellObjects.count == cells.objects,
      contents.cellIsSet.count == cells.count
    else { throw .invalid("the memory cells") }
    state.heap = try heap(limit: limits.heapBytes)
    contents.strings = try handles()
    state.workspace = Workspace(contents, keyAccesses: program.module.keyAccesses.count)
    state.deadlines = try array(ofSize: 16) { reader throws(ByteError) in
      Deadline(time: try reader.double(), depth: try reader.int())
    }
    state.time = try double()
    state.pending = try array(ofSize: 17) { reader throws(ByteError) in try reader.pending() }
    state.failureTrace = try locations()
    state.hasGraceSteps = try bool()
    state.printedBytes = try int(in: 0...limits.output, "how much was printed")
    try readStanding(of: &state, in: program)
    try state.verify(program, limits: limits)
    return state
  }

  private mutating func pending() throws(ByteError) -> Pending {
    let depth = try int()
    let word = try int()
    let cause: Pending.Cause
    switch try byte() {
    case 0: cause = .failure
    case 1: cause = .fault(try failure())
    case 2: cause = .expiry(deadline: try int())
    default: throw .invalid("what waits for a `finally` block")
    }
    return Pending(depth: depth, word: word, cause: cause, trace: try locations())
  }

  private mutating func readStanding(of state: inout MachineState, in program: Program) throws(ByteError) {
    switch try byte() {
    case 0: return
    case 1:
      guard state.standsAfterHostCall(in: program) else { throw .invalid("a call of the host") }
      state.isWaiting = true
    case 2: state.ending = .finished(isDone: try bool())
    case 3: state.ending = .failed(try failure())
    default: throw .invalid("how the program stands")
    }
  }
}
