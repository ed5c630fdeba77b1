import SkillBytecode

/// What the interpreter's container instructions do. Word counts are those of the container's type.
extension Heap {
  mutating func makeContainer(_ type: ValueType) -> Handle {
    switch type {
    case .list(let element): make(ListObject(element: element.layout))
    case .dict(let key, let value): make(DictObject(key: key.layout, value: value.layout))
    default: .null
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

  @inline(__always)
  func copyWords(of list: Handle, at index: Int, count: Int, to words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.copy(count, from: index * count, to: words)
  }

  @inline(__always)
  mutating func setWords(of list: Handle, at index: Int, count: Int, from words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.overwrite(count, at: index * count, from: words)
  }

  mutating func appendWords(to list: Handle, count: Int, from words: UnsafeMutablePointer<UInt64>) {
    lists[list.slot].words.append(contentsOf: UnsafeBufferPointer(start: words, count: count))
    lists[list.slot].count += 1
    account(8 * count)
  }

  mutating func appendObject(_ object: Handle, to list: Handle) {
    lists[list.slot].objects.append(object)
    lists[list.slot].count += 1
    account(4)
  }

  // MARK: Dictionaries with constant string keys

  /// Copies the value under `key`; false where there is none. `hint` says where the key was last, and is corrected.
  @inline(__always)
  mutating func copyValue(
    of dict: Handle, key: Handle, hint: UnsafeMutablePointer<Int32>, count: Int, to words: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    var entry = Int(hint.pointee)
    if !dicts[dict.slot].holds(key, at: entry) {
      guard let found = locate(key, in: dict) else { return false }
      entry = found
      hint.pointee = Int32(truncatingIfNeeded: found)
    }
    dicts[dict.slot].valueWords.copy(count, from: entry * count, to: words)
    return true
  }

  @inline(__always)
  mutating func setValue(
    of dict: Handle, key: Handle, hint: UnsafeMutablePointer<Int32>, count: Int,
    from words: UnsafeMutablePointer<UInt64>
  ) {
    var entry = Int(hint.pointee)
    if !dicts[dict.slot].holds(key, at: entry) {
      guard let found = locate(key, in: dict) else {
        hint.pointee = Int32(truncatingIfNeeded: insert(key, in: dict, count: count, from: words))
        return
      }
      entry = found
      hint.pointee = Int32(truncatingIfNeeded: found)
    }
    dicts[dict.slot].valueWords.overwrite(count, at: entry * count, from: words)
  }

  /// The entry of a string key. From now on the entry holds this very object, so that the next look finds it by handle.
  @inline(never)
  private mutating func locate(_ key: Handle, in dict: Handle) -> Int? {
    let text = text(key)
    let object = dicts[dict.slot]
    guard let entry = object.find(hash: text.stableHash, where: { self.text(object.keyObjects[$0]) == text }) else {
      return nil
    }
    dicts[dict.slot].keyObjects[entry] = key
    return entry
  }

  @inline(never)
  private mutating func insert(
    _ key: Handle, in dict: Handle, count: Int, from words: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let value = Slot(words: Array(UnsafeBufferPointer(start: words, count: count))[...])
    account(8 * (count + 4))
    return dicts[dict.slot].insert(hash: text(key).stableHash, key: Slot(objects: [key]), value: value)
  }

  func keyFault(_ key: Handle) -> Fault { .keyMissing(pythonQuoted(text(key).string)) }
}

extension DictObject {
  /// Whether the entry at this position has the key object `key`.
  @inline(__always)
  func holds(_ key: Handle, at entry: Int) -> Bool { entry < keyObjects.count && keyObjects[entry] == key }
}

extension [UInt64] {
  /// Copies `count` words from position `start`, which has that many.
  @inline(__always)
  fileprivate func copy(_ count: Int, from start: Int, to words: UnsafeMutablePointer<UInt64>) {
    precondition(start + count <= self.count)
    withUnsafeBufferPointer { source in
      for offset in 0..<count { words[offset] = source[start &+ offset] }
    }
  }

  /// Overwrites `count` words from position `start`, which has that many.
  @inline(__always)
  fileprivate mutating func overwrite(_ count: Int, at start: Int, from words: UnsafeMutablePointer<UInt64>) {
    precondition(start + count <= self.count)
    withUnsafeMutableBufferPointer { target in
      for offset in 0..<count { target[start &+ offset] = words[offset] }
    }
  }
}
