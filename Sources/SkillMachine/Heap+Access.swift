import SkillBytecode

/// What the interpreter's container instructions do. Word counts are those of the container's type.
///
/// What takes long anyway is never inlined: the interpreter needs its machine registers for its own.
extension Heap {
  @inline(never)
  mutating func makeContainer(_ type: ContainerEntry) -> Handle {
    switch type.kind {
    case .list: make(ListObject(element: type.value))
    case .dict: make(DictObject(key: type.key, value: type.value))
    case nil: .null
    }
  }

  // MARK: Lists

  /// The position that `index` names, counted from the end where it is negative; nil where there is none.
  @inline(__always)
  func element(_ index: Int64, of list: Handle) -> Int? {
    let count = Int64(lists[list.slot].count)
    let position = index < 0 ? index + count : index
    return position >= 0 && position < count ? Int(position) : nil
  }

  func indexFault(_ index: Int64, of list: Handle) -> Fault {
    .indexOutOfRange(index: Int(index), count: lists[list.slot].count)
  }

  /// False, and nothing is copied, where they are more than a few.
  @inline(__always)
  func copyWords(of list: Handle, at index: Int, count: Int, to words: UnsafeMutablePointer<UInt64>) -> Bool {
    let start = index * count
    precondition(start + count <= lists[list.slot].words.count)
    return lists[list.slot].words.withUnsafeBufferPointer {
      copyFew(count, from: ($0.baseAddress ?? .nowhere) + start, to: words)
    }
  }

  func getWords(of list: Handle, at index: Int, count: Int, to words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.copy(count, from: index * count, to: words)
  }

  @inline(__always)
  mutating func setWords(of list: Handle, at index: Int, count: Int, from words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.overwrite(count, at: index * count, from: words)
  }

  /// Why there is no room for another element now; nil where there is.
  @inline(__always)
  func refusal(toAppendTo list: Handle, _ surroundings: Unmanaged<Surroundings>) -> Stop? {
    if needsCollection { return .heapFull }
    let limit = surroundings._withUnsafeGuaranteedRef { $0.limits.size }
    return lists[list.slot].count < limit ? nil : .sizeLimit
  }

  @inline(never)
  mutating func appendWords(to list: Handle, count: Int, from words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.append(contentsOf: UnsafeBufferPointer(start: words, count: count))
    lists[list.slot].count += 1
    account(8 * count)
  }

  @inline(never)
  mutating func appendObject(_ object: Handle, to list: Handle) {
    lists[list.slot].objects.append(object)
    lists[list.slot].count += 1
    account(4)
  }

  // MARK: Dictionaries with string keys, whose values are words

  /// The address of the value under a constant key; nil where there is none. Good until the dictionary's values are moved,
  /// removed or shared: whoever keeps it does so in the access's `place`, which is told (see `KeyPlace`). The keys of cells
  /// and registers were proved to be of dictionaries with strings for keys, so any module and any saved state may come here.
  @inline(never)
  mutating func lookUp(
    _ key: UnsafePointer<KeyEntry>, in dict: Handle, _ memory: UnsafeMutablePointer<ExecutionMemory>,
    _ place: UnsafeMutablePointer<KeyPlace>
  ) -> UnsafeMutablePointer<UInt64>? {
    let text = memory.pointee.strings[key.pointee.string]
    var entry = place.pointee.entry
    if !dicts[dict.slot].holds(text, at: entry) {
      guard let found = entryOf(text, in: dict) else { return nil }
      // From now on the entry holds this very object, so that the next look finds it by handle.
      dicts[dict.slot].keyObjects[found] = text
      place.pointee.entry = found
      entry = found
    }
    return dicts[dict.slot].valueAddress(at: entry, count: key.pointee.words)
  }

  /// Stores a value under a constant key; nil where that takes more room than there is before a collection. Returns the
  /// value's address, as `lookUp` does.
  @inline(never)
  mutating func store(
    _ words: UnsafeMutablePointer<UInt64>, under key: UnsafePointer<KeyEntry>, in dict: Handle,
    _ memory: UnsafeMutablePointer<ExecutionMemory>, _ place: UnsafeMutablePointer<KeyPlace>
  ) -> UnsafeMutablePointer<UInt64>? {
    if let value = lookUp(key, in: dict, memory, place) {
      copyRegisters(key.pointee.words, from: words, to: value)
      return value
    }
    guard !needsCollection else { return nil }
    insert(memory.pointee.strings[key.pointee.string], in: dict, count: key.pointee.words, from: words)
    memory.pointee.forgetKeys()
    return lookUp(key, in: dict, memory, place)
  }

  /// The entry of `dict` under a string.
  private mutating func entryOf(_ key: Handle, in dict: Handle) -> Int? {
    let hash = hash(of: key)
    return dicts[dict.slot].find(hash: hash, object: key) ?? findEqual(key, hash: hash, in: dict)
  }

  /// The entry of `dict` under a string that may be another object.
  @inline(never)
  private mutating func findEqual(_ key: Handle, hash: UInt64, in dict: Handle) -> Int? {
    work += text(key).byteCount >> 6
    return dicts[dict.slot].find(hash: hash) { entry in
      text(dicts[dict.slot].keyObjects[entry]) == text(key)
    }
  }

  /// Copies the value under a string; false where there is none.
  @inline(never)
  mutating func copyValue(
    of dict: Handle, under key: Handle, count: Int, to words: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    guard let entry = entryOf(key, in: dict) else { return false }
    dicts[dict.slot].valueWords.copy(count, from: entry * count, to: words)
    return true
  }

