/// Reads the text that strings stand for. Escapes are Python's, without `\N{…}`: an unknown escape stands for itself,
/// backslash included. The lexer has already reported what is malformed; here it, too, stands for itself.
enum StringText {
  /// `literal` is the whole token: quotes of any style around the text; the closing ones may be missing.
  static func value(ofLiteral literal: ArraySlice<UInt8>) -> String {
    guard let quote = literal.first else { return "" }
    let isTriple = literal.count > 3 && literal.prefix(3).allSatisfy { $0 == quote }
    let width = isTriple ? 3 : 1
    var body = literal.dropFirst(width)
    if isClosed(body, by: quote, width: width) { body = body.dropLast(width) }
    return unescape(body, braces: false)
  }

  /// A run of text between the fields of an f-string.
  static func value(ofFormattedText text: ArraySlice<UInt8>) -> String { unescape(text, braces: true) }

  private static func isClosed(_ body: ArraySlice<UInt8>, by quote: UInt8, width: Int) -> Bool {
    guard body.count >= width else { return false }
    var index = body.endIndex
    while index > body.endIndex - width {
      index -= 1
      if body[index] != quote { return false }
    }
    var backslashes = 0
    while index - backslashes > body.startIndex, body[index - backslashes - 1] == UInt8(ascii: "\\") {
      backslashes += 1
    }
    return backslashes % 2 == 0
  }

  private static func unescape(_ text: ArraySlice<UInt8>, braces: Bool) -> String {
    if !text.contains(where: { isSpecial($0, braces: braces) }) { return String(decoding: text, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"):
        let escape = Escape(at: index, in: text)
        append(escape, written: text[index..<index + escape.length], to: &output)
        index += escape.length
      case UInt8(ascii: "\r"):
        output.append(UInt8(ascii: "\n"))
        index += text[index...].starts(with: [byte, UInt8(ascii: "\n")]) ? 2 : 1
      case UInt8(ascii: "{") where braces, UInt8(ascii: "}") where braces:
        output.append(byte)
        index += text[index...].starts(with: [byte, byte]) ? 2 : 1
      default:
        output.append(byte)
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8, braces: Bool) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\r")
      || braces && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
  }

  private static func append(_ escape: Escape, written: ArraySlice<UInt8>, to output: inout [UInt8]) {
    switch escape.meaning {
    case .scalar(let scalar): output.append(contentsOf: Unicode.Scalar(scalar).utf8)
    case .nothing: break
    case .unknown, .malformed: output.append(contentsOf: written)
    }
  }
}
