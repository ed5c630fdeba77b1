/// Reads the numbers of the language from their source text. The lexer has already judged their form.
enum NumberText {
  /// The magnitude of an integer literal (decimal, or `0x`, `0o`, `0b`; underscores allowed); nil above 2^63.
  static func magnitude(_ text: some Collection<UInt8>) -> UInt64? {
    var digits = text[...]
    var radix: UInt64 = 10
    if digits.first == UInt8(ascii: "0"), let marker = digits.dropFirst().first {
      switch marker | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "o"): radix = 8
      case UInt8(ascii: "b"): radix = 2
      default: break
      }
      if radix != 10 { digits = digits.dropFirst(2) }
    }
    var value: UInt64 = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      guard let digit = digitValue(byte), digit < radix else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      if overflow || carry || sum > 1 << 63 { return nil }
      value = sum
    }
    return value
  }

  /// The nearest double to a decimal number; infinite if it is too large.
  static func double(_ text: some Collection<UInt8>) -> Double? {
    if let short = shortDecimal(text) { return short }
    return Double(String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
  }

  /// A decimal of at most 15 digits without an exponent: digits and power of ten are exact doubles, so that one division
  /// rounds correctly (Clinger 1990). Nil for any other.
  private static func shortDecimal(_ text: some Collection<UInt8>) -> Double? {
    guard text.count <= 16 else { return nil }
    var digits: Int64 = 0
    var scale = 1.0
    var isFraction = false
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits * 10 + Int64(digit)
        if isFraction { scale *= 10 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        return nil
      }
    }
    return Double(digits) / scale
  }

  /// A number with the letters of its unit behind it.
  static func quantity(_ text: some BidirectionalCollection<UInt8>) -> Quantity? {
    var split = text.endIndex
    while split > text.startIndex, isLetter(text[text.index(before: split)]) { split = text.index(before: split) }
    guard let unit = Unit(rawValue: String(decoding: text[split...], as: UTF8.self)),
      let number = double(text[..<split])
    else { return nil }
    return Quantity(number: number, unit: unit)
  }

  static func digitValue(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
