/// Puts values one after the other into bytes: integers little-endian, floating-point numbers as their bits, compact counts
/// before what they count. `ByteReader` reads them back in the same order.
public struct ByteWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write(_ value: UInt8) { bytes.append(value) }
  public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  public mutating func write(_ value: UInt32) { append(value) }
  public mutating func write(_ value: UInt64) { append(value) }

  /// Eight bytes.
  public mutating func write(_ value: Int) { append(UInt64(bitPattern: Int64(value))) }

  /// A number that is not negative, seven bits to a byte, the lowest first; the high bit says that more follow.
  public mutating func write(compact number: Int) {
    var rest = UInt64(truncatingIfNeeded: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number of either sign as a compact one: twice it, or for a negative one twice what is above it, plus one.
  public mutating func write(compactSigned number: Int) { write(compact: number << 1 ^ number >> 63) }

  /// The bits, so that −0 and each NaN stay what they are.
  public mutating func write(_ value: Double) { append(value.bitPattern) }

  public mutating func write(_ text: String) {
    write(compact: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  public mutating func write(_ data: [UInt8]) {
    write(compact: data.count)
    bytes.append(contentsOf: data)
  }

  /// A count, then each element by `body`.
  public mutating func write<Elements: Collection>(
    _ elements: Elements, _ body: (inout ByteWriter, Elements.Element) -> Void
  ) {
    write(compact: elements.count)
    for element in elements { body(&self, element) }
  }

  /// Whether there is a value, then the value.
  public mutating func write<Value>(optional value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
