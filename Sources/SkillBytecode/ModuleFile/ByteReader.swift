/// Takes the parts of a module file out of bytes that may be anything. Never reads beyond their end, and makes no room
/// for more than the bytes left can hold.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  /// What is being read, for the message about what is wrong with it.
  var part: String

  /// How deep types may be nested.
  static let deepestType = 256

  init(_ bytes: ArraySlice<UInt8>, _ part: String) {
    self.bytes = bytes
    self.part = part
    position = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - position }

  func malformed(_ what: String) -> ModuleFileError { .malformed("\(part): \(what)") }

  mutating func byte() throws(ModuleFileError) -> UInt8 {
    guard position < bytes.endIndex else { throw malformed("it ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func word32() throws(ModuleFileError) -> UInt32 {
    guard remaining >= 4 else { throw malformed("it ends too early") }
    defer { position += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << (8 * $1) }
  }

  mutating func word64() throws(ModuleFileError) -> UInt64 {
    guard remaining >= 8 else { throw malformed("it ends too early") }
    defer { position += 8 }
    var word: UInt64 = 0
    for offset in 0..<8 { word |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
    return word
  }

  mutating func number() throws(ModuleFileError) -> Int {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      let byte = try byte()
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int(result) }
    }
    throw malformed("a number is too large")
  }

  /// A number of at most `limit`.
  mutating func number(upTo limit: Int) throws(ModuleFileError) -> Int {
    let number = try number()
    guard number <= limit else { throw malformed("a number is out of range") }
    return number
  }

  mutating func signed() throws(ModuleFileError) -> Int {
    let number = try number()
    return number >> 1 ^ -(number & 1)
  }

  /// How many elements follow, each of which takes `size` bytes or more.
  mutating func count(ofAtLeast size: Int) throws(ModuleFileError) -> Int {
    let count = try number()
    guard count <= remaining / size else { throw malformed("it holds fewer elements than it says") }
    return count
  }

  mutating func elements<Element>(
    ofAtLeast size: Int, _ body: (inout ByteReader) throws(ModuleFileError) -> Element
  ) throws(ModuleFileError) -> [Element] {
    let count = try count(ofAtLeast: size)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  mutating func contents() throws(ModuleFileError) -> ArraySlice<UInt8> {
    let count = try count(ofAtLeast: 1)
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  mutating func text() throws(ModuleFileError) -> String {
    guard let text = String(validating: try contents(), as: UTF8.self) else { throw malformed("a text is not UTF-8") }
    return text
  }

  mutating func type(depth: Int = 0) throws(ModuleFileError) -> ValueType {
    guard depth < Self.deepestType else { throw malformed("a type is nested too deep") }
    let tag = try byte()
    switch tag {
    case ValueType.listTag: return .list(try type(depth: depth + 1))
    case ValueType.dictTag: return .dict(key: try type(depth: depth + 1), value: try type(depth: depth + 1))
    case ValueType.tupleTag:
      return .tuple(
        try elements(ofAtLeast: 1) { reader throws(ModuleFileError) in try reader.type(depth: depth + 1) })
    case ValueType.optionalTag: return .optional(try type(depth: depth + 1))
    default:
      guard Int(tag) < ValueType.simple.count else { throw malformed("there is no such type") }
      return ValueType.simple[Int(tag)]
    }
  }
}
