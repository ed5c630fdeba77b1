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
  /// What goes on once the `finally` blocks that run for it are through.
  var pending: Pending?
  /// Where the failure that was raised last came from.
  var failureTrace: [SourceLocation] = []
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
  /// Bytes that the stacks may take whatever the limit.
  private static let smallestStacks = 1 << 20

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
    var heap = Heap(limit: limits.heapBytes)
    cells = Cells(program, &heap)
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
    if case .fault(let failure) = pending { return failure }
    return nil
  }

  /// Makes room for another call; a fault when that would nest too deep, or take more than values may.
  mutating func growStacks(_ limits: MachineLimits) -> Fault? {
    let depthLimit = limits.depth
    guard cursor.frameCount < depthLimit else { return .depthLimit(depthLimit) }
    let bytes = 2 * (words.count * MemoryLayout<UInt64>.stride + objects.count * MemoryLayout<Handle>.stride)
    guard bytes <= max(limits.heapBytes, Self.smallestStacks) else { return .heapLimit(limits.heapBytes) }
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
///
/// Invariant: each holds a value of its type, also before the program's first store, so that code which reads one is
/// sound whether or not `isSet` was looked at.
struct Cells: Hashable, Sendable {
  var words: [UInt64]
  var objects: [Handle]
  var isSet: [Bool]

  /// None is set. Each array has one element more than there are, so that it always has an address.
  init(_ program: Program, _ heap: inout Heap) {
    words = [UInt64](repeating: 0, count: program.cellLayout.words + 1)
    objects = program.module.cells.flatMap { heap.blankObjects(of: $0.type) } + [.null]
    isSet = [Bool](repeating: false, count: program.module.cells.count + 1)
  }
}

extension Heap {
  /// The objects of a value of `type` whose words are all zero: empty ones.
  mutating func blankObjects(of type: ValueType) -> [Handle] {
    switch type {
    case .string: return [make(Text.empty)]
    case .failure: return (0..<3).map { _ in make(Text.empty) }
    case .list, .dict: return [makeContainer(type)]
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
