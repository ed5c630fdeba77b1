import Foundation
import SkillMachine
import SkillSemantics

/// Values as text, as Python's `str`, `repr` and `format` give it.
extension ReferenceEvaluator {
  /// `str(value)`.
  func shown(_ value: Datum, _ type: Type) -> String {
    switch value {
    case .text(let text): String(text)
    case .failure(let failure): failure.message
    default: represented(value, type)
    }
  }

  /// `repr(value)`.
  func represented(_ value: Datum, _ type: Type) -> String {
    if case .optional(let inner) = program.types[type] { return represented(value, inner) }
    switch value {
    case .none: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return "\(number)"
    case .number(let number): return represented(number, type)
    case .numbers(let numbers):
      let texts = numbers.map { shortest($0) }
      if type != .pose { return "[\(texts.joined(separator: ", "))]" }
      return "Pose([\(texts[..<3].joined(separator: ", "))], [\(texts[3...].joined(separator: ", "))])"
    case .text(let text): return quoted(text)
    case .actor(let actor): return "get_actor('\(ScriptedHost.scene[actor].name)')"
    case .failure(let failure): return "SkillFailure(\(quoted(Array(failure.message.unicodeScalars))))"
    case .list(let list):
      guard case .list(let element) = program.types[type] else { return "?" }
      return "[" + list.elements.map { represented($0, element) }.joined(separator: ", ") + "]"
    case .dictionary(let dictionary):
      guard case .dictionary(let key, let value) = program.types[type] else { return "?" }
      let entries = dictionary.entries.map { "\(represented($0.key, key)): \(represented($0.value, value))" }
      return "{" + entries.joined(separator: ", ") + "}"
    case .tuple(let parts):
      guard case .tuple(let types) = program.types[type] else { return "?" }
      let texts = zip(parts, types).map { represented($0, $1) }
      return texts.count == 1 ? "(\(texts[0]),)" : "(\(texts.joined(separator: ", ")))"
    case .function: return "?"
    }
  }

  private func represented(_ number: Double, _ type: Type) -> String {
    switch type {
    case .length: shortest(number) + "m"
    case .angle: shortest(degrees(number)) + "deg"
    case .duration: shortest(number) + "s"
    default: shortest(number)
    }
  }

  /// The degrees as they may have been written: with at most 15 digits where those mean the same angle.
  private func degrees(_ radians: Double) -> Double {
    let degrees = radians * (180 / Double.pi)
    let short = Double(String(format: "%.15g", degrees)) ?? degrees
    return short * (Double.pi / 180) == radians ? short : degrees
  }

  /// The shortest digits that read back as the number; with an exponent from 1e16 up and below 1e-4.
  private func shortest(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    // Swift finds the digits; where it puts the point is its own.
    for digits in 0...16 {
      let text = String(format: "%.\(digits)e", number)
      guard Double(text) == number else { continue }
      let parts = text.split(separator: "e")
      let exponent = Int(parts[1]) ?? 0
      if exponent >= 16 || exponent < -4 {
        return "\(parts[0])e\(exponent < 0 ? "-" : "+")\(abs(exponent) < 10 ? "0" : "")\(abs(exponent))"
      }
      return String(format: "%.\(max(1, digits - exponent))f", number)
    }
    return "?"
  }

