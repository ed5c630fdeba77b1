/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int
  /// What is wrong, in a few words.
  public let problem: String

  public var description: String { "line \(line), column \(column): \(problem)" }
}

extension JSON {
  /// Reads a text (RFC 8259). Of members with one name the last counts; arrays and objects may be 64 deep.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  /// The member of an object called `name`; nil if there is none, or this is no object.
  public func member(_ name: String) -> JSON? { members.last { $0.key == name }?.value }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private static let deepest = 64

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONSyntaxError) -> JSON {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw error("something follows the value") }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSON {
    skipSpace()
    guard let byte = next else { throw error("the text ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)] where takes(word) {
        return value
      }
      throw error("no value begins here")
    }
  }

  private mutating func members() throws(JSONSyntaxError) -> [(key: String, value: JSON)] {
    var members: [(key: String, value: JSON)] = []
    try list(closedBy: "}") { (reader: inout JSONReader) throws(JSONSyntaxError) in
      reader.skipSpace()
      guard reader.next == UInt8(ascii: "\"") else { throw reader.error("expected the name of a member") }
      let key = try reader.string()
      reader.skipSpace()
      guard reader.takes(":") else { throw reader.error("expected ':'") }
      members.append((key, try reader.value()))
    }
    return members
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSON] {
    var elements: [JSON] = []
    try list(closedBy: "]") { (reader: inout JSONReader) throws(JSONSyntaxError) in
      elements.append(try reader.value())
    }
    return elements
  }

  /// What stands between brackets, separated by commas.
  private mutating func list(
    closedBy closer: String, _ element: (inout JSONReader) throws(JSONSyntaxError) -> Void
  ) throws(JSONSyntaxError) {
    guard depth < Self.deepest else { throw error("nested more than \(Self.deepest) deep") }
    depth += 1
    position += 1
    skipSpace()
    if takes(closer) {
      depth -= 1
      return
    }
    while true {
      try element(&self)
      skipSpace()
      if takes(closer) { break }
      guard takes(",") else { throw error("expected ',' or '\(closer)'") }
    }
    depth -= 1
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          position = start
          throw error("the text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw error("a line end or control character in a text")
      default:
        text.append(byte)
        position += 1
      }
    }
    position = start
    throw error("the text is not closed")
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position
    position += 2
    guard start + 1 < bytes.count else { throw error("the text is not closed") }
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case let byte where "\"\\/".utf8.contains(byte): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let high = codeUnit() else { break }
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard UTF16.isLeadSurrogate(UInt16(high)), takes("\\u"), let low = codeUnit(), low <= 0xFFFF,
        UTF16.isTrailSurrogate(UInt16(low)),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { break }
      return scalar
    default: break
    }
    position = start
    throw error("an unknown escape in a text")
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ UInt8(ascii: "+") != $0 && UInt8(ascii: "-") != $0 }) else { return nil }
    position += 4
    return UInt32(digits, radix: 16)
  }

  private mutating func number() throws(JSONSyntaxError) -> JSON {
    let start = position
    while let byte = next, Character(Unicode.Scalar(byte)).isNumberPart { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
      position = start
      throw error("'\(text)' is no number")
    }
    if let integer = Int(text) { return .int(integer) }
    if let integer = UInt64(text) { return .unsigned(integer) }
    guard let number = Double(text), number.isFinite else {
      position = start
      throw error("the number '\(text)' is too large")
    }
    return .number(number)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func takes(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private func error(_ problem: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return JSONSyntaxError(line: line, column: column, problem: problem)
  }
}

extension Character {
  fileprivate var isNumberPart: Bool { ("0"..."9").contains(self) || "+-.eE".contains(self) }
}
