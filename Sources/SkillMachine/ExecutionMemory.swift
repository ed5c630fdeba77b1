import SkillBytecode

/// Addresses that the interpreter works through while it runs.
///
/// Invariants, which make the unchecked accesses of `interpret` sound:
/// - The module was verified: operands name registers below their function's counts, entries inside their tables, and
///   instructions inside their function; registers hold what each instruction takes them for.
/// - A function is entered only when all its registers fit below `wordsEnd` and `objectsEnd`, and a frame below
///   `framesEnd`.
/// - `keyPlaces` has one entry per key access of the module, the cell arrays have the layout of its cells and
///   hold values of their types.
struct ExecutionMemory {
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
  let keyPlaces: UnsafeMutablePointer<KeyPlace>
  /// Counts what may move or remove values of dictionaries: key places found before that are no longer good.
  private(set) var epoch: UInt64 = 0

  @inline(__always)
  mutating func forgetKeys() { epoch &+= 1 }
}

/// Where a key access found its value last. Speeds up, never decides: what is not good any more is looked up again.
///
/// Invariant: while `epoch` or `poseEpoch` is the memory's, `words` is the address of the value, of `count` words, under
/// the key in the dictionary that the access is to, and nothing else shares the dictionary's values. It is filled
/// through mutable access to them, which makes them unique; whatever could move, remove or share them afterwards, or put
/// another dictionary in the place of this one, begins another epoch: entering the interpreter, a native call, a new key
/// in any dictionary, a store of objects into a cell. Accesses to dictionaries in registers look their value up each
/// time, and leave no epoch.
struct KeyPlace: BitwiseCopyable {
  /// The memory's epochs begin at 1.
  private(set) var epoch: UInt64 = 0
  /// The same where the value has the seven words of a pose, what programs keep most: one comparison says both.
  private(set) var poseEpoch: UInt64 = 0
  var words = UnsafeMutablePointer<UInt64>.nowhere
  var count: Int32 = 0
  /// The entry, which outlives the address.
  var entry: Int32 = 0

  /// Says that `words` is good while the memory's epoch is this.
  @inline(__always)
  mutating func hold(in epoch: UInt64) {
    self.epoch = epoch
    poseEpoch = count == 7 ? epoch : 0
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
enum Stop {
  case host, print, touch, finish
  case raise, rethrow, trap
  case pushDeadline, popDeadline
  // Faults
  case integerOverflow, divisionByZero, zeroStep, indexOutOfRange, keyMissing, sizeLimit
  /// A cell was read that was never set.
  case notSet
  /// Nothing is where the code takes an object to be.
  case noObject
  /// One that says more.
  case fault
  /// A statement begins.
  case pause
  /// Objects took work that is to be counted as steps.
  case work
  /// A call does not fit the stacks; it is to run again.
  case stackFull
  /// The heap wants collecting; the instruction that would have allocated is to run again.
  case heapFull
  case outOfSteps
}
