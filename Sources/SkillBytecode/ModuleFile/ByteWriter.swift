/// Puts the parts of a module file together.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ word: UInt32) {
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
  }

  mutating func write(_ word: UInt64) {
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
  }

  /// A number that is not negative, seven bits to a byte, the lowest first; the high bit says that more follow.
  mutating func write(number: Int) {
    var rest = UInt64(truncatingIfNeeded: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number of either sign: twice it, or for a negative one twice what is above it, plus one.
  mutating func write(signed number: Int) { write(number: number << 1 ^ number >> 63) }

  mutating func write(_ contents: [UInt8]) {
    write(number: contents.count)
    bytes += contents
  }

  mutating func write(_ text: String) {
    let utf8 = text.utf8
    write(number: utf8.count)
    bytes += utf8
  }

  /// A count, then the elements.
  mutating func write<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    write(number: elements.count)
    for element in elements { body(&self, element) }
  }

  mutating func write(_ type: ValueType) {
    bytes.append(type.tag)
    switch type {
    case .list(let element): write(element)
    case .dict(let key, let value):
      write(key)
      write(value)
    case .tuple(let elements): write(elements) { $0.write($1) }
    case .optional(let wrapped): write(wrapped)
    default: break
    }
  }

  mutating func append(_ other: ArraySlice<UInt8>) { bytes += other }
}

extension ValueType {
  /// How types without parts are written: by their place here.
  static let simple: [ValueType] = [
    .none, .bool, .int, .float, .length, .angle, .duration, .vec3, .quat, .pose, .actor, .string, .failure,
  ]

  static let listTag: UInt8 = 16
  static let dictTag: UInt8 = 17
  static let tupleTag: UInt8 = 18
  static let optionalTag: UInt8 = 19

  /// The byte that a type's encoding begins with.
  fileprivate var tag: UInt8 {
    switch self {
    case .list: Self.listTag
    case .dict: Self.dictTag
    case .tuple: Self.tupleTag
    case .optional: Self.optionalTag
    case .none: 0
    case .bool: 1
    case .int: 2
    case .float: 3
    case .length: 4
    case .angle: 5
    case .duration: 6
    case .vec3: 7
    case .quat: 8
    case .pose: 9
    case .actor: 10
    case .string: 11
    case .failure: 12
    }
  }
}
