/// A colour of red, green and blue from 0 to 1.
struct TextureColor: Equatable {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colours that texture names are made of.
  init?(named name: some StringProtocol) {
    switch name {
    case "black": self.init(0.06, 0.06, 0.07)
    case "blue": self.init(0.1, 0.22, 0.85)
    case "cyan": self.init(0.1, 0.85, 0.9)
    case "green": self.init(0.1, 0.6, 0.18)
    case "grey": self.init(0.5, 0.5, 0.5)
    case "purple": self.init(0.5, 0.15, 0.65)
    case "red": self.init(0.85, 0.1, 0.1)
    case "white": self.init(0.95, 0.95, 0.95)
    case "yellow": self.init(0.98, 0.85, 0.1)
    default: return nil
    }
  }

  /// `self` at 0, `other` at 1.
  func mixed(with other: TextureColor, _ amount: Double) -> TextureColor {
    let share = min(max(amount, 0), 1)
    return TextureColor(
      red + share * (other.red - red), green + share * (other.green - green), blue + share * (other.blue - blue))
  }

  func scaled(by factor: Double) -> TextureColor { TextureColor(factor * red, factor * green, factor * blue) }

  var bytes: (UInt8, UInt8, UInt8) { (Self.byte(red), Self.byte(green), Self.byte(blue)) }

  private static func byte(_ value: Double) -> UInt8 { UInt8(min(max(value, 0), 1) * 255) }
}
