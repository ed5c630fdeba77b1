/// A string of the language: a sequence of Unicode scalars, as in Python.
struct Text: Hashable, Sendable {
  let string: String
  /// How many Unicode scalars it has.
  let count: Int

  init(_ string: String) {
    var string = string
    string.makeContiguousUTF8()
    self.string = string
    let bytes = string.utf8.count
    // Every byte that does not continue a scalar starts one.
    count = string.utf8.reduce(0) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    isASCII = bytes == count
  }

  static let empty = Text("")

  /// The hash, where it was worked out; else 0.
  private(set) var knownHash: UInt64 = 0

  mutating func learnHash() { knownHash = stableHash }

  /// One byte per scalar: positions are offsets.
  let isASCII: Bool

  var byteCount: Int { string.utf8.count }

  /// By scalars: canonically equivalent strings that are written differently differ.
  static func == (a: Text, b: Text) -> Bool { a.string.utf8.elementsEqual(b.string.utf8) }

  /// By scalars, which for UTF-8 is by bytes.
  static func < (a: Text, b: Text) -> Bool { a.string.utf8.lexicographicallyPrecedes(b.string.utf8) }

  func hash(into hasher: inout Hasher) { hasher.combine(stableHash) }

  /// FNV-1a over the bytes: the same in every process.
  var stableHash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in string.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The scalars from `start` up to `end`, both within 0…count.
  func slice(_ start: Int, _ end: Int) -> Substring {
    guard start < end else { return "" }
    if isASCII {
      let utf8 = string.utf8
      return string[utf8.index(utf8.startIndex, offsetBy: start)..<utf8.index(utf8.startIndex, offsetBy: end)]
    }
    let scalars = string.unicodeScalars
    let from = scalars.index(scalars.startIndex, offsetBy: start)
    return string[from..<scalars.index(from, offsetBy: end - start)]
  }
}
