/// A 64-bit digest of values fed one after another, equal in every process: FNV-1a over their bytes, lowest byte first.
public struct Fingerprint: Hashable, Sendable {
  /// The digest of what was added so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ bits: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      value = (value ^ ((bits >> shift) & 0xFF)) &* Self.prime
    }
  }

  /// Adds the bit pattern, so that −0 differs from 0.
  public mutating func add(_ number: Double) { add(number.bitPattern) }

  /// Adds the UTF-8 bytes and their count.
  public mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* Self.prime }
    add(UInt64(text.utf8.count))
  }

  private static let prime: UInt64 = 0x0000_0100_0000_01B3
}
