import SkillBytecode

/// Addresses that the interpreter works through while it runs.
///
/// Invariants, which make the unchecked accesses of `interpret` sound:
/// - The module was verified: operands name registers below their function's counts, entries inside their tables, and
///   instructions inside their function.
/// - A function is entered only when all its registers fit below `wordsEnd` and `objectsEnd`, and a frame below
///   `framesEnd`.
/// - `keyHints` has one entry per key access of the module, the cell arrays have the layout of its cells.
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
  let keyHints: UnsafeMutablePointer<Int32>
}

/// Why the interpreter stopped. The cursor stands after the instruction that stopped it.
enum Stop {
  /// Registers are absolute indices into the stacks.
  case host(function: Int, words: Int, objects: Int)
  case print(Handle)
  /// A store into memory; the registers are those of the key, where the instruction names some.
  case touch(Instruction, words: Int, objects: Int)
  /// A statement begins.
  case pause
  case finish(isDone: Bool)
  case raise(objects: Int)
  case rethrow(isFault: Bool, objects: Int)
  case fault(Fault)
  case trap(TrapKind, message: Handle)
  case pushDeadline(seconds: Double)
  case popDeadline
  /// A call does not fit the stacks; it is to run again.
  case stackFull
  /// The heap wants collecting; the instruction that would have allocated is to run again.
  case heapFull
  case outOfSteps
}
