/// A 64-bit digest of bytes, equal in every process: FNV-1a, eight bytes at a time, mixed after each. Any damage to one
/// run of eight bytes changes it for certain. It finds accidents; it is no seal against whoever wants to deceive.
public struct ByteDigest: Hashable, Sendable {
  /// The digest of what was added so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public init(_ bytes: some Collection<UInt8>) {
    add(bytes)
  }

  public mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01B3
    value ^= value >> 32
  }

  /// Adds the bytes and their count.
  public mutating func add(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { add(UnsafeRawBufferPointer($0)) }
    if done == nil { Array(bytes).withUnsafeBytes { add($0) } }
  }

  /// Adds the UTF-8 bytes and their count.
  public mutating func add(_ text: String) { add(text.utf8) }

  /// Adds the bytes and their count.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while offset + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 0
    for (index, byte) in bytes[offset...].enumerated() { rest |= UInt64(byte) << UInt64(8 * index) }
    add(rest)
    add(UInt64(bytes.count))
  }
}
