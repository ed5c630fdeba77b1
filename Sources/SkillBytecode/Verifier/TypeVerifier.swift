/// Proves the types of a module's registers: executes the code of each function on types instead of values, every
/// instruction on whatever can hold where control comes to it. The operands were proved to be in bounds before.
///
/// One pass over the code. Where paths meet, what holds on all of them is kept; a loop is gone through again while coming
/// back to its head makes less hold there. What a handler finds is what holds at every moment of the code that it covers.
struct TypeVerifier: ~Copyable {
  let code: [Instruction]
  let constants: [UInt64]
  let functions: [Function]
  let map: CodeMap
  let types: ModuleTypes
  let rows = TypeRules.table.rows
  let flows = TypeRules.table.flows
  let starts = TypeRules.table.starts
  let rules = TypeRules.table.rules

  var history: RegisterHistory
  /// How many deadlines are open.
  var deadlines = 0
  /// Of the instruction: the table entry that it names, and the elements of the container that it reads.
  var entry = ModuleTypes.Entry.unnamed
  var element = RegisterRun.empty
  /// Whether the instruction is certain to fault, so that control does not go on.
  var isDeadEnd = false
  /// By loop of `map`.
  private var heads: [Head]
  /// The loops in the order in which they were begun.
  private var begun: [(head: Int, moment: Int)] = []
  /// What is not granted at the heads of the function's loops.
  private var weakenings: [Weakening] = []
  /// By boundary of `map`.
  private var passes: [Pass]
  /// By watched instruction: what the object registers hold before it.
  private(set) var watched: [Int: [RegisterType]] = [:]
  /// The function's handlers, those with the same target next to each other.
  private var handlers: ArraySlice<Handler> = []
  /// How many instructions were gone through so far.
  private var visited = 0
  /// What all functions together may take: far more than code takes that a compiler writes, so that no other code keeps
  /// the verifier busy for long.
  private let budget: Int

  /// The target of jumps back.
  private struct Head: BitwiseCopyable {
    /// What coming back was found not to grant, in the course of all visits: the last of `weakenings`; negative if there
    /// is none.
    var lastWeakening = -1
    /// Nil where the code from here on has not been gone through on what holds now.
    var entry: Entry?

    struct Entry: BitwiseCopyable {
      let moment: Int
      let sources: Int
      let deadlines: Int
    }
  }

  /// A register that holds less at a head than what ran on to there left.
  private struct Weakening: BitwiseCopyable {
    let register: Int
    let type: RegisterType
    /// The one before it of the same head; negative if there is none.
    let next: Int
  }

  /// When control passed the beginning or the end of a covered region last.
  private struct Pass: BitwiseCopyable {
    var moment: Int32 = 0
    var visited = 0
  }

  /// `types` are those of the module.
  init(_ module: Module, _ types: ModuleTypes, _ map: CodeMap) {
    (code, constants, functions) = (module.code, module.constants, module.functions)
    self.types = types
    self.map = map
    var registers = 0
    for function in functions { registers = max(registers, function.registers.words + function.registers.objects) }
    history = RegisterHistory(codeCount: code.count, registers: registers)
    weakenings.reserveCapacity(32)
    begun.reserveCapacity(16)
    heads = Array(repeating: Head(), count: map.loops.count)
    passes = Array(repeating: Pass(), count: map.boundaries.count)
    budget = 1_000_000 + 300 * code.count
  }

  /// Proves function `index`, whose handlers these are.
  mutating func verify(_ index: Int, _ handlers: ArraySlice<Handler>) throws(VerificationError) {
    let function = functions[index]
    self.handlers = handlers
    enter(index)
    var position = function.code.lowerBound
    var isReachable = true
    while position < function.code.upperBound {
      if map.marks[position] != 0 { isReachable = try arrive(at: position, isReachable, function) }
      guard isReachable else {
        position += 1
        continue
      }
      visited &+= 1
      let instruction = code[position]
      let row = rows[Int(truncatingIfNeeded: instruction.rawValue & 0xff)]
      let isProved =
        switch row.shape {
        case .write: history.set(instruction.a &+ (row.isObject ? history.words : 0), row.type)
        case .copy: copyOne(row, instruction)
        case .words: proveWords(row, instruction)
        case .entry: proveEntry(row, instruction)
        case .general: false
        }
      if !isProved { try applyRules(instruction, at: position, in: index) }
      if row.isPlain {
        position += 1
      } else {
        let flow = flows[Int(truncatingIfNeeded: instruction.rawValue & 0xff)]
        if flow.special != .none { try apply(flow.special, instruction, at: position, in: index) }
        (position, isReachable) = try leave(flow, instruction, at: position, function)
      }
    }
  }

  /// What holds when the function is called.
  private mutating func enter(_ index: Int) {
    let function = functions[index]
    history.begin(function.registers)
    begun.removeAll(keepingCapacity: true)
    weakenings.removeAll(keepingCapacity: true)
    deadlines = 0
    write(types.entry(.call, index).reads, word: 0, object: 0)
  }

  // MARK: Control

