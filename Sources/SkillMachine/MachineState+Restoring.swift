import ByteCoding
import SkillBytecode

/// What a state must hold that was not reached by running: the invariants of `ExecutionMemory`, proved one by one.
extension MachineState {
  /// Lays out the calls in force: each is the one that the instruction before its return position makes.
  mutating func enter(
    _ returns: [Int], of program: Program, limits: MachineLimits, _ contents: inout WorkspaceContents
  ) throws(ByteError) {
    guard returns.count < limits.depth else { throw .invalid("the depth of calls") }
    let module = program.module
    while contents.frames.count <= returns.count {
      let count = contents.frames.count
      contents.frames += [Frame](repeating: contents.frames[0], count: min(count, limits.depth - count))
    }
    var function = module.functions[0]
    for (depth, position) in returns.enumerated() {
      guard let call = module.instruction(before: position, in: function), call.opcode == .call,
        function.code.contains(position)
      else { throw .invalid("where a call returns to") }
      contents.frames[depth + 1] = Frame(
        function: Int32(call.wide), returnPosition: Int32(position), words: Int32(call.a), objects: Int32(call.b))
      cursor.wordBase += call.a
      cursor.objectBase += call.b
      function = module.functions[call.wide]
    }
    cursor.frameCount = returns.count + 1
    // One that has ended may stand behind the last instruction.
    guard function.code.contains(cursor.position) || module.instruction(before: cursor.position, in: function) != nil
    else { throw .invalid("where the program stands") }
  }

  /// Fills the stacks, which have room for the innermost call as they would in a machine that got here by itself.
  func fill(
    _ contents: inout WorkspaceContents, words: [UInt64], objects: [Handle], of program: Program
  ) throws(ByteError) {
    let frames = contents.frames[..<cursor.frameCount]
    let registers = program.module.functions[Int(frames[cursor.frameCount - 1].function)].registers
    guard objects.count == program.objectExtent(of: frames) else { throw .invalid("the number of registers") }
    var room = (words: contents.words.count, objects: contents.objects.count)
    while room.words < max(words.count, cursor.wordBase + registers.words) { room.words *= 2 }
    while room.objects < objects.count { room.objects *= 2 }
    contents.words = words + [UInt64](repeating: 0, count: room.words - words.count)
    contents.objects = objects + [Handle](repeating: .null, count: room.objects - objects.count)
  }

  /// Whether the instruction just executed asks the host for something.
  func standsAfterHostCall(in program: Program) -> Bool {
    let function = program.module.functions[Int(workspace.frame(at: cursor.frameCount).function)]
    return program.module.instruction(before: cursor.position, in: function)?.opcode == .host
  }

  /// Proves what was not proved while the state was read: that counts are within limits, and objects what the program
  /// takes them for.
  func verify(_ program: Program, limits: MachineLimits) throws(ByteError) {
    let module = program.module
    let contents = workspace.contents
    guard cursor.steps <= (hasGraceSteps ? MachineLimits.graceSteps : limits.steps) else {
      throw .invalid("the number of steps")
    }
    var depth = 1
    for deadline in deadlines {
      guard (depth...cursor.frameCount).contains(deadline.depth) else { throw .invalid("a deadline") }
      depth = deadline.depth
    }
    guard heap.hasSlots(contents.objects), heap.hasSlots(contents.cellObjects), heap.hasSlots(contents.strings),
      contents.strings.count == module.strings.count,
      zip(contents.strings, module.strings).allSatisfy({ heap.text($0) == Text($1) })
    else { throw .invalid("an object that is not there") }
    var check = HeapCheck(heap)
    for (index, cell) in module.cells.enumerated() {
      let entry = program.tables.pointee.cells[index]
      let handles = contents.cellObjects[entry.object..<entry.object + entry.objects]
      guard check.accepts(handles, as: cell.type) else { throw .invalid("the contents of \(cell.name)") }
    }
    if ending != nil { return }
    let innermost = module.functions[Int(workspace.frame(at: cursor.frameCount).function)]
    guard innermost.code.contains(cursor.position) else { throw .invalid("where the program stands") }
    try verifyRegisters(contents, module, &check)
  }

  /// Each call's registers hold what was proved of its function's code.
  private func verifyRegisters(
    _ stacks: WorkspaceContents, _ module: Module, _ check: inout HeapCheck
  ) throws(ByteError) {
    let positions = (1...cursor.frameCount).map { standing(at: $0) }
    let proved: [Int: [ObjectContent]]
    do throws(VerificationError) { proved = try module.objects(before: Set(positions)) } catch {
      throw .invalid("the module")
    }
    var base = 0
    for (depth, position) in positions.enumerated() {
      base += Int(stacks.frames[depth].objects)
      guard let contents = proved[position] else { throw .invalid("where the program stands") }
      // The callee may use the registers from its arguments on.
      let own = depth + 1 < positions.count ? module.code[position].b : contents.count
      for offset in 0..<own where !check.accepts(stacks.objects[base + offset], as: contents[offset]) {
        throw .invalid("a register")
      }
    }
  }

  /// The instruction before which the registers of the call at `depth` are as they are: the one to go on with, or the call
  /// that is in force, whose result is not there yet.
  private func standing(at depth: Int) -> Int {
    if depth < cursor.frameCount { return Int(workspace.frame(at: depth + 1).returnPosition) - 1 }
    return isWaiting ? cursor.position - 1 : cursor.position
  }
}

extension Module {
  /// The instruction of `function` that stands before `position`; nil where there is none.
  fileprivate func instruction(before position: Int, in function: Function) -> Instruction? {
    position > 0 && function.code.contains(position - 1) ? code[position - 1] : nil
  }
}
