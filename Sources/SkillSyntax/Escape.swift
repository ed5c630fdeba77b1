/// One escape sequence in a string, from its backslash on.
struct Escape {
  enum Meaning {
    case scalar(Unicode.Scalar)
    /// A backslash before the end of a line joins the lines.
    case nothing
    /// Not an escape of the language, as `\d`.
    case unknown
    /// An escape that breaks off or names no character, as `\x4` or `\ud800`.
    case malformed
  }

  var meaning: Meaning
  /// Bytes it takes, backslash included; at least 1.
  var length: Int

  /// Reads the escape whose backslash stands at `start`.
  init<Text: RandomAccessCollection>(at start: Int, in text: Text) where Text.Element == UInt8, Text.Index == Int {
    guard start + 1 < text.endIndex else {
      self.init(.malformed, 1)
      return
    }
    switch text[start + 1] {
    case UInt8(ascii: "n"): self.init(.scalar("\n"), 2)
    case UInt8(ascii: "t"): self.init(.scalar("\t"), 2)
    case UInt8(ascii: "r"): self.init(.scalar("\r"), 2)
    case UInt8(ascii: "a"): self.init(.scalar("\u{07}"), 2)
    case UInt8(ascii: "b"): self.init(.scalar("\u{08}"), 2)
    case UInt8(ascii: "f"): self.init(.scalar("\u{0C}"), 2)
    case UInt8(ascii: "v"): self.init(.scalar("\u{0B}"), 2)
    case UInt8(ascii: "\\"): self.init(.scalar("\\"), 2)
    case UInt8(ascii: "'"): self.init(.scalar("'"), 2)
    case UInt8(ascii: "\""): self.init(.scalar("\""), 2)
    case UInt8(ascii: "\n"): self.init(.nothing, 2)
    case UInt8(ascii: "\r"):
      let isPair = start + 2 < text.endIndex && text[start + 2] == UInt8(ascii: "\n")
      self.init(.nothing, isPair ? 3 : 2)
    case UInt8(ascii: "x"): self.init(digits: 2, radix: 16, at: start, skipping: 2, exact: true, in: text)
    case UInt8(ascii: "u"): self.init(digits: 4, radix: 16, at: start, skipping: 2, exact: true, in: text)
    case UInt8(ascii: "U"): self.init(digits: 8, radix: 16, at: start, skipping: 2, exact: true, in: text)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      self.init(digits: 3, radix: 8, at: start, skipping: 1, exact: false, in: text)
    case UInt8(ascii: "N"): self.init(.malformed, 2)
    default: self.init(.unknown, 1)
    }
  }

  private init(_ meaning: Meaning, _ length: Int) {
    self.meaning = meaning
    self.length = length
  }

  /// An escape by number. `exact`: all the digits must be there.
  private init<Text: RandomAccessCollection>(
    digits: Int, radix: UInt64, at start: Int, skipping: Int, exact: Bool, in text: Text
  ) where Text.Element == UInt8, Text.Index == Int {
    var value: UInt32 = 0
    var index = start + skipping
    let limit = min(index + digits, text.endIndex)
    while index < limit, let digit = NumberText.digitValue(text[index]), digit < radix {
      value = value * UInt32(radix) + UInt32(digit)
      index += 1
    }
    let isWhole = !exact || index == start + skipping + digits
    if isWhole, let scalar = Unicode.Scalar(value) {
      self.init(.scalar(scalar), index - start)
    } else {
      self.init(.malformed, index - start)
    }
  }
}
