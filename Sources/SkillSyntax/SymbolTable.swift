/// The identifiers of one or more source files, each numbered once.
///
/// A table is a value. Parse a second file with a copy of the first one's table, and the names both share have equal
/// symbols. Keywords and soft keywords hold the first numbers in every table.
public struct SymbolTable: Sendable {
  /// The texts of all symbols, one behind the other.
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing, a power of two long, at most half full.
  private var slots: [Slot]

  /// A symbol, and enough of its text to know most names by it.
  private struct Entry {
    var head: UInt64
    var tail: UInt64
    var length: UInt32
    /// Where its text stops.
    var end: UInt32
  }

  private struct Slot {
    var hash: UInt32
    /// Symbol number + 1; 0 of an empty slot.
    var entry: UInt32

    static let empty = Slot(hash: 0, entry: 0)
  }

  /// Keywords in the order of their `TokenKind` cases from `and` on: symbol `i` is keyword `i`.
  public static let keywords = [
    "and", "as", "assert", "break", "continue", "def", "del", "elif", "else", "except", "False", "finally", "for",
    "from",
    "if", "import", "in", "is", "None", "not", "or", "pass", "raise", "return", "True", "try", "while",
    "class", "lambda", "global", "nonlocal", "with", "yield", "async", "await",
  ]

  /// Words that are keywords only where a statement begins, in the order of the constants of `Symbol`.
  static let softKeywords = ["memory", "retry", "within", "requires", "ensures", "skill", "query", "match"]

  /// A table that holds the keywords only. Cost: copying one built on first use.
  public init() { self = Self.initial }

  private static let initial: SymbolTable = {
    var table = SymbolTable(slots: [Slot](repeating: .empty, count: 512))
    for word in keywords + softKeywords { table.intern(word) }
    return table
  }()

  private init(slots: [Slot]) { self.slots = slots }

  /// A table without keywords, for other texts than names.
  package static let empty = SymbolTable(slots: [Slot](repeating: .empty, count: 64))

  public var count: Int { entries.count }

  /// The symbol for `name`, made if need be. Cost: O(length).
  @discardableResult
  public mutating func intern(_ name: String) -> Symbol {
    var name = name
    return name.withUTF8 { intern($0, 0, $0.count) }
  }

  /// The symbol for `name` if it occurs in the files the table was grown from.
  public func symbol(for name: String) -> Symbol? {
    var name = name
    return name.withUTF8 { text in
      let entry = find(text, 0, NameKey(text, 0, text.count)).entry
      return entry == 0 ? nil : Symbol(rawValue: entry - 1)
    }
  }

  /// The text of a symbol of this table; empty for `Symbol.none` or a symbol of another table.
  public func name(of symbol: Symbol) -> String {
    guard symbol.rawValue < UInt32(entries.count) else { return "" }
    return String(decoding: bytes[range(of: symbol.rawValue)], as: UTF8.self)
  }

  /// The symbol for the token of a literal, as it is written.
  package mutating func intern(literal node: NodeID, of tree: SyntaxTree) -> Symbol {
    let span = tree.span(node)
    return tree.source.bytes.withUnsafeBufferPointer { intern($0, Int(span.start), Int(span.end)) }
  }

  /// The symbol for the name from `start` to `end`, which lie within `bytes`.
  @inline(__always)
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Symbol {
    intern(bytes, start, end, NameKey(bytes, start, end))
  }

