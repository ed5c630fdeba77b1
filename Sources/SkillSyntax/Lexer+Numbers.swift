import SkillDiagnostics

/// Numbers, with or without a unit.
extension Lexer {
  mutating func lexNumber() {
    let start = position
    if bytes[start] == UInt8(ascii: "0"), let radix = radix(of: byte(at: start + 1)) {
      lexPrefixedInteger(from: start, radix: radix)
      return
    }
    var isFloat = false
    var hasUnderscore = skipDigits()
    if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1) != UInt8(ascii: ".") {
      isFloat = true
      position += 1
      hasUnderscore = skipDigits() || hasUnderscore
    }
    if byte(at: position) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at: position + 1)
      let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      if isDigit(byte(at: position + (isSigned ? 2 : 1))) {
        isFloat = true
        position += isSigned ? 2 : 1
        hasUnderscore = skipDigits() || hasUnderscore
      }
    }
    let end = position
    skipSuffix()
    if position > end {
      lexUnit(numberStart: start, end)
      return
    }
    if hasUnderscore || bytes[start] == UInt8(ascii: "0") { checkDigits(from: start, isFloat: isFloat) }
    add(isFloat ? .float : .integer, from: start)
  }

  private func radix(of marker: UInt8) -> UInt64? {
    switch marker | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  /// Whether there are underscores among them.
  private mutating func skipDigits() -> Bool {
    var hasUnderscore = false
    while true {
      let next = byte(at: position)
      if next == UInt8(ascii: "_") { hasUnderscore = true } else if !isDigit(next) { return hasUnderscore }
      position += 1
    }
  }

  /// Letters right behind a number; the degree sign too, because people write it.
  private mutating func skipSuffix() {
    while position < limit {
      if isNamePart(bytes[position]) {
        position += 1
      } else if bytes[position] == 0xC2, byte(at: position + 1) == 0xB0 {
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func lexUnit(numberStart start: Int, _ end: Int) {
    let text = String(decoding: bytes[end..<position], as: UTF8.self)
    if Unit(rawValue: text) != nil {
      checkDigits(from: start, to: end, isFloat: true)
      add(.quantity, from: start)
      return
    }
    let units = Unit.allCases.map(\.rawValue)
    let meant = Self.unitSpellings[text] ?? NearMisses.best(text, in: units)
    let place = span(end, position)
    let fixIts = meant.map { [FixIt("write `\($0)`", replace: place, with: $0)] } ?? []
    report(LexicalFinding.unknownUnit(text, units: units), place, fixIts: fixIts)
    add(.quantity, from: start)
  }

  /// What people write for the units of the language.
  private static let unitSpellings = [
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "centimeter": "cm", "centimeters": "cm", "degree": "deg",
    "degrees": "deg", "degs": "deg", "\u{B0}": "deg", "radian": "rad", "radians": "rad", "rads": "rad", "sec": "s",
    "secs": "s", "second": "s", "seconds": "s", "msec": "ms", "millis": "ms",
  ]

  private mutating func lexPrefixedInteger(from start: Int, radix: UInt64) {
    position += 2
    let digits = position
    while isNamePart(byte(at: position)) { position += 1 }
    let text = bytes[digits..<position]
    let isWellFormed = text.allSatisfy { byte in
      byte == UInt8(ascii: "_") || NumberText.digitValue(byte).map { $0 < radix } ?? false
    }
    if text.isEmpty || !isWellFormed || text.last == UInt8(ascii: "_") {
      report(LexicalFinding.malformedNumber(reason: "this is not a number of base \(radix)"), span(start, position))
    }
    add(.integer, from: start)
  }

  /// Reports leading zeros and underscores that do not stand between digits.
  private mutating func checkDigits(from start: Int, to end: Int? = nil, isFloat: Bool) {
    let text = bytes[start..<(end ?? position)]
    let isZero = text.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
    if !isFloat, text.first == UInt8(ascii: "0"), !isZero {
      let stripped = String(decoding: text.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }, as: UTF8.self)
      let place = span(start, position)
      report(
        LexicalFinding.malformedNumber(reason: "a decimal integer does not begin with 0"), place,
        fixIts: [FixIt("write `\(stripped)`", replace: place, with: stripped)])
      return
    }
    guard text.contains(UInt8(ascii: "_")) else { return }
    let isWellPlaced = zip(text, text.dropFirst()).allSatisfy { left, right in
      (left != UInt8(ascii: "_") || isDigit(right)) && (right != UInt8(ascii: "_") || isDigit(left))
    }
    if !isWellPlaced || text.last == UInt8(ascii: "_") {
      report(
        LexicalFinding.malformedNumber(reason: "an underscore in a number stands between two digits"),
        span(start, position))
    }
  }
}
