import ByteCoding

/// Types as bytes: one that says which it is, then the parts.
extension ByteWriter {
  mutating func write(_ type: ValueType) {
    write(type.tag)
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
}

extension ByteReader {
  /// How deep types may be nested.
  static let deepestType = 256

  mutating func type(depth: Int = 0) throws(ByteError) -> ValueType {
    guard depth < Self.deepestType else { throw .invalid("a type nested so deep") }
    let tag = try byte()
    switch tag {
    case ValueType.listTag: return .list(try type(depth: depth + 1))
    case ValueType.dictTag: return .dict(key: try type(depth: depth + 1), value: try type(depth: depth + 1))
    case ValueType.tupleTag:
      return .tuple(try array { reader throws(ByteError) in try reader.type(depth: depth + 1) })
    case ValueType.optionalTag: return .optional(try type(depth: depth + 1))
    default:
      guard Int(tag) < ValueType.simple.count else { throw .invalid("a type") }
      return ValueType.simple[Int(tag)]
    }
  }
}

extension ValueType {
  /// How types without parts are written: by their place here.
  fileprivate static let simple: [ValueType] = [
    .none, .bool, .int, .float, .length, .angle, .duration, .vec3, .quat, .pose, .actor, .string, .failure,
  ]

  package static let listTag: UInt8 = 16
  fileprivate static let dictTag: UInt8 = 17
  fileprivate static let tupleTag: UInt8 = 18
  fileprivate static let optionalTag: UInt8 = 19

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