  /// The same of a name whose key is known.
  @inline(__always)
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ key: NameKey) -> Symbol {
    let (slot, entry) = find(bytes, start, key)
    if entry != 0 { return Symbol(rawValue: entry &- 1) }
    return add(UnsafeBufferPointer(rebasing: bytes[start..<end]), key, in: slot)
  }

  @inline(never)
  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ key: NameKey, in slot: Int) -> Symbol {
    let number = UInt32(entries.count)
    bytes.append(contentsOf: text)
    entries.append(Entry(head: key.head, tail: key.tail, length: key.length, end: UInt32(bytes.count)))
    slots[slot] = Slot(hash: key.hash, entry: number + 1)
    if entries.count * 2 > slots.count { grow() }
    return Symbol(rawValue: number)
  }

  /// Makes room for the names of a file of so many bytes, so that a table that shares its memory is copied once.
  package mutating func reserve(bytes count: Int) {
    bytes.reserveCapacity(bytes.count + count / 8)
    entries.reserveCapacity(entries.count + count / 64)
  }

  private func range(of number: UInt32) -> Range<Int> {
    let entry = entries[Int(number)]
    return Int(entry.end - entry.length)..<Int(entry.end)
  }

  /// The slot that holds the name at `start`, or the empty one where it belongs; and the number in it.
  @inline(__always)
  private func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: NameKey) -> (slot: Int, entry: UInt32) {
    let mask = slots.count &- 1
    var number = Int(key.hash) & mask
    while true {
      let slot = slots[number]
      if slot.entry == 0 { return (number, 0) }
      if slot.hash == key.hash {
        let entry = entries[Int(slot.entry &- 1)]
        if entry.head == key.head, entry.tail == key.tail, entry.length == key.length,
          key.isWhole || isMiddle(bytes, start, key.length, of: slot.entry - 1)
        {
          return (number, slot.entry)
        }
      }
      number = (number &+ 1) & mask
    }
  }

  /// Whether the name at `start` is that of a symbol of equal length, but for the first and the last eight bytes.
  @inline(never)
  private func isMiddle(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: UInt32, of number: UInt32) -> Bool
  {
    let known = range(of: number).lowerBound
    for offset in 8..<Int(length) - 8 where self.bytes[known + offset] != bytes[start + offset] { return false }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.entry != 0 {
      var number = Int(slot.hash) & mask
      while slots[number].entry != 0 { number = (number + 1) & mask }
      slots[number] = slot
    }
  }
}

/// What a name is looked up by.
struct NameKey {
  /// The first eight bytes, the first of them lowest, and of longer names the last eight.
  let head: UInt64
  let tail: UInt64
  let length: UInt32
  let hash: UInt32

  /// The key of the name from `start` to `end`, which lie within `bytes`.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    let count = end &- start
    head = Self.word(bytes, at: start, count)
    tail = count <= 8 ? 0 : Self.word(bytes, at: end &- 8, 8)
    length = UInt32(truncatingIfNeeded: count)
    hash = Self.hash(head, tail, length)
  }

  /// The key of a name of fewer than eight bytes, which are the first `count` of a word.
  @inline(__always)
  init(_ word: UInt64, count: Int) {
    head = word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: count &* 8))
    tail = 0
    length = UInt32(truncatingIfNeeded: count)
    hash = Self.hash(head, 0, length)
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ length: UInt32) -> UInt32 {
    // The low bits of a product's upper half depend on every bit of the name: digits at its end, too, lead elsewhere.
    let mixed = (head ^ tail &* 0xC2B2_AE3D_27D4_EB4F ^ UInt64(length)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return UInt32(truncatingIfNeeded: mixed.high ^ mixed.low)
  }

  /// The first eight of `count` bytes from `start` on; what lacks is zero.
  @inline(__always)
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ count: Int) -> UInt64 {
    guard start &+ 8 <= bytes.count else { return lastWord(bytes, at: start, count) }
    let word = word(bytes, at: start)
    return count >= 8 ? word : word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: count &* 8))
  }

  /// The same near the end of the bytes.
  @inline(never)
  private static func lastWord(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ count: Int) -> UInt64 {
    (start..<start + count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
  }

  /// The eight bytes from `start` on, which must be there: the first one lowest.
  @inline(__always)
  static func word(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self))
  }

  /// Whether `head` and `tail` are the whole name.
  @inline(__always)
  var isWhole: Bool { length <= 16 }
}

extension Symbol {
  private init(soft index: Int) { self.init(rawValue: UInt32(SymbolTable.keywords.count + index)) }

  static let memory = Symbol(soft: 0)
  static let retry = Symbol(soft: 1)
  static let within = Symbol(soft: 2)
  static let requires = Symbol(soft: 3)
  static let ensures = Symbol(soft: 4)
  static let skill = Symbol(soft: 5)
  static let query = Symbol(soft: 6)
  static let match = Symbol(soft: 7)
}
