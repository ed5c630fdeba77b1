/// Numbers that a loop has in registers: few, so a sorted array.
struct LoopLiterals {
  private var entries: [(word: UInt64, register: Int)] = []

  var isEmpty: Bool { entries.isEmpty }

  /// The register of a number, by its bits.
  subscript(_ word: UInt64) -> Int? {
    let place = place(of: word)
    return place < entries.count && entries[place].word == word ? entries[place].register : nil
  }

  mutating func add(_ word: UInt64, in register: Int) { entries.insert((word, register), at: place(of: word)) }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Where a number stands or belongs.
  private func place(of word: UInt64) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].word < word { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