  /// Joins the paths that come to a marked instruction. Returns whether any does.
  private mutating func arrive(
    at position: Int, _ runsOn: Bool, _ function: Function
  ) throws(VerificationError) -> Bool {
    let mark = map.marks[position]
    var isReachable = runsOn
    if position > history.horizon {
      history.forgetPast()
      begun.removeAll(keepingCapacity: true)
    }
    if mark & CodeMap.target != 0, history.hasSource(of: position) {
      guard let count = history.deadlines(at: position, and: runsOn ? deadlines : nil) else {
        throw error(function, position, "paths meet here that have set different deadlines")
      }
      deadlines = count
      history.meet(at: position, runsOn: runsOn)
      isReachable = true
    }
    if mark & CodeMap.boundary != 0 {
      let index = map.boundary(at: position)
      passes[index] = Pass(moment: Int32(truncatingIfNeeded: history.now), visited: visited)
      history.keepPast(until: map.boundaries[index].end)
    }
    if mark & CodeMap.handler != 0 {
      isReachable = try enterHandler(at: position, function)
      // A region that begins here does so with what the handler finds.
      if mark & CodeMap.boundary != 0 {
        passes[map.boundary(at: position)].moment = Int32(truncatingIfNeeded: history.now)
      }
    }
    if mark & CodeMap.head != 0 {
      let head = map.loop(at: position)
      history.keepPast(until: map.loops[head].end)
      if isReachable { begin(head) } else { heads[head].entry = nil }
    }
    if mark & CodeMap.watch != 0, isReachable { watched[position] = history.objects }
    return isReachable
  }

  /// Where control goes on after an instruction, and whether it comes there.
  private mutating func leave(
    _ row: FlowRules, _ instruction: Instruction, at position: Int, _ function: Function
  ) throws(VerificationError) -> (Int, Bool) {
    // What is gone through from one of these instructions to the next is no more than there is code.
    guard visited &+ history.work < budget else { throw error(function, position, "it is too intricate") }
    switch row.flow {
    case .next:
      defer { isDeadEnd = false }
      return (position + 1, !isDeadEnd)
    case .end: return (position + 1, false)
    case .jump, .branch, .loop, .loopBranch: break
    }
    let target = position + 1 + instruction.signedWide
    let runsOn = row.flow == .branch || row.flow == .loopBranch
    var kept: (register: Int, type: RegisterType)?
    if row.writesOnJump {
      let register = row.onJump.value(in: instruction)
      kept = (register, history[register])
      history.set(register, .int)
    }
    if target > position {
      history.addSource(of: target, deadlines: deadlines)
      history.keepPast(until: target)
    } else if try goesBack(to: target, from: position, function) {
      return (target, true)
    }
    if let kept { history.set(kept.register, kept.type) }
    return (position + 1, runsOn)
  }

  // MARK: Loops

  /// Takes what holds now for what holds whenever control comes to the head of a loop.
  private mutating func begin(_ head: Int) {
    var next = heads[head].lastWeakening
    while next >= 0 {
      let weakening = weakenings[next]
      history.set(weakening.register, history.join(weakening.register, history[weakening.register], weakening.type))
      next = weakening.next
    }
    heads[head].entry = Head.Entry(moment: history.now, sources: history.sourceCount, deadlines: deadlines)
    begun.append((head, history.now))
  }

  /// Whether the code from the head of a loop on has to be gone through on what holds now.
  private mutating func goesBack(
    to position: Int, from end: Int, _ function: Function
  ) throws(VerificationError) -> Bool {
    let head = map.loop(at: position)
    guard let entry = heads[head].entry else {
      begin(head)
      return true
    }
    guard entry.deadlines == deadlines else {
      throw error(function, end, "the loop does not come back to as many deadlines")
    }
    guard history.goBack(to: entry.moment, sources: entry.sources) else { return false }
    while let last = begun.last, last.moment >= entry.moment {
      heads[last.head].entry = nil
      begun.removeLast()
    }
    for (register, type) in history.weakened {
      weakenings.append(Weakening(register: register, type: type, next: heads[head].lastWeakening))
      heads[head].lastWeakening = weakenings.count - 1
    }
    begin(head)
    return true
  }

  // MARK: Handlers

  /// What holds where handlers go to: of every moment of what they cover, and what the machine leaves there. Returns
  /// whether anything that they cover can be reached.
  private mutating func enterHandler(at position: Int, _ function: Function) throws(VerificationError) -> Bool {
    var interval: Range<Int>?
    var last: Handler?
    for handler in handlers where handler.target == position {
      let start = passes[map.boundary(at: handler.code.lowerBound)]
      let end = passes[map.boundary(at: handler.code.upperBound)]
      guard start.visited < end.visited else { continue }
      guard start.moment <= end.moment, end.moment <= history.now else {
        throw error(function, position, "it is too intricate")
      }
      let moments = Int(start.moment)..<Int(end.moment)
      interval =
        interval.map {
          min($0.lowerBound, moments.lowerBound)..<max($0.upperBound, moments.upperBound)
        } ?? moments
      if let last, !last.leavesTheSame(as: handler) {
        throw error(function, position, "handlers that differ meet here")
      }
      last = handler
    }
    guard let interval, let handler = last else { return false }
    history.gather(interval)
    guard visited &+ history.work < budget else { throw error(function, position, "it is too intricate") }
    deadlines = handler.deadlines
    history.set(handler.word, RegisterType.bool.written)
    let caught: RegisterType = handler.kind == .cleanup ? .text.optional : .text
    for offset in 0..<3 { history.set(history.words + handler.object + offset, caught) }
    return true
  }

  func error(_ function: Function, _ instruction: Int, _ reason: String) -> VerificationError {
    VerificationError(function: function.name, instruction: instruction, reason: reason)
  }
}

extension Handler {
  /// Whether control comes to the targets of both in the same state.
  fileprivate func leavesTheSame(as other: Handler) -> Bool {
    kind == other.kind && word == other.word && object == other.object && deadlines == other.deadlines
  }
}
