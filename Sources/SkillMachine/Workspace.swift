import SkillBytecode

/// What a machine works in: registers, calls in force, variables outside functions, at addresses that the interpreter
/// keeps. A value: copies share storage until one of them is written or about to run.
struct Workspace: Sendable {
  private var storage: WorkspaceStorage

  init(_ contents: WorkspaceContents, keyAccesses: Int) {
    storage = WorkspaceStorage(contents, keyAccesses: keyAccesses)
  }

  /// All that it holds.
  var contents: WorkspaceContents { storage.contents }

  /// The addresses to run with, for the one that has the workspace in a `StateBox`. Good until it is written otherwise.
  @inline(__always)
  var memory: UnsafeMutablePointer<ExecutionMemory> { storage.memory }

  /// Shares storage with no copy from here on.
  private mutating func separate() {
    if !isKnownUniquelyReferenced(&storage) { copyStorage() }
  }

  /// Takes other storage for what it holds.
  mutating func copyStorage() { storage = WorkspaceStorage(copying: storage) }

  /// About how many bytes of memory it takes.
  var byteCount: Int { registerBytes + read { 8 * $0.cellWords.count + 4 * $0.cellObjects.count } }

  /// How many bytes the registers take.
  var registerBytes: Int { read { 8 * $0.words.count + 4 * $0.objects.count } }

  // MARK: Reading

  /// The value at these absolute register positions.
  func slot(at position: Layout, _ layout: Layout) -> Slot {
    read { storage in
      Slot(
        words: Array(storage.words[position.words..<(position.words + layout.words)])[...],
        objects: Array(storage.objects[position.objects..<(position.objects + layout.objects)])[...])
    }
  }

  /// The value of a cell that lies there.
  func slot(ofCell entry: CellEntry) -> Slot {
    read { storage in
      Slot(
        words: Array(storage.cellWords[entry.word..<(entry.word + entry.words)])[...],
        objects: Array(storage.cellObjects[entry.object..<(entry.object + entry.objects)])[...])
    }
  }

  func word(at position: Int) -> UInt64 { read { $0.words[position] } }

  func object(at position: Int) -> Handle { read { $0.objects[position] } }

  /// The call in force at `depth`, counted from 1.
  func frame(at depth: Int) -> Frame { read { $0.frames[depth - 1] } }

  var frameCapacity: Int { storage.frames.count }

  func isCellSet(_ index: Int) -> Bool { read { $0.cellIsSet[index] } }

  /// The string constant at `index`.
  func string(_ index: Int) -> Handle { read { $0.strings[index] } }

  /// What keeps objects alive: registers below `top`, cells, string constants.
  func roots(below top: Int) -> [ArraySlice<Handle>] {
    read { [Array($0.objects[..<top])[...], Array($0.cellObjects)[...], Array($0.strings)[...]] }
  }

  private func read<T>(_ body: (WorkspaceStorage) -> T) -> T { withExtendedLifetime(storage) { body(storage) } }

  // MARK: Writing

  mutating func set(_ slot: Slot, at position: Layout) {
    for (offset, word) in slot.words.enumerated() { setWord(word, at: position.words + offset) }
    for (offset, object) in slot.objects.enumerated() { setObject(object, at: position.objects + offset) }
  }

  mutating func setWord(_ word: UInt64, at position: Int) {
    separate()
    storage.words[position] = word
  }

  mutating func setObject(_ object: Handle, at position: Int) {
    separate()
    storage.objects[position] = object
  }

  /// Twice the registers, and room for `frames` calls.
  mutating func grow(frames: Int) {
    var contents = contents
    contents.words += [UInt64](repeating: 0, count: contents.words.count)
    contents.objects += [Handle](repeating: .null, count: contents.objects.count)
    contents.frames += [Frame](repeating: contents.frames[0], count: frames - contents.frames.count)
    storage = WorkspaceStorage(contents, keyAccesses: storage.keyAccesses)
  }
}

