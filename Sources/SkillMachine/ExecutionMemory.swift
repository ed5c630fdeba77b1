import SkillBytecode

/// Answers calls of the host while the program runs. An object, so that who calls the closure need not keep it alive.
final class ImmediateHost {
  let reply: (borrowing CallArguments) -> HostReply

  init(_ reply: @escaping (borrowing CallArguments) -> HostReply) { self.reply = reply }
}

/// Addresses that the interpreter works through while it runs.
///
/// Invariants, which make the unchecked accesses of `interpret` sound:
/// - The module was verified: operands name registers below their function's counts, entries inside their tables, and
///   instructions inside their function; registers hold what each instruction takes them for.
/// - A function is entered only when all its registers fit below `wordsEnd` and `objectsEnd`, and a frame below
///   `framesEnd`.
/// - `keyPlaces` has one entry per key access of the module, the cell arrays have the layout of its cells and
///   hold values of their types.
/// - While it runs, `state`, `surroundings` and `host` are those of the machine that entered, and so are the program and its
///   tables: a state is run by one machine and its copies, which share the program; others run copies of the state.
struct ExecutionMemory {
  private(set) var program: UnsafePointer<CodeTables> = .nowhere
  /// Tables of the program.
  private(set) var code: UnsafePointer<Instruction> = .nowhere
  private(set) var functions: UnsafePointer<FunctionEntry> = .nowhere
  private(set) var constants: UnsafePointer<UInt64> = .nowhere
  private(set) var cells: UnsafePointer<CellEntry> = .nowhere
  private(set) var state: UnsafeMutablePointer<MachineState> = .nowhere
  /// Answers calls at once, where there is one.
  private(set) var host: Unmanaged<ImmediateHost>?
  /// Steps that a slow instruction took over and above one, to be counted.
  var cost = 0
  /// What the host was asked for last.
  var call = HostCall(function: 0, words: 0, objects: 0)
  private(set) var surroundings: Unmanaged<Surroundings> = .passUnretained(.none)
  let words: UnsafeMutablePointer<UInt64>
  let wordsEnd: UnsafeMutablePointer<UInt64>
  let objects: UnsafeMutablePointer<Handle>
  let objectsEnd: UnsafeMutablePointer<Handle>
  let frames: UnsafeMutablePointer<Frame>
  let framesEnd: UnsafeMutablePointer<Frame>
  let cellWords: UnsafeMutablePointer<UInt64>
  let cellObjects: UnsafeMutablePointer<Handle>
  let cellIsSet: UnsafeMutablePointer<Bool>
  let strings: UnsafePointer<Handle>
  /// The key places that hold an address, each naming the next.
  private(set) var held: UnsafeMutablePointer<KeyPlace>?

  /// Makes ready to run a machine from its state.
  @inline(__always)
  mutating func enter(
    _ program: UnsafePointer<CodeTables>, _ state: UnsafeMutablePointer<MachineState>, _ surroundings: Surroundings,
    _ host: ImmediateHost?
  ) {
    if self.program != program { take(program) }
    self.state = state
    self.host = host.map { Unmanaged.passUnretained($0) }
    self.surroundings = Unmanaged.passUnretained(surroundings)
    forgetKeys()
  }

  @inline(never)
  private mutating func take(_ program: UnsafePointer<CodeTables>) {
    self.program = program
    code = program.pointee.code
    functions = program.pointee.functions
    constants = program.pointee.constants
    cells = program.pointee.cells
  }

  /// Takes back all addresses of values, before values of dictionaries may be moved or removed.
  @inline(__always)
  mutating func forgetKeys() { if held != nil { releaseKeys() } }

  @inline(never)
  private mutating func releaseKeys() {
    while let place = held {
      held = place.pointee.release()
    }
  }

  /// Lets `place`, which holds nothing, hold the address of its value until keys are forgotten.
  @inline(__always)
  mutating func hold(_ words: UnsafeMutablePointer<UInt64>, count: Int, in place: UnsafeMutablePointer<KeyPlace>) {
    place.pointee.hold(words, count: count, before: held)
    held = place
  }
}

extension UnsafeMutablePointer<ExecutionMemory> {
  /// Memory for a machine, and after it a key place for each access.
  static func allocate(keyPlaces count: Int) -> Self {
    let size = MemoryLayout<ExecutionMemory>.stride + count * MemoryLayout<KeyPlace>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<ExecutionMemory>.alignment)
    let places = memory + MemoryLayout<ExecutionMemory>.stride
    places.initializeMemory(as: KeyPlace.self, repeating: KeyPlace(), count: count)
    return memory.bindMemory(to: ExecutionMemory.self, capacity: 1)
  }

  /// The place of the key access at `index`.
  @inline(__always)
  func keyPlace(_ index: Int) -> UnsafeMutablePointer<KeyPlace> {
    UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: KeyPlace.self) + index
  }
}

/// Where a key access found its value last. Speeds up, never decides: what is not good any more is looked up again.
///
/// Invariant: what it holds is the address of the value under the key in the dictionary that the access is to, and
/// nothing else shares the dictionary's values. It is found through mutable access to them, which makes them unique;
/// whatever could move, remove or share them afterwards, or put another dictionary in the place of this one, has all
/// places let go: entering the interpreter, a native call, a new key in any dictionary, a store of objects into a cell.
/// Accesses to dictionaries in registers look their value up each time, and hold nothing.
struct KeyPlace: BitwiseCopyable {
  /// Nil where none is known.
  private(set) var words: UnsafeMutablePointer<UInt64>?
  /// The same where the value has the seven words of a pose, what programs keep most: one test says both.
  private(set) var pose: UnsafeMutablePointer<UInt64>?
  private var next: UnsafeMutablePointer<KeyPlace>?
  /// The entry where the value was last, which outlives the address.
  var entry = 0

  fileprivate mutating func hold(
    _ words: UnsafeMutablePointer<UInt64>, count: Int, before next: UnsafeMutablePointer<KeyPlace>?
  ) {
    self.words = words
    pose = count == 7 ? words : nil
    self.next = next
  }

  /// Returns the place that was to hold before it.
  fileprivate mutating func release() -> UnsafeMutablePointer<KeyPlace>? {
    (words, pose) = (nil, nil)
    return next
  }
}

extension UnsafeMutablePointer {
  /// An address that nothing is read from.
  static var nowhere: Self { Self(bitPattern: MemoryLayout<Pointee>.alignment).unsafelyUnwrapped }
}

extension UnsafePointer {
  static var nowhere: Self { Self(UnsafeMutablePointer.nowhere) }
}

/// Why the interpreter stopped. The cursor stands after the instruction that stopped it, whose operands say the rest.
enum Stop: Equatable {
  /// The host is to be called.
  case host
  /// The host was called, and what it said is in the state's `reply`.
  case reply
  /// The instruction is another for the machine.
  case instruction(Opcode)
  // Faults
  case integerOverflow, divisionByZero, zeroStep, indexOutOfRange, keyMissing, sizeLimit
  /// A cell was read that was never set.
  case notSet
  /// Nothing is where the code takes an object to be.
  case noObject
  /// One that says more.
  case fault
  /// Objects took work that is to be counted as steps.
  case work
  /// A call does not fit the stacks; it is to run again.
  case stackFull
  /// The heap wants collecting; the instruction that would have allocated is to run again.
  case heapFull
  case outOfSteps
}
