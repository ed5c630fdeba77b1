extension FormatSpecification {
  /// Reads a spec as Python does; nil if it is none.
  public init?(_ text: String) {
    self.init()
    var rest = Array(text)[...]
    var hasFill = false
    if rest.count >= 2, let alignment = Self.alignment(rest[rest.startIndex + 1]) {
      fill = rest[rest.startIndex]
      hasFill = true
      self.alignment = alignment
      rest = rest.dropFirst(2)
    } else if let first = rest.first, let alignment = Self.alignment(first) {
      self.alignment = alignment
      rest = rest.dropFirst()
    }
    if let sign = rest.first.flatMap(Self.sign) {
      self.sign = sign
      rest = rest.dropFirst()
    }
    if rest.first == "#" {
      alternateForm = true
      rest = rest.dropFirst()
    }
    if rest.first == "0", !hasFill {
      fill = "0"
      rest = rest.dropFirst()
    }
    guard let width = Self.number(&rest) else { return nil }
    self.width = width < 0 ? nil : width
    if rest.first == "," || rest.first == "_" {
      grouping = rest.first == "," ? .comma : .underscore
      rest = rest.dropFirst()
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard let precision = Self.number(&rest), precision >= 0 else { return nil }
      self.precision = precision
    }
    if let letter = rest.first {
      guard let presentation = Presentation(rawValue: letter) else { return nil }
      self.presentation = presentation
      rest = rest.dropFirst()
    }
    guard rest.isEmpty else { return nil }
  }

  /// Whether a value of the kind can be formatted so; quantities format as floats.
  func fits(isText: Bool, isInt: Bool) -> Bool {
    switch presentation {
    case nil:
      if isText { return sign == .negativeOnly && alignment != .afterSign && grouping == nil && !alternateForm }
      return !isInt || precision == nil
    case .string:
      return isText && sign == .negativeOnly && alignment != .afterSign && grouping == nil && !alternateForm
    case .decimal, .binary, .octal, .hexadecimal, .upperHexadecimal, .character:
      return isInt && precision == nil
    case .localeNumber, .scientific, .upperScientific, .fixed, .upperFixed, .general, .upperGeneral, .percent:
      return !isText
    }
  }

  /// Whether an int is formatted as the float it equals.
  var needsFloat: Bool {
    switch presentation {
    case .scientific, .upperScientific, .fixed, .upperFixed, .general, .upperGeneral, .percent: true
    default: false
    }
  }

  private static func alignment(_ character: Character) -> Alignment? {
    switch character {
    case "<": .left
    case ">": .right
    case "^": .center
    case "=": .afterSign
    default: nil
    }
  }

  private static func sign(_ character: Character) -> Sign? {
    switch character {
    case "+": .always
    case "-": .negativeOnly
    case " ": .space
    default: nil
    }
  }

  /// Reads digits; -1 if there are none, nil if the number is beyond use.
  private static func number(_ rest: inout ArraySlice<Character>) -> Int? {
    var value = -1
    while let digit = rest.first, digit.isASCII, let number = digit.wholeNumberValue {
      value = max(value, 0) * 10 + number
      if value > 100_000 { return nil }
      rest = rest.dropFirst()
    }
    return value
  }
}
