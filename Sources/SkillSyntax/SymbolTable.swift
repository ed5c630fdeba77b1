/// The identifiers of one or more source files, each numbered once.
///
/// A table is a value. Parse a second file with a copy of the first one's table, and the names both share have equal
/// symbols. Keywords and soft keywords hold the first numbers in every table.
public struct SymbolTable: Sendable {
  /// The texts of all symbols, one behind the other; `ends[i]` is where symbol `i` stops.
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Open addressing, a power of two long, at most half full.
  private var slots: [Slot]

  /// A symbol, and enough of its text to know most names by it.
  private struct Slot {
    var head: UInt64
    var tail: UInt64
    var length: UInt32
    /// Symbol number + 1; 0 of an empty slot.
    var entry: UInt32

    static let empty = Slot(head: 0, tail: 0, length: 0, entry: 0)
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

  public var count: Int { ends.count }

  /// The symbol for `name`, made if need be. Cost: O(length).
  @discardableResult
  public mutating func intern(_ name: String) -> Symbol {
    var name = name
    return name.withUTF8 { intern($0) }
  }

  /// The symbol for `name` if it occurs in the files the table was grown from.
  public func symbol(for name: String) -> Symbol? {
    var name = name
    return name.withUTF8 { text in
      let entry = slots[find(text, NameKey(text))].entry
      return entry == 0 ? nil : Symbol(rawValue: entry - 1)
    }
  }

  /// The text of a symbol of this table; empty for `Symbol.none` or a symbol of another table.
  public func name(of symbol: Symbol) -> String {
    guard symbol.rawValue < UInt32(ends.count) else { return "" }
    return String(decoding: bytes[range(of: symbol.rawValue)], as: UTF8.self)
  }

  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Symbol { intern(text, NameKey(text)) }

  /// `key` must be that of `text`: the lexer makes it on the way.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>, _ key: NameKey) -> Symbol {
    let slot = find(text, key)
    let entry = slots[slot].entry
    return entry != 0 ? Symbol(rawValue: entry - 1) : add(text, key, in: slot)
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ key: NameKey, in slot: Int) -> Symbol {
    let number = UInt32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    hashes.append(key.hash)
    slots[slot] = Slot(head: key.head, tail: key.tail, length: key.length, entry: number + 1)
    if ends.count * 2 > slots.count { grow() }
    return Symbol(rawValue: number)
  }

  private func range(of number: UInt32) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[Int(number) - 1]))..<Int(ends[Int(number)])
  }

  /// The slot that holds `text`, or the empty one where it belongs.
  private func find(_ text: UnsafeBufferPointer<UInt8>, _ key: NameKey) -> Int {
    let mask = slots.count - 1
    var number = Int(key.hash) & mask
    while true {
      let slot = slots[number]
      if slot.entry == 0 { return number }
      if slot.head == key.head, slot.tail == key.tail, slot.length == key.length,
        key.isWhole || isMiddle(of: text, as: slot.entry - 1)
      {
        return number
      }
      number = (number + 1) & mask
    }
  }

  /// Whether a text is that of a symbol of equal length, but for the first and the last eight bytes.
  private func isMiddle(of text: UnsafeBufferPointer<UInt8>, as number: UInt32) -> Bool {
    let start = range(of: number).lowerBound
    for offset in 8..<text.count - 8 where bytes[start + offset] != text[offset] { return false }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.entry != 0 {
      var number = Int(hashes[Int(slot.entry) - 1]) & mask
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

  init(_ text: UnsafeBufferPointer<UInt8>) { self.init(text, 0..<text.count) }

  /// The key of the name at `range`, which lies within `bytes`.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    head = Self.word(bytes, at: range.lowerBound, end: range.upperBound)
    tail = range.count <= 8 ? 0 : Self.word(bytes, at: range.upperBound - 8, end: range.upperBound)
    length = UInt32(range.count)
    let mixed = (head ^ tail &* 0xC2B2_AE3D_27D4_EB4F ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    hash = UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// Up to eight bytes from `start` on, those from `end` on as zero.
  @inline(__always)
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> UInt64 {
    guard start + 8 <= bytes.count else {
      return (start..<end).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    let word = UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self))
    return end - start >= 8 ? word : word & (1 &<< UInt64((end - start) * 8) &- 1)
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
