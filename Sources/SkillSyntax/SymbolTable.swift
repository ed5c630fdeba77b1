/// The identifiers of one or more source files, each numbered once.
///
/// A table is a value. Parse a second file with a copy of the first one's table, and the names both share have equal
/// symbols. Keywords and soft keywords hold the first numbers in every table.
public struct SymbolTable: Sendable {
  /// The texts of all symbols, one behind the other; `ends[i]` is where symbol `i` stops.
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Open addressing, a power of two long, at most half full: symbol number + 1, or 0.
  private var slots: [UInt32]

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
    var table = SymbolTable(slots: [UInt32](repeating: 0, count: 512))
    for word in keywords + softKeywords { table.intern(word) }
    return table
  }()

  private init(slots: [UInt32]) { self.slots = slots }

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
      let entry = slots[find(text, hash: Self.hash(text))]
      return entry == 0 ? nil : Symbol(rawValue: entry - 1)
    }
  }

  /// The text of a symbol of this table; empty for `Symbol.none` or a symbol of another table.
  public func name(of symbol: Symbol) -> String {
    guard symbol.rawValue < UInt32(ends.count) else { return "" }
    return String(decoding: bytes[range(of: symbol.rawValue)], as: UTF8.self)
  }

  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Symbol { intern(text, hash: Self.hash(text)) }

  /// `hash` must be `hash(text)`: the lexer computes it on the way.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Symbol {
    let slot = find(text, hash: hash)
    if slots[slot] != 0 { return Symbol(rawValue: slots[slot] - 1) }
    let number = UInt32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    slots[slot] = number + 1
    if ends.count * 2 > slots.count { grow() }
    return Symbol(rawValue: number)
  }

  /// FNV-1a, one step.
  @inline(__always)
  static func hash(_ byte: UInt8, into hash: UInt32) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  static let hashSeed: UInt32 = 2_166_136_261

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    text.reduce(hashSeed) { hash($1, into: $0) }
  }

  private func range(of number: UInt32) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[Int(number) - 1]))..<Int(ends[Int(number)])
  }

  /// The slot that holds `text`, or the empty one where it belongs.
  private func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash ^ (hash >> 15)) & mask
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash, isText(text, of: number) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isText(_ text: UnsafeBufferPointer<UInt8>, of number: UInt32) -> Bool {
    let known = range(of: number)
    guard known.count == text.count else { return false }
    var index = known.lowerBound
    for byte in text {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash ^ (hash >> 15)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number) + 1
    }
  }
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
