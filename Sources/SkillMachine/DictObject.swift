import SkillBytecode

/// A dictionary on the heap: entries in the order in which their keys were first stored, and a table of hashes into
/// them (open addressing, linear probing). Hashes are stable across processes, so nothing depends on a seed.
struct DictObject: Hashable, Sendable {
  let key: Layout
  let value: Layout
  /// How many entries there are, removed ones not counted.
  private(set) var count = 0
  /// One per entry; `removed` marks those that are gone.
  private(set) var hashes: [UInt64] = []
  var keyWords: [UInt64] = []
  var keyObjects: [Handle] = []
  var valueWords: [UInt64] = []
  var valueObjects: [Handle] = []
  /// Entry indices plus one; 0 is free. A power of two long.
  private(set) var table: [UInt32] = []

  static let removed: UInt64 = 0

  init(key: Layout, value: Layout) {
    self.key = key
    self.value = value
  }

  /// The parts of a dictionary as it was left. Unless `isSound`, looking up a key may not end.
  init(
    key: Layout, value: Layout, hashes: [UInt64], keyWords: [UInt64], keyObjects: [Handle], valueWords: [UInt64],
    valueObjects: [Handle], table: [UInt32]
  ) {
    self.key = key
    self.value = value
    self.hashes = hashes
    self.keyWords = keyWords
    self.keyObjects = keyObjects
    self.valueWords = valueWords
    self.valueObjects = valueObjects
    self.table = table
    count = hashes.count { $0 != Self.removed }
  }

  /// Whether the parts fit each other: each entry has its registers and is in the table once, an entry that is there
  /// where its hash leads, and so much of the table is free that every search ends.
  var isSound: Bool {
    let entries = hashes.count
    guard keyWords.count == entries * key.words, keyObjects.count == entries * key.objects,
      valueWords.count == entries * value.words, valueObjects.count == entries * value.objects,
      count > 0 || entries == 0, table.isEmpty ? entries == 0 : table.count & (table.count - 1) == 0,
      entries * 3 <= table.count * 2
    else { return false }
    var isLinked = [Bool](repeating: false, count: entries)
    for number in table where number != 0 {
      let entry = Int(number) - 1
      guard entry < entries, !isLinked[entry] else { return false }
      isLinked[entry] = true
    }
    return isLinked.allSatisfy(\.self)
      && self.entries.allSatisfy { entry in find(hash: hashes[entry], where: { $0 == entry }) != nil }
  }

  var byteCount: Int {
    Heap.objectOverhead + 8 * (hashes.count + keyWords.count + valueWords.count)
      + 4 * (keyObjects.count + valueObjects.count + table.count)
  }

  /// The entries, removed ones included: what it takes to go over all.
  var slotCount: Int { hashes.count }

  /// The entries that are there, in order.
  var entries: [Int] { hashes.indices.filter { hashes[$0] != Self.removed } }

  func key(at entry: Int) -> Slot {
    Slot(
      words: keyWords[(entry * key.words)..<((entry + 1) * key.words)],
      objects: keyObjects[(entry * key.objects)..<((entry + 1) * key.objects)])
  }

  func value(at entry: Int) -> Slot {
    Slot(
      words: valueWords[(entry * value.words)..<((entry + 1) * value.words)],
      objects: valueObjects[(entry * value.objects)..<((entry + 1) * value.objects)])
  }

  mutating func setValue(_ slot: Slot, at entry: Int) {
    for (offset, word) in slot.words.enumerated() { valueWords[entry * value.words + offset] = word }
    for (offset, object) in slot.objects.enumerated() { valueObjects[entry * value.objects + offset] = object }
  }

  /// The entry whose key is this very object, with this hash.
  @inline(__always)
  func find(hash: UInt64, object: Handle) -> Int? {
    guard !table.isEmpty else { return nil }
    let hash = Self.usable(hash)
    let mask = table.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while table[index] != 0 {
      let entry = Int(table[index]) - 1
      if hashes[entry] == hash, keyObjects[entry] == object { return entry }
      index = (index + 1) & mask
    }
    return nil
  }

  /// The entry whose key has this hash and satisfies `matches`.
  func find(hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    guard !table.isEmpty else { return nil }
    let hash = Self.usable(hash)
    let mask = table.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while table[index] != 0 {
      let entry = Int(table[index]) - 1
      if hashes[entry] == hash, matches(entry) { return entry }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Adds an entry for a key that is not there yet.
  mutating func insert(hash: UInt64, key: Slot, value: Slot) -> Int {
    if (hashes.count + 1) * 3 > table.count * 2 { rebuild() }
    let entry = hashes.count
    hashes.append(Self.usable(hash))
    keyWords += key.words
    keyObjects += key.objects
    valueWords += value.words
    valueObjects += value.objects
    count += 1
    link(entry)
    return entry
  }

  mutating func remove(_ entry: Int) {
    hashes[entry] = Self.removed
    for offset in 0..<key.objects { keyObjects[entry * key.objects + offset] = .null }
    for offset in 0..<value.objects { valueObjects[entry * value.objects + offset] = .null }
    count -= 1
    if count == 0 { removeAll() }
  }

  mutating func removeAll() { self = DictObject(key: key, value: value) }

  private static func usable(_ hash: UInt64) -> UInt64 { hash == removed ? 1 : hash }

  private mutating func link(_ entry: Int) {
    let mask = table.count - 1
    var index = Int(truncatingIfNeeded: hashes[entry]) & mask
    while table[index] != 0 { index = (index + 1) & mask }
    table[index] = UInt32(entry + 1)
  }

  /// Drops removed entries and makes the table large enough for as many again.
  private mutating func rebuild() {
    let kept = entries
    if kept.count < hashes.count {
      var packed = DictObject(key: key, value: value)
      for entry in kept {
        packed.hashes.append(hashes[entry])
        packed.keyWords += key(at: entry).words
        packed.keyObjects += key(at: entry).objects
        packed.valueWords += value(at: entry).words
        packed.valueObjects += value(at: entry).objects
      }
      packed.count = kept.count
      self = packed
    }
    var size = 8
    while size < (count + 1) * 3 { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
    for entry in hashes.indices { link(entry) }
  }
}