extension Workspace: Hashable {
  static func == (a: Workspace, b: Workspace) -> Bool { a.storage === b.storage || a.contents == b.contents }

  func hash(into hasher: inout Hasher) { hasher.combine(contents) }
}

/// What a workspace holds, as arrays.
struct WorkspaceContents: Hashable, Sendable {
  /// The two register stacks. A function's registers start at its base; what lies above the innermost function's
  /// registers means nothing.
  var words: [UInt64]
  var objects: [Handle]
  /// One per call in force, the outermost first; the array is longer than `Cursor.frameCount`.
  var frames: [Frame]
  /// Variables outside all functions. Each holds a value of its type, also before the program's first store, so that code
  /// which reads one is sound whether or not `cellIsSet` was looked at.
  var cellWords: [UInt64]
  var cellObjects: [Handle]
  var cellIsSet: [Bool]
  /// The module's string constants.
  var strings: [Handle]
}

/// The memory of a workspace.
///
/// Invariants: the buffers are allocated in `init`, live as long as the object, and are written only by whoever holds
/// the one reference to it. What other threads read of shared storage therefore does not change.
private final class WorkspaceStorage: @unchecked Sendable {
  let memory: UnsafeMutablePointer<ExecutionMemory>
  let words: UnsafeMutableBufferPointer<UInt64>
  let objects: UnsafeMutableBufferPointer<Handle>
  let frames: UnsafeMutableBufferPointer<Frame>
  let cellWords: UnsafeMutableBufferPointer<UInt64>
  let cellObjects: UnsafeMutableBufferPointer<Handle>
  let cellIsSet: UnsafeMutableBufferPointer<Bool>
  let strings: UnsafeMutableBufferPointer<Handle>
  let keyAccesses: Int

  init(_ contents: WorkspaceContents, keyAccesses: Int) {
    words = allocated(contents.words)
    objects = allocated(contents.objects)
    frames = allocated(contents.frames)
    cellWords = allocated(contents.cellWords)
    cellObjects = allocated(contents.cellObjects)
    cellIsSet = allocated(contents.cellIsSet)
    strings = allocated(contents.strings)
    self.keyAccesses = keyAccesses
    memory = .allocate(keyPlaces: keyAccesses)
    memory.initialize(
      to: ExecutionMemory(
        words: start(words), wordsEnd: start(words) + words.count, objects: start(objects),
        objectsEnd: start(objects) + objects.count, frames: start(frames), framesEnd: start(frames) + frames.count,
        cellWords: start(cellWords), cellObjects: start(cellObjects), cellIsSet: start(cellIsSet),
        strings: start(strings)))
  }

  convenience init(copying other: WorkspaceStorage) {
    self.init(other.contents, keyAccesses: other.keyAccesses)
  }

  deinit {
    words.deallocate()
    objects.deallocate()
    frames.deallocate()
    cellWords.deallocate()
    cellObjects.deallocate()
    cellIsSet.deallocate()
    strings.deallocate()
    memory.deallocate()
  }

  var contents: WorkspaceContents {
    withExtendedLifetime(self) {
      WorkspaceContents(
        words: Array(words), objects: Array(objects), frames: Array(frames), cellWords: Array(cellWords),
        cellObjects: Array(cellObjects), cellIsSet: Array(cellIsSet), strings: Array(strings))
    }
  }
}

/// The elements at an address of their own. Only for types without references, which need no deinitialising.
private func allocated<T: BitwiseCopyable>(_ elements: [T]) -> UnsafeMutableBufferPointer<T> {
  let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: elements.count)
  _ = buffer.initialize(from: elements)
  return buffer
}

/// The address of a buffer; of one without elements, nowhere.
private func start<T: BitwiseCopyable>(_ buffer: UnsafeMutableBufferPointer<T>) -> UnsafeMutablePointer<T> {
  buffer.baseAddress ?? .nowhere
}
