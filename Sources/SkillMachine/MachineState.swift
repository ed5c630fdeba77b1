import SkillBytecode

/// Everything that a running program consists of: copying it is a snapshot.
struct MachineState: Hashable, Sendable {
  /// The two register stacks. A function's registers start at its base; what lies above the innermost function's
  /// registers means nothing.
  var words: [UInt64]
  var objects: [Handle]
  /// One per call in force, the outermost first; the array is longer than `cursor.frameCount`.
  var frames: [Frame]
  var cursor: Cursor
  var cells: Cells
  var heap: Heap
  /// The module's string constants.
  var strings: [Handle] = []
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
  var status = Status.running

  enum Status: Hashable, Sendable {
    case running
    /// The host owes an answer to this call.
    case waiting(HostCall)
    case ended(HostRequest)
  }
}

extension MachineState {
  private static let firstRegisters = 256
  private static let firstFrames = 16
  /// Bytes of registers that a program may have under any limit.
  private static let leastStack = 1 << 20

  /// Before the first instruction of `program`.
  init(program: Program, limits: MachineLimits) {
    let registers = program.module.functions[0].registers
    words = [UInt64](repeating: 0, count: registers.words + Self.firstRegisters)
    objects = [Handle](repeating: .null, count: registers.objects + Self.firstRegisters)
    let main = Frame(function: 0, returnPosition: 0, words: 0, objects: 0)
    frames = [Frame](repeating: main, count: max(1, min(Self.firstFrames, limits.depth)))
    cursor = Cursor(
      position: program.module.functions[0].code.lowerBound, wordBase: 0, objectBase: 0, frameCount: 1,
      steps: limits.steps)
    let layout = program.cellLayout
    // One more than there are, so that the arrays always have an address.
    cells = Cells(
      words: [UInt64](repeating: 0, count: layout.words + 1),
      objects: [Handle](repeating: .null, count: layout.objects + 1),
      isSet: [Bool](repeating: false, count: program.module.cells.count + 1))
    var heap = Heap(limit: limits.heapBytes)
    strings = program.module.strings.map { heap.make($0) }
    self.heap = heap
  }

  /// The value at these absolute register positions.
  func slot(at position: Layout, _ layout: Layout) -> Slot {
    Slot(
      words: words[position.words..<(position.words + layout.words)],
      objects: objects[position.objects..<(position.objects + layout.objects)])
  }

  /// The index of the deadline that passes first; of several, the outermost.
  var tightestDeadline: Int? { deadlines.indices.min { deadlines[$0].time < deadlines[$1].time } }

  /// How many deadlines were set by callers of the function at `depth`.
  func deadlines(below depth: Int) -> Int { deadlines.prefix { $0.depth < depth }.count }

  var pendingFailure: RuntimeFailure? {
    for case .fault(let failure) in pending.reversed().map(\.cause) { return failure }
    return nil
  }

  /// Makes room for another call; a fault when that would nest too deep.
  mutating func growStacks(depthLimit: Int) -> Fault? {
    guard cursor.frameCount < depthLimit else { return .depthLimit(depthLimit) }
    // Registers are memory of the program as its values are.
    guard 2 * (8 * words.count + 4 * objects.count) <= max(heap.limit, Self.leastStack) else {
      return .heapLimit(heap.limit)
    }
    if cursor.frameCount == frames.count {
      let more = min(frames.count, depthLimit - frames.count)
      frames += [Frame](repeating: frames[0], count: more)
    }
    words += [UInt64](repeating: 0, count: words.count)
    objects += [Handle](repeating: .null, count: objects.count)
    return nil
  }
}

/// A call in force.
struct Frame: Hashable, Sendable {
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

/// Variables outside all functions.
struct Cells: Hashable, Sendable {
  var words: [UInt64]
  var objects: [Handle]
  var isSet: [Bool]
}

/// A `within` block in force.
struct Deadline: Hashable, Sendable {
  /// Simulated seconds.
  var time: Double
  /// How many calls were in force where it was set.
  var depth: Int
}