  /// Overwrites the value under a string; false where there is none.
  @inline(never)
  mutating func setValue(
    of dict: Handle, under key: Handle, count: Int, from words: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    guard let entry = entryOf(key, in: dict) else { return false }
    dicts[dict.slot].valueWords.overwrite(count, at: entry * count, from: words)
    return true
  }

  /// Adds an entry for a string that is not there yet.
  @inline(never)
  mutating func insert(_ key: Handle, in dict: Handle, count: Int, from words: UnsafeMutablePointer<UInt64>) {
    let value = Slot(words: Array(UnsafeBufferPointer(start: words, count: count))[...])
    account(8 * (count + 4))
    let hash = hash(of: key)
    _ = dicts[dict.slot].insert(hash: hash, key: Slot(objects: [key]), value: value)
  }

  func keyFault(_ key: Handle) -> Fault { .keyMissing(pythonQuoted(text(key).string)) }
}

extension DictObject {
  /// Whether the entry at this position has the key object `key`.
  @inline(__always)
  func holds(_ key: Handle, at entry: Int) -> Bool { entry < keyObjects.count && keyObjects[entry] == key }

  /// Where the value of an entry lies, which is `count` words: good until the dictionary is changed, other than through
  /// such addresses, or copied. Nil where there are not that many.
  mutating func valueAddress(at entry: Int, count: Int) -> UnsafeMutablePointer<UInt64>? {
    guard (entry + 1) * count <= valueWords.count else { return nil }
    return valueWords.withUnsafeMutableBufferPointer { ($0.baseAddress ?? .nowhere) + entry * count }
  }
}

/// Copies a value of `count` words, as if all were read first.
func copyRegisters(_ count: Int, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>) {
  if !copyFew(count, from: source, to: target) { target.update(from: source, count: count) }
}

/// Copies a value, as if all its words were read first, without a call: a number, an optional one, a vector, a rotation, a
/// pose. False, and nothing is copied, for others.
@inline(__always)
func copyFew(_ count: Int, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>) -> Bool {
  if count == 1 {
    target[0] = source[0]
  } else if count == 7 {
    copySeven(2, 0, 4, from: source, to: target)
  } else if count == 2 {
    (target[0], target[1]) = (source[0], source[1])
  } else if count == 3 {
    (target[0], target[1], target[2]) = (source[0], source[1], source[2])
  } else if count == 4 {
    (target[0], target[1], target[2], target[3]) = (source[0], source[1], source[2], source[3])
  } else {
    return false
  }
  return true
}

/// Copies one after the other to lower addresses, or the same.
@inline(__always)
func copyDown<T: BitwiseCopyable>(_ count: Int32, from source: UnsafePointer<T>, to target: UnsafeMutablePointer<T>) {
  for index in 0..<Int(count) { target[index] = source[index] }
}

/// Copies the words of a pose, as if all were read first: the last alone, the others in pairs that start at 0, 2 and 4,
/// stored in the order given. Always the same pairs, since a pair that is loaded soon after comes from one store. The
/// instructions for poses each have an order of their own, or the compiler would let them share their end, by a jump. Where
/// there is another target it gets the same words, which are not read again: that would wait for what was just stored.
@inline(__always)
func copySeven(
  _ first: Int, _ second: Int, _ third: Int, from source: UnsafePointer<UInt64>,
  to target: UnsafeMutablePointer<UInt64>, and other: UnsafeMutablePointer<UInt64>? = nil
) {
  func pair(_ start: Int) -> SIMD2<UInt64> {
    UnsafeRawPointer(source + start).loadUnaligned(as: SIMD2<UInt64>.self)
  }
  let (a, b, c, last) = (pair(first), pair(second), pair(third), source[6])
  target[6] = last
  UnsafeMutableRawPointer(target + first).storeBytes(of: a, as: SIMD2<UInt64>.self)
  UnsafeMutableRawPointer(target + second).storeBytes(of: b, as: SIMD2<UInt64>.self)
  UnsafeMutableRawPointer(target + third).storeBytes(of: c, as: SIMD2<UInt64>.self)
  guard let other else { return }
  other[6] = last
  UnsafeMutableRawPointer(other + first).storeBytes(of: a, as: SIMD2<UInt64>.self)
  UnsafeMutableRawPointer(other + second).storeBytes(of: b, as: SIMD2<UInt64>.self)
  UnsafeMutableRawPointer(other + third).storeBytes(of: c, as: SIMD2<UInt64>.self)
}

extension [UInt64] {
  /// Copies `count` words from position `start`, which has that many.
  @inline(__always)
  fileprivate func copy(_ count: Int, from start: Int, to words: UnsafeMutablePointer<UInt64>) {
    precondition(start + count <= self.count)
    withUnsafeBufferPointer { copyRegisters(count, from: ($0.baseAddress ?? .nowhere) + start, to: words) }
  }

  /// Overwrites `count` words from position `start`, which has that many.
  @inline(__always)
  fileprivate mutating func overwrite(_ count: Int, at start: Int, from words: UnsafeMutablePointer<UInt64>) {
    precondition(start + count <= self.count)
    withUnsafeMutableBufferPointer { copyRegisters(count, from: words, to: ($0.baseAddress ?? .nowhere) + start) }
  }
}
