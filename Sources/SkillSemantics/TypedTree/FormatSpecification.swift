/// The part of an f-string field after `:`, read: `[[fill]align][sign][#][0][width][grouping][.precision][type]`.
public struct FormatSpecification: Hashable, Sendable {
  public enum Alignment: UInt8, Sendable { case left, right, center, afterSign }
  public enum Sign: UInt8, Sendable { case negativeOnly, always, space }
  public enum Grouping: UInt8, Sendable { case comma, underscore }

  /// As Python's letters; nil where the spec has none.
  public enum Presentation: Character, CaseIterable, Sendable {
    case string = "s"
    case decimal = "d"
    case binary = "b"
    case octal = "o"
    case hexadecimal = "x"
    case upperHexadecimal = "X"
    case character = "c"
    case localeNumber = "n"
    case scientific = "e"
    case upperScientific = "E"
    case fixed = "f"
    case upperFixed = "F"
    case general = "g"
    case upperGeneral = "G"
    case percent = "%"
  }

  /// Zero without an alignment: numbers are filled after their sign.
  public var fill: Character = " "
  public var alignment: Alignment?
  public var sign = Sign.negativeOnly
  public var alternateForm = false
  public var width: Int?
  public var grouping: Grouping?
  public var precision: Int?
  public var presentation: Presentation?

  public init() {}
}
