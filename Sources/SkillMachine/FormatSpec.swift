/// A format specification of an f-string field, `[[fill]align][sign][#][0][width][,|_][.precision][type]`, as Python's
/// format mini-language has it.
struct FormatSpec: Hashable {
  enum Alignment: Character {
    case left = "<"
    case right = ">"
    case centre = "^"
    case afterSign = "="
  }

  var fill: Character = " "
  var alignment: Alignment?
  /// Shown for what is not negative: none, `+` or a space.
  var positiveSign = ""
  var isAlternate = false
  /// A zero before the width and no alignment: numbers are filled with zeros after their sign.
  var isZeroPadded = false
  var width = 0
  var grouping: Character?
  var precision: Int?
  /// The presentation type's letter.
  var type: Character?

  private static let signs: [Character: String] = ["+": "+", "-": "", " ": " "]

  init(_ text: String, limit: Int) throws(Fault) {
    var rest = Substring(text)
    var hasFill = false
    if let second = rest.dropFirst().first, let alignment = Alignment(rawValue: second) {
      fill = rest.removeFirst()
      hasFill = true
      self.alignment = alignment
      rest.removeFirst()
    } else if let first = rest.first, let alignment = Alignment(rawValue: first) {
      self.alignment = alignment
      rest.removeFirst()
    }
    if let sign = rest.first.flatMap({ Self.signs[$0] }) {
      positiveSign = sign
      rest.removeFirst()
    }
    isAlternate = Self.take("#", from: &rest)
    if !hasFill, Self.take("0", from: &rest) {
      fill = "0"
      isZeroPadded = alignment == nil
    }
    width = try Self.number(from: &rest, limit: limit) ?? 0
    if let first = rest.first, first == "," || first == "_" { grouping = rest.removeFirst() }
    if Self.take(".", from: &rest) {
      guard let digits = try Self.number(from: &rest, limit: limit) else {
        throw .value("the format '\(text)' has no digits after its point")
      }
      precision = digits
    }
    type = rest.popFirst()
    guard rest.isEmpty else { throw .value("'\(text)' is not a format") }
  }

  private static func take(_ character: Character, from rest: inout Substring) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func number(from rest: inout Substring, limit: Int) throws(Fault) -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(digits), number <= limit else { throw .textLimit(limit) }
    return number
  }

  // MARK: Values

  func format(string: String) throws(Fault) -> String {
    guard type == nil || type == "s", alignment != .afterSign, grouping == nil, positiveSign.isEmpty
    else { throw unsuited("a string") }
    let scalars = string.unicodeScalars
    let cut = precision.map { String(scalars.prefix($0)) } ?? string
    return padded(sign: "", cut, isNumber: false)
  }

  func format(int: Int) throws(Fault) -> String {
    if let type, "eEfFgG%".contains(type) { return try format(double: Double(int)) }
    guard precision == nil else { throw unsuited("an integer") }
    let (radix, prefix) = try radix()
    if type == "c" {
      guard let scalar = UInt32(exactly: int).flatMap(Unicode.Scalar.init) else { throw unsuited("this integer") }
      return padded(sign: "", String(Character(scalar)))
    }
    let digits = String(int.magnitude, radix: radix, uppercase: type == "X")
    let sign = int < 0 ? "-" : positiveSign
    return padded(sign: sign + (isAlternate ? prefix : ""), digits, groupSize: radix == 10 ? 3 : 4)
  }

  private func radix() throws(Fault) -> (Int, String) {
    switch type {
    case nil, "d", "n", "c": (10, "")
    case "x": (16, "0x")
    case "X": (16, "0X")
    case "o": (8, "0o")
    case "b": (2, "0b")
    default: throw unsuited("an integer")
    }
  }

  func format(double: Double) throws(Fault) -> String {
    let magnitude = double.magnitude
    let isPercentage = type == "%"
    var text: String
    if let special = nonFiniteText(magnitude) {
      text = special
    } else {
      switch type {
      case "f", "F", "%": text = formatted("%.*f", precision ?? 6, isPercentage ? magnitude * 100 : magnitude)
      case "e", "E": text = formatted("%.*e", precision ?? 6, magnitude)
      case "g", "G", "n": text = general(magnitude, precision: precision ?? 6, keepsPoint: false)
      case nil:
        text = precision.map { general(magnitude, precision: $0, keepsPoint: true) } ?? pythonRepresentation(magnitude)
      default: throw unsuited("a float")
      }
    }
    if isAlternate, double.isFinite { text = pointed(text) }
    if let type, "EFG".contains(type) { text = text.uppercased() }
    let sign = double.sign == .minus && !double.isNaN ? "-" : positiveSign
    return padded(sign: sign, text, groupSize: 3, suffix: isPercentage ? "%" : "")
  }

  /// Type `g`: significant digits, exponential where the exponent is below −4 or not below the precision.
  private func general(_ number: Double, precision: Int, keepsPoint: Bool) -> String {
    let digits = max(1, precision)
    var decimal = Decimal(number, significant: digits)
    if number == 0 { decimal.digits = [UInt8](repeating: 0, count: digits) }
    let shown = isAlternate ? decimal : decimal.trimmed
    let largest = keepsPoint ? digits - 1 : digits
    return decimal.point > -4 && decimal.point <= max(largest, keepsPoint ? 0 : 1)
      ? shown.positional(keepsPoint: keepsPoint) : shown.exponential
  }

  /// The digits with a point behind them where there is none.
  private func pointed(_ text: String) -> String {
    let mantissa = text.prefix { $0 != "e" }
    return mantissa.contains(".") ? text : mantissa + "." + text.dropFirst(mantissa.count)
  }

  // MARK: Width

  /// Sign and text, grouped and filled to the width.
  private func padded(
    sign: String, _ text: String, isNumber: Bool = true, groupSize: Int = 3, suffix: String = ""
  ) -> String {
    let alignment = alignment ?? (isNumber ? (isZeroPadded ? .afterSign : .right) : .left)
    var body = text
    if let grouping {
      let whole = text.prefix { groupSize == 4 ? $0.isHexDigit : $0.isNumber }
      let rest = text.dropFirst(whole.count)
      let room =
        fill == "0" && alignment == .afterSign ? width - sign.count - rest.count - suffix.count : 0
      body = grouped(String(whole), by: grouping, groupSize, filling: room) + rest
    }
    body += suffix
    let missing = max(0, width - sign.unicodeScalars.count - body.unicodeScalars.count)
    func filling(_ count: Int) -> String { String(repeating: String(fill), count: count) }
    switch alignment {
    case .left: return sign + body + filling(missing)
    case .right: return filling(missing) + sign + body
    case .centre: return filling(missing / 2) + sign + body + filling(missing - missing / 2)
    case .afterSign: return sign + filling(missing) + body
    }
  }

  /// The digits with separators; zeros are put before them until they take `room`.
  private func grouped(_ digits: String, by separator: Character, _ size: Int, filling room: Int) -> String {
    func length(_ count: Int) -> Int { count + (count - 1) / size }
    var count = digits.count
    while length(count) < room { count += 1 }
    let filled = String(repeating: "0", count: count - digits.count) + digits
    var result = ""
    for (index, digit) in filled.enumerated() {
      if index > 0, (count - index) % size == 0 { result.append(separator) }
      result.append(digit)
    }
    return result
  }

  private func unsuited(_ value: String) -> Fault {
    let name = type.map { "the format type '\($0)'" } ?? "this format"
    return .value("\(name) does not suit \(value)")
  }
}
