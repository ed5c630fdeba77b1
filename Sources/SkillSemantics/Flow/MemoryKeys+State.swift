extension MemoryKeys {
  /// What is known of all keys at one point, relative to the entry of the function: sets of keys, a bit for each, side by
  /// side in one array.
  struct State: Equatable {
    private var words: [UInt64]
    private let width: Int

    /// Nothing has been stored or removed since the entry.
    init(_ table: MemoryKeyTable) {
      width = table.wordCount
      words = Array(repeating: 0, count: 4 * width + (table.cellCount + 63) / 64)
    }

    // In this order: keys stored since the entry on every path, on some path, removed since the entry (and not stored
    // again) on some path, removed on every path; then a bit for each cell of which nothing is known.

    func isCertain(_ key: Int) -> Bool { has(key, in: 0) }
    func isPossible(_ key: Int) -> Bool { has(key, in: 1) }

    func isOpen(_ cell: CellID) -> Bool {
      words[4 * width + Int(cell.rawValue) / 64] >> UInt64(cell.rawValue % 64) & 1 == 1
    }

    private func has(_ key: Int, in section: Int) -> Bool {
      words[section * width + key / 64] >> UInt64(key % 64) & 1 == 1
    }

    private mutating func set(_ key: Int, in section: Int, _ value: Bool) {
      let bit: UInt64 = 1 << UInt64(key % 64)
      if value {
        words[section * width + key / 64] |= bit
      } else {
        words[section * width + key / 64] &= ~bit
      }
    }

    // MARK: Changes

    mutating func store(_ key: Int, isCertain: Bool) {
      set(key, in: 1, true)
      guard isCertain else { return }
      set(key, in: 0, true)
      set(key, in: 2, false)
    }

    /// A key that was read is there, or was reported: this stores nothing.
    mutating func assume(_ key: Int) {
      set(key, in: 0, true)
      set(key, in: 2, false)
    }

    mutating func remove(_ key: Int, isCertain: Bool) {
      set(key, in: 0, false)
      set(key, in: 2, true)
      guard isCertain else { return }
      set(key, in: 1, false)
      set(key, in: 3, true)
    }

    mutating func remove(all keys: [UInt64], isCertain: Bool) {
      for (index, word) in keys.enumerated() {
        words[index] &= ~word
        words[2 * width + index] |= word
        guard isCertain else { continue }
        words[width + index] &= ~word
        words[3 * width + index] |= word
      }
    }

    mutating func open(_ cell: CellID) {
      words[4 * width + Int(cell.rawValue) / 64] |= 1 << UInt64(cell.rawValue % 64)
    }

    mutating func close(_ cell: CellID) {
      words[4 * width + Int(cell.rawValue) / 64] &= ~(1 << UInt64(cell.rawValue % 64))
    }

    mutating func openAll() {
      for index in (4 * width)..<words.count { words[index] = ~0 }
    }

    var opened: State {
      var copy = self
      copy.openAll()
      return copy
    }

    // MARK: Paths

    /// Where two paths meet; whether that changed anything.
    mutating func join(_ other: State) -> Bool {
      var changed = false
      for index in words.indices {
        let isMust = index < width || index >= 3 * width && index < 4 * width
        let joined = isMust ? words[index] & other.words[index] : words[index] | other.words[index]
        if joined != words[index] {
          words[index] = joined
          changed = true
        }
      }
      return changed
    }

    /// What is there after `next`, a state relative to this one.
    mutating func apply(_ next: State) {
      for index in 0..<width {
        words[index] = words[index] & ~next.words[2 * width + index] | next.words[index]
        words[width + index] = words[width + index] & ~next.words[3 * width + index] | next.words[width + index]
        words[2 * width + index] = words[2 * width + index] & ~next.words[index] | next.words[2 * width + index]
        words[3 * width + index] |= next.words[3 * width + index]
      }
      for index in (4 * width)..<words.count { words[index] |= next.words[index] }
    }

    func applying(_ next: State) -> State {
      var copy = self
      copy.apply(next)
      return copy
    }

    /// Adds what may have been done by the time of `other`; nothing of it is certain.
    mutating func accumulate(_ other: State) {
      for index in 0..<width {
        words[width + index] |= other.words[width + index]
        words[2 * width + index] |= other.words[2 * width + index]
      }
      for index in (4 * width)..<words.count { words[index] |= other.words[index] }
    }
  }
}
