import SkillBytecode

/// Everything that a running program consists of: copying it is a snapshot.
struct MachineState: Hashable, Sendable {
  var workspace: Workspace
  var cursor: Cursor
  var heap: Heap
  var deadlines: [Deadline] = []
  /// Simulated seconds, as the host last said.
  var time = 0.0
  /// What goes on once the `finally` blocks that run for it are through, the outermost first.
  var pending: [Pending] = []
  /// Where the failure that was raised last came from.
  var failureTrace: [SourceLocation] = []
  /// Bytes printed so far.
  var printedBytes = 0
  /// Steps beyond the limit were granted so that `finally` blocks can run.
  var hasGraceSteps = false
  /// The host owes an answer to the call that the last instruction makes.
  var isWaiting = false
  /// How the program ended.
  var ending: HostRequest?
  /// Hands what the host said to a call from the interpreter to who stores it; `later` between.
  var reply = HostReply.later
  /// Hands a fault from the interpreter to who unwinds for it; nil between.
  var fault: Fault?
}

extension MachineState {
  private static let firstRegisters = 256
  private static let firstFrames = 16
  /// Bytes of registers that a program may have under any limit.
  private static let leastStack = 1 << 20

  /// Before the first instruction of `program`.
  init(program: Program, limits: MachineLimits) {
    let registers = program.module.functions[0].registers
    let main = Frame(function: 0, returnPosition: 0, words: 0, objects: 0)
    var heap = Heap(limit: limits.heapBytes)
    let contents = WorkspaceContents(
      words: [UInt64](repeating: 0, count: registers.words + Self.firstRegisters),
      objects: [Handle](repeating: .null, count: registers.objects + Self.firstRegisters),
      frames: [Frame](repeating: main, count: max(1, min(Self.firstFrames, limits.depth))),
      cellWords: [UInt64](repeating: 0, count: program.cellLayout.words),
      cellObjects: program.module.cells.flatMap { heap.blankObjects(of: $0.type) },
      cellIsSet: [Bool](repeating: false, count: program.module.cells.count),
      strings: program.module.strings.map { heap.make($0) })
    workspace = Workspace(contents, keyAccesses: program.module.keyAccesses.count)
    self.heap = heap
    cursor = Cursor(
      position: program.module.functions[0].code.lowerBound, wordBase: 0, objectBase: 0, frameCount: 1,
      steps: limits.steps)
  }

  /// The index of the deadline that passes first; of several, the outermost.
  var tightestDeadline: Int? { deadlines.indices.min { deadlines[$0].time < deadlines[$1].time } }

  var tightestDeadlineTime: Double? { tightestDeadline.map { deadlines[$0].time } }

  /// How many deadlines were set by callers of the function at `depth`.
  func deadlines(below depth: Int) -> Int { deadlines.prefix { $0.depth < depth }.count }

  var pendingFailure: RuntimeFailure? {
    for case .fault(let failure) in pending.reversed().map(\.cause) { return failure }
    return nil
  }

  /// Whether neither an answer is owed nor the program at its end.
  @inline(__always)
  var canRun: Bool {
    if case nil = ending { !isWaiting } else { false }
  }

  /// The call that the last instruction makes, if its `within` blocks expire then.
  @inline(__always)
  func hostCall(_ tables: UnsafePointer<CodeTables>, deadline: Double?) -> HostCall {
    let instruction = tables.pointee.code[cursor.position &- 1]
    return HostCall(
      function: instruction.wide, words: cursor.wordBase &+ instruction.a, objects: cursor.objectBase &+ instruction.b,
      deadline: deadline)
  }

  /// The call that the last instruction makes.
  func hostCall(_ tables: UnsafePointer<CodeTables>) -> HostCall {
    hostCall(tables, deadline: tightestDeadlineTime)
  }

  /// Whether `answer` to the last instruction, a call that the host was asked for, has no result to be stored.
  @inline(__always)
  func takes(_ answer: HostAnswer, _ tables: UnsafePointer<CodeTables>) -> Bool {
    guard isWaiting, case .value(.none) = answer else { return false }
    return tables.pointee.hostFunctions[tables.pointee.code[cursor.position &- 1].wide].returnsNothing
  }

  /// Makes room for another call; a fault when that would nest too deep.
  mutating func growStacks(depthLimit: Int) -> Fault? {
    guard cursor.frameCount < depthLimit else { return .depthLimit(depthLimit) }
    // Registers are memory of the program as its values are.
    guard 2 * workspace.registerBytes <= max(heap.limit, Self.leastStack) else { return .heapLimit(heap.limit) }
    let frames = workspace.frameCapacity
    workspace.grow(frames: cursor.frameCount == frames ? min(2 * frames, depthLimit) : frames)
    return nil
  }
}

/// A call in force.
struct Frame: Hashable, Sendable, BitwiseCopyable {
  /// Index of the function in the module.
  var function: Int32
  /// Where its caller goes on: index of an instruction.
  var returnPosition: Int32
  /// How far its registers lie above its caller's.
  var words: Int32
  var objects: Int32
}

/// Where execution stands.
struct Cursor: Hashable, Sendable {
  /// Index of the next instruction.
  var position: Int
  var wordBase: Int
  var objectBase: Int
  var frameCount: Int
  /// Steps left before the limit.
  var steps: Int
}

extension Heap {
  /// The objects of a value of `type` whose words are all zero: empty ones.
  mutating func blankObjects(of type: ValueType) -> [Handle] {
    switch type {
    case .string: return [make(Text.empty)]
    case .failure: return (0..<3).map { _ in make(Text.empty) }
    case .list, .dict: return [makeContainer(ContainerEntry(type))]
    case .tuple(let elements): return elements.flatMap { blankObjects(of: $0) }
    case .optional(let wrapped): return [Handle](repeating: .null, count: wrapped.layout.objects)
    default: return []
    }
  }
}

/// A `within` block in force.
struct Deadline: Hashable, Sendable {
  /// Simulated seconds.
  var time: Double
  /// How many calls were in force where it was set.
  var depth: Int
}
