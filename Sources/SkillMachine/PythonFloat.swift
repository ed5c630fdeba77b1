import Glibc

/// A finite number's decimal digits: 0.d₁d₂d₃… · 10^point, the first digit not zero unless the number is.
struct Decimal: Hashable {
  var isNegative: Bool
  var digits: [UInt8]
  var point: Int
}

extension Decimal {
  /// The shortest digits that read back as `number`.
  init(shortest number: Double) { self.init(scientific: number.description) }

  /// `number` rounded to `count` significant digits, exactly.
  init(_ number: Double, significant count: Int) { self.init(scientific: formatted("%.*e", max(0, count - 1), number)) }

  /// Reads a number as C and Swift print it: digits, perhaps a point, perhaps an exponent.
  private init(scientific text: String) {
    var digits: [UInt8] = []
    var point = 0
    var exponent = 0
    var hasPoint = false
    isNegative = text.utf8.first == UInt8(ascii: "-")
    var bytes = text.utf8.drop { $0 == UInt8(ascii: "-") }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
        bytes = bytes.suffix(0)
      default:
        digits.append(byte - UInt8(ascii: "0"))
        if !hasPoint { point += 1 }
      }
    }
    while digits.count > 1, digits.first == 0 {
      digits.removeFirst()
      point -= 1
    }
    self.digits = digits
    self.point = point + exponent
    if digits.allSatisfy({ $0 == 0 }) { self.point = 1 }
  }

  /// The digits without zeros at the end; at least one.
  var trimmed: Decimal {
    var result = self
    while result.digits.count > 1, result.digits.last == 0 { result.digits.removeLast() }
    return result
  }

  private func text(of digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// `12.5`; `12` for a whole number unless `keepsPoint`, which then adds a zero.
  func positional(keepsPoint: Bool) -> String {
    let sign = isNegative ? "-" : ""
    if point <= 0 {
      return sign + "0." + String(repeating: "0", count: -point) + text(of: digits)
    }
    if digits.count <= point {
      let whole = text(of: digits) + String(repeating: "0", count: point - digits.count)
      return sign + whole + (keepsPoint ? ".0" : "")
    }
    return sign + text(of: digits[..<point]) + "." + text(of: digits[point...])
  }

  /// `1.25e+16`: an exponent of at least two digits.
  var exponential: String {
    let exponent = point - 1
    let fraction = digits.count > 1 ? "." + text(of: digits.dropFirst()) : ""
    let magnitude = String(abs(exponent))
    return (isNegative ? "-" : "") + text(of: digits.prefix(1)) + fraction + "e" + (exponent < 0 ? "-" : "+")
      + (magnitude.count < 2 ? "0" : "") + magnitude
  }
}

/// `number` by a C format with one precision: C rounds the exact binary value, as Python does.
func formatted(_ format: String, _ precision: Int, _ number: Double) -> String {
  withVaList([Int32(clamping: precision), number]) { arguments in
    let length = Int(vsnprintf(nil, 0, format, arguments))
    return withVaList([Int32(clamping: precision), number]) { again in
      String(unsafeUninitializedCapacity: length + 1) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { Int(vsnprintf($0.baseAddress, length + 1, format, again)) }
      }
    }
  }
}

/// `nan`, `inf` or `-inf`; nil for a finite number.
func nonFiniteText(_ number: Double) -> String? {
  if number.isNaN { return "nan" }
  return number.isInfinite ? (number < 0 ? "-inf" : "inf") : nil
}

/// As Python's `repr` of a float: the shortest digits that read back, positional from 1e-4 up to 1e16.
func pythonRepresentation(_ number: Double) -> String {
  if let text = nonFiniteText(number) { return text }
  let decimal = Decimal(shortest: number).trimmed
  return decimal.point > -4 && decimal.point <= 16
    ? decimal.positional(keepsPoint: true) : decimal.exponential
}
