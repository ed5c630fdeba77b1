/// Finds the entries of a table by their contents: an open hash table of indices. The entries themselves stay in the
/// table, so that nothing is copied to look one up.
public struct IndexTable: Sendable {
  private struct Slot {
    /// Negative where the slot is free.
    var index: Int32
    var hash: UInt32
  }

  private static let free = Slot(index: -1, hash: 0)
  /// A power of two, of which at most half are taken.
  private var slots = [Slot](repeating: free, count: 64)
  private var count = 0

  public init() {}

  /// A search for the entry with a hash.
  public struct Search {
    fileprivate let hash: UInt32
    fileprivate var position: Int
  }

  public func search(_ hash: ContentHash) -> Search { Search(hash: hash.value, position: Int(hash.value)) }

  /// The next of the indices that were inserted with the hash, for the caller to compare; nil if there is no other.
  public func next(_ search: inout Search) -> Int? {
    while true {
      let slot = slots[search.position & (slots.count - 1)]
      search.position += 1
      if slot.index < 0 { return nil }
      if slot.hash == search.hash { return Int(slot.index) }
    }
  }

  public mutating func insert(_ index: Int, _ hash: ContentHash) {
    if count * 2 == slots.count {
      let old = slots
      slots = Array(repeating: Self.free, count: old.count * 2)
      for slot in old where slot.index >= 0 { place(slot) }
    }
    place(Slot(index: Int32(truncatingIfNeeded: index), hash: hash.value))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    var position = Int(slot.hash) & (slots.count - 1)
    while slots[position].index >= 0 { position = (position + 1) & (slots.count - 1) }
    slots[position] = slot
  }
}

/// A hash of an entry's contents, fed piece by piece. The same in every run.
@frozen public struct ContentHash: Sendable {
  @usableFromInline var state: UInt64 = 0xcbf2_9ce4_8422_2325

  @inlinable public init() {}

  @inlinable public mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
    state ^= state >> 32
  }

  mutating func add(_ text: Swift.Span<UInt8>) {
    let bytes = text.bytes
    var offset = 0
    while offset &+ 8 <= bytes.byteCount {
      add(bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var word = UInt64(bytes.byteCount)
    while offset < bytes.byteCount {
      word = word << 8 | UInt64(text[offset])
      offset &+= 1
    }
    add(word)
  }

  /// Simple types that take the same registers get the same hash.
  mutating func add(_ type: ValueType) {
    switch type {
    case .list(let element):
      add(16)
      add(element)
    case .dict(let key, let value):
      add(17)
      add(key)
      add(value)
    case .tuple(let elements):
      add(18)
      for element in elements { add(element) }
    case .optional(let wrapped):
      add(19)
      add(wrapped)
    default: add(UInt64(type.layout.words))
    }
  }

  var value: UInt32 { UInt32(truncatingIfNeeded: state) }
}
