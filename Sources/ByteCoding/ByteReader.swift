/// Why bytes are not what they should be.
public enum ByteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// They end within a value.
  case truncated
  /// A value that nothing writes; the payload names it.
  case invalid(String)
  /// There are more than were written.
  case trailing(Int)

  public var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .invalid(let what): "\(what) cannot be as it says"
    case .trailing: "it goes on after its end"
    }
  }
}

/// Takes values from bytes in the order in which `ByteWriter` put them there. Believes nothing: every length is checked
/// against the bytes that are left, before anything is allocated for it.
public struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  public init(_ bytes: some Sequence<UInt8>) { self.init(Array(bytes)[...]) }

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// How many bytes are left.
  public var remaining: Int { bytes.endIndex - position }

  /// Throws `trailing` unless everything was read.
  public func finish() throws(ByteError) {
    guard remaining == 0 else { throw .trailing(remaining) }
  }

  public mutating func byte() throws(ByteError) -> UInt8 { try integer() }
  public mutating func uint32() throws(ByteError) -> UInt32 { try integer() }
  public mutating func uint64() throws(ByteError) -> UInt64 { try integer() }
  public mutating func int() throws(ByteError) -> Int { Int(truncatingIfNeeded: try uint64()) }
  public mutating func double() throws(ByteError) -> Double { Double(bitPattern: try uint64()) }

  public mutating func bool() throws(ByteError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .invalid("a truth value")
    }
  }

  /// An integer in `range`; `name` says in the error what it is.
  public mutating func int(in range: ClosedRange<Int>, _ name: String) throws(ByteError) -> Int {
    let value = try int()
    guard range.contains(value) else { throw .invalid(name) }
    return value
  }

  /// A number that is not negative, as `write(compact:)` wrote it; at most `limit`. `name` says in the error what it is.
  public mutating func compact(upTo limit: Int = .max, _ name: String = "a number") throws(ByteError) -> Int {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      let byte = try byte()
      number |= UInt64(byte & 0x7f) << shift
      guard byte < 0x80 else { continue }
      guard number <= UInt64(limit) else { throw .invalid(name) }
      return Int(number)
    }
    throw .invalid(name)
  }

  /// A number as `write(compactSigned:)` wrote it.
  public mutating func compactSigned() throws(ByteError) -> Int {
    let number = try compact()
    return number >> 1 ^ -(number & 1)
  }

  /// How many elements follow, each at least `size` bytes long (1 or more).
  public mutating func count(ofSize size: Int = 1) throws(ByteError) -> Int {
    let count = try compact(upTo: .max, "a count")
    guard count <= remaining / max(1, size) else { throw .truncated }
    return count
  }

  public mutating func string() throws(ByteError) -> String {
    guard let text = String(validating: try take(count()), as: UTF8.self) else { throw .invalid("text") }
    return text
  }

  public mutating func data() throws(ByteError) -> [UInt8] { Array(try take(count())) }

  /// What `ByteWriter.write(_:_:)` wrote; `size` is the least that an element takes, bytes.
  public mutating func array<Element>(
    ofSize size: Int = 1, _ element: (inout ByteReader) throws(ByteError) -> Element
  ) throws(ByteError) -> [Element] {
    let count = try count(ofSize: size)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  /// What `ByteWriter.write(optional:_:)` wrote.
  public mutating func optional<Value>(
    _ value: (inout ByteReader) throws(ByteError) -> Value
  ) throws(ByteError) -> Value? {
    try bool() ? value(&self) : nil
  }

  /// The next `count` bytes.
  public mutating func take(_ count: Int) throws(ByteError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func integer<Integer: FixedWidthInteger>() throws(ByteError) -> Integer {
    let size = MemoryLayout<Integer>.size
    var value: Integer = 0
    for (index, byte) in try take(size).enumerated() { value |= Integer(truncatingIfNeeded: byte) << (8 * index) }
    return value
  }
}