  private func quoted(_ text: [Unicode.Scalar]) -> String {
    let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    let escapes: [Unicode.Scalar: String] = ["\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\"]
    return quote
      + text.map { scalar in
        if String(scalar) == quote { return "\\" + quote }
        if scalar.value < 0x20 { return escapes[scalar] ?? "\\x" + String(format: "%02x", scalar.value) }
        return escapes[scalar] ?? String(scalar)
      }.joined() + quote
  }

  // MARK: Formats

  func formatted(_ value: Datum, _ type: Type, _ format: FormatSpecification) throws -> String {
    switch value {
    case .text(let text):
      let cut = format.precision.map { Array(text.prefix($0)) } ?? text
      return padded("", String(cut), "", format, orElse: .left)
    case .bool(let flag): return formatted(integer: flag ? 1 : 0, format)
    case .int(let number):
      if "eEfFgG%".contains(format.presentation?.rawValue ?? "d") { return formatted(Double(number), format) }
      return formatted(integer: number, format)
    default: return formatted(type == .angle ? degrees(try value.number()) : try value.number(), format)
    }
  }

  private func formatted(integer: Int64, _ format: FormatSpecification) -> String {
    let (radix, prefix) =
      switch format.presentation {
      case .binary: (2, "0b")
      case .octal: (8, "0o")
      case .hexadecimal: (16, "0x")
      case .upperHexadecimal: (16, "0X")
      default: (10, "")
      }
    let digits = String(integer.magnitude, radix: radix, uppercase: format.presentation == .upperHexadecimal)
    let sign = sign(integer < 0, format) + (format.alternateForm ? prefix : "")
    return padded(sign, digits, "", format, orElse: .right, groups: radix == 10 ? 3 : 4)
  }

  private func sign(_ isNegative: Bool, _ format: FormatSpecification) -> String {
    if isNegative { return "-" }
    switch format.sign {
    case .negativeOnly: return ""
    case .always: return "+"
    case .space: return " "
    }
  }

  private func formatted(_ number: Double, _ format: FormatSpecification) -> String {
    let sign = sign(number.sign == .minus && !number.isNaN, format)
    let size = abs(number)
    let precision = format.precision ?? 6
    var text: String
    switch format.presentation {
    case nil where format.precision == nil: text = shortest(size)
    case nil: text = general(size, max(1, precision), isBare: true)
    case .general, .upperGeneral, .localeNumber: text = general(size, max(1, precision), isBare: false)
    case .scientific, .upperScientific: text = String(format: "%.\(precision)e", size)
    case .percent: text = String(format: "%.\(precision)f", size * 100)
    default: text = String(format: "%.\(precision)f", size)
    }
    if !number.isFinite { text = number.isNaN ? "nan" : "inf" }
    if [.upperGeneral, .upperScientific, .upperFixed].contains(format.presentation) { text = text.uppercased() }
    let mantissa = String(text.prefix { $0.isNumber })
    let suffix = text.dropFirst(mantissa.count) + (format.presentation == .percent ? "%" : "")
    return padded(sign, mantissa, String(suffix), format, orElse: .right)
  }

  /// Significant digits without zeros behind; without a letter at least one digit after the point.
  private func general(_ number: Double, _ digits: Int, isBare: Bool) -> String {
    let text = String(format: "%.\(digits - 1)e", number)
    let parts = text.split(separator: "e")
    let exponent = number == 0 ? 0 : Int(parts[1]) ?? 0
    func trimmed(_ text: String) -> String {
      guard text.contains(".") else { return text }
      var text = text
      while text.last == "0" { text.removeLast() }
      return text.last == "." ? String(text.dropLast()) : text
    }
    if exponent < -4 || exponent >= (isBare ? max(digits - 1, 1) : digits) {
      return trimmed(String(parts[0])) + "e" + parts[1]
    }
    let plain = trimmed(String(format: "%.\(max(0, digits - 1 - exponent))f", number))
    return isBare && !plain.contains(".") ? plain + ".0" : plain
  }

  /// Sign, digits and what follows them, grouped and filled to the width.
  private func padded(
    _ sign: String, _ digits: String, _ suffix: String, _ format: FormatSpecification,
    orElse standard: FormatSpecification.Alignment, groups: Int = 3
  ) -> String {
    let isZeroFilled = format.fill == "0" && format.alignment == nil && standard == .right
    let alignment = isZeroFilled ? .afterSign : format.alignment ?? standard
    let width = format.width ?? 0
    var body = grouped(digits, format, groups)
    if format.grouping != nil, format.fill == "0", alignment == .afterSign {
      var zeros = digits
      while sign.count + body.count + suffix.count < width {
        zeros = "0" + zeros
        body = grouped(zeros, format, groups)
      }
    }
    let missing = max(0, width - (sign + body + suffix).unicodeScalars.count)
    func filling(_ count: Int) -> String { String(repeating: String(format.fill), count: count) }
    switch alignment {
    case .left: return sign + body + suffix + filling(missing)
    case .right: return filling(missing) + sign + body + suffix
    case .center: return filling(missing / 2) + sign + body + suffix + filling(missing - missing / 2)
    case .afterSign: return sign + filling(missing) + body + suffix
    }
  }

  private func grouped(_ digits: String, _ format: FormatSpecification, _ size: Int) -> String {
    guard let grouping = format.grouping else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % size == 0 { result += grouping == .comma ? "," : "_" }
      result.append(digit)
    }
    return result
  }
}
