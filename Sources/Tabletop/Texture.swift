#if canImport(Glibc)
  import Glibc
#endif

/// What an actor's surface looks like, drawn from its name alone: a colour ("red"), a pattern of colours
/// ("polka dot red green", "yellow blue stripe") or a material ("brick"). Words may be joined by underscores, and
/// colours may stand before or after the pattern. Pictures tile.
public struct Texture: Sendable {
  /// What is drawn; the colours of a pattern come from the name.
  enum Pattern: Equatable {
    case plain, polkaDot, stripe, swirl, paisley
    case checkerboard, tiled, wooden, brick, granite, plastic, tiger, rainbow, magma, table

    init?(_ words: [Substring]) {
      switch words {
      case []: self = .plain
      case ["polka", "dot"]: self = .polkaDot
      case ["stripe"]: self = .stripe
      case ["swirl"]: self = .swirl
      case ["paisley"]: self = .paisley
      case ["checkerboard"]: self = .checkerboard
      case ["tiled"]: self = .tiled
      case ["wooden"]: self = .wooden
      case ["brick"]: self = .brick
      case ["granite"]: self = .granite
      case ["plastic"]: self = .plastic
      case ["tiger"]: self = .tiger
      case ["rainbow"]: self = .rainbow
      case ["magma"]: self = .magma
      case ["table"]: self = .table
      default: return nil
      }
    }

    /// How many colours a name must give.
    var colorCounts: ClosedRange<Int> {
      switch self {
      case .plain, .paisley: 1...1
      case .polkaDot, .stripe: 2...2
      case .swirl: 0...1
      default: 0...0
      }
    }
  }

  public let name: String
  let pattern: Pattern
  let colors: [TextureColor]
  private let brightness: Double

  /// Nil for a name that means no texture. The empty name is an untextured light grey.
  public init?(named name: String) {
    var words = name.split(whereSeparator: { $0 == " " || $0 == "_" })
    brightness = words.first == "dark" ? 0.6 : 1
    if words.first == "dark" { words.removeFirst() }
    let colors = words.compactMap { TextureColor(named: $0) }
    guard let pattern = Pattern(words.filter { TextureColor(named: $0) == nil }) else { return nil }
    if name.isEmpty {
      self.colors = [TextureColor(0.75, 0.75, 0.75)]
    } else {
      guard pattern.colorCounts.contains(colors.count) else { return nil }
      self.colors = colors
    }
    self.name = name
    self.pattern = pattern
  }

  /// Pixels of a square picture, three bytes each, rows from the bottom.
  public func pixels(side: Int) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(3 * side * side)
    for row in 0..<side {
      for column in 0..<side {
        let u = (Double(column) + 0.5) / Double(side)
        let v = (Double(row) + 0.5) / Double(side)
        let (red, green, blue) = color(u, v).scaled(by: brightness).bytes
        bytes.append(red)
        bytes.append(green)
        bytes.append(blue)
      }
    }
    return bytes
  }

  /// Colour at `u` to the right and `v` up, each 0…1.
  private func color(_ u: Double, _ v: Double) -> TextureColor {
    let first = colors.first ?? TextureColor(0.75, 0.75, 0.75)
    let second = colors.last ?? first
    switch pattern {
    case .plain: return first
    case .polkaDot: return Self.dotted(u, v, ground: first, dot: second)
    case .stripe: return Self.wrapped(4 * u) < 0.5 ? first : second
    case .swirl: return Self.swirl(u, v, color: colors.first)
    case .paisley: return Self.paisley(u, v, ground: first)
    case .checkerboard: return (Int(4 * u) + Int(4 * v)).isMultiple(of: 2) ? .ink : .paper
    case .tiled: return Self.tiles(u, v)
    case .wooden: return Self.wood(u, v, light: TextureColor(0.66, 0.42, 0.22), dark: TextureColor(0.36, 0.19, 0.08))
    case .table: return Self.boards(u, v)
    case .brick: return Self.bricks(u, v)
    case .granite: return Self.granite(u, v)
    case .plastic: return Self.plastic(u, v)
    case .tiger: return Self.tiger(u, v)
    case .rainbow: return Self.rainbow(u)
    case .magma: return Self.magma(u, v)
    }
  }

  static func wrapped(_ value: Double) -> Double { value - value.rounded(.down) }
}

extension TextureColor {
  static let ink = TextureColor(0.05, 0.05, 0.06)
  static let paper = TextureColor(0.95, 0.95, 0.93)
  static let cream = TextureColor(0.98, 0.93, 0.78)
}
