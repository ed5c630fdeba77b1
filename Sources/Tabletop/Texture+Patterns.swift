#if canImport(Glibc)
  import Glibc
#endif

extension Texture {
  /// Dots in rows, every second row shifted by half.
  static func dotted(_ u: Double, _ v: Double, ground: TextureColor, dot: TextureColor) -> TextureColor {
    let across = wrapped(2 * u) - 0.5
    let up = wrapped(2 * v) - 0.5
    let shifted = (wrapped(2 * u + 0.5) - 0.5, wrapped(2 * v + 0.5) - 0.5)
    let nearest = min(hypot(across, up), hypot(shifted.0, shifted.1))
    return nearest < 0.25 ? dot : ground
  }

  /// Two arms of a spiral on white; without a colour, three arms in the primary colours.
  static func swirl(_ u: Double, _ v: Double, color: TextureColor?) -> TextureColor {
    let (x, y) = (u - 0.5, v - 0.5)
    let turns = atan2(y, x) / (2 * .pi) + 3.2 * hypot(x, y)
    if let color { return wrapped(2 * turns) < 0.5 ? color : .paper }
    let arms = [TextureColor(0.9, 0.2, 0.15), TextureColor(0.98, 0.82, 0.15), TextureColor(0.15, 0.4, 0.85)]
    return arms[min(2, Int(3 * wrapped(turns)))]
  }

  /// Bent drops with a dotted heart, light on a dark ground and dark on a light one.
  static func paisley(_ u: Double, _ v: Double, ground: TextureColor) -> TextureColor {
    let drop: TextureColor = ground.green > 0.7 ? TextureColor(0.5, 0.2, 0.05) : .cream
    let heart = ground.mixed(with: drop, 0.25)
    for (cx, cy, turn) in [(0.27, 0.3, 0.4), (0.75, 0.28, 2.5), (0.25, 0.78, 3.6), (0.76, 0.77, 5.6)] {
      let (dx, dy) = (u - cx, v - cy)
      let x = cos(turn) * dx + sin(turn) * dy
      let y = -sin(turn) * dx + cos(turn) * dy
      // A disc whose upper part narrows to a tip that bends to the side.
      let tip = max(0, y) / 0.2
      let bent = x - 0.07 * tip * tip
      let width = 0.13 * (1 - min(1, tip * tip))
      let inside = y <= 0 ? hypot(x, y) / 0.13 : (width > 0 ? abs(bent) / width : 2)
      if hypot(x, y) < 0.045 { return drop }
      if inside < 0.62 { return heart }
      if inside < 1 { return drop }
    }
    return ground
  }

  /// Grey-blue tiles with dark joints.
  static func tiles(_ u: Double, _ v: Double) -> TextureColor {
    let (x, y) = (wrapped(3 * u), wrapped(3 * v))
    if min(min(x, 1 - x), min(y, 1 - y)) < 0.07 { return TextureColor(0.25, 0.27, 0.3) }
    let shade = 0.85 + 0.15 * Noise.cell(Int(3 * u), Int(3 * v))
    return TextureColor(0.62, 0.78, 0.82).scaled(by: shade)
  }

  /// Grain that runs upwards, bent by slow noise.
  static func wood(_ u: Double, _ v: Double, light: TextureColor, dark: TextureColor) -> TextureColor {
    let bend = Noise.smooth(u, v, cells: (3, 2)) + 0.4 * Noise.smooth(u, v, cells: (8, 3))
    let ring = wrapped(5 * u + 1.1 * bend)
    let fibre = Noise.smooth(u, v, cells: (48, 4))
    return light.mixed(with: dark, 0.75 * ring * ring + 0.25 * fibre)
  }

  /// Four planks of light wood side by side.
  static func boards(_ u: Double, _ v: Double) -> TextureColor {
    let plank = Int(4 * u)
    let across = wrapped(4 * u)
    let light = TextureColor(0.8, 0.63, 0.43).scaled(by: 0.93 + 0.09 * Noise.cell(plank, 7))
    let fibre = Noise.smooth(u, v, cells: (60, 3))
    let grain = Noise.smooth(u, wrapped(v + 0.31 * Double(plank)), cells: (16, 2))
    let wood = light.mixed(with: TextureColor(0.62, 0.44, 0.26), 0.35 * fibre * fibre + 0.3 * grain * grain)
    return min(across, 1 - across) < 0.012 ? wood.scaled(by: 0.72) : wood
  }

  /// Red bricks in light mortar, every second course shifted by half.
  static func bricks(_ u: Double, _ v: Double) -> TextureColor {
    let course = Int(6 * v)
    let along = 3 * u + (course.isMultiple(of: 2) ? 0 : 0.5)
    let (x, y) = (wrapped(along), wrapped(6 * v))
    if min(x, 1 - x) < 0.05 || min(y, 1 - y) < 0.1 { return TextureColor(0.82, 0.79, 0.74) }
    let shade = 0.75 + 0.3 * Noise.cell(Int(along.rounded(.down)) % 3, course)
    return TextureColor(0.66, 0.25, 0.16).scaled(by: shade)
  }

  /// Grey with dark, light and pinkish grains.
  static func granite(_ u: Double, _ v: Double) -> TextureColor {
    let grain = Noise.cell(Int(64 * u), Int(64 * v))
    let cloud = Noise.smooth(u, v, cells: (16, 16))
    let ground = TextureColor(0.55, 0.53, 0.52).scaled(by: 0.85 + 0.3 * cloud)
    if grain > 0.86 { return TextureColor(0.12, 0.12, 0.13) }
    if grain > 0.72 { return TextureColor(0.85, 0.84, 0.82) }
    if grain > 0.6 { return TextureColor(0.72, 0.54, 0.5) }
    return ground
  }

  /// Orange with moulded ribs.
  static func plastic(_ u: Double, _ v: Double) -> TextureColor {
    let rib = 0.5 + 0.5 * cos(2 * .pi * 8 * v)
    return TextureColor(1, 0.48, 0.12).mixed(with: TextureColor(1, 0.72, 0.45), 0.55 * rib * rib * rib)
  }

  /// Black wavy stripes of uneven width on orange.
  static func tiger(_ u: Double, _ v: Double) -> TextureColor {
    let bend = 0.25 * sin(2 * .pi * u) + 0.5 * Noise.smooth(u, v, cells: (4, 4))
    let stripe = abs(wrapped(5 * v + bend) - 0.5)
    let width = 0.08 + 0.16 * Noise.smooth(u, v, cells: (5, 5))
    return stripe < width ? .ink : TextureColor(0.95, 0.55, 0.1)
  }

  /// Seven bands from red to violet.
  static func rainbow(_ u: Double) -> TextureColor {
    let bands = [
      TextureColor(0.9, 0.1, 0.1), TextureColor(1, 0.5, 0.05), TextureColor(1, 0.9, 0.1), TextureColor(0.15, 0.7, 0.2),
      TextureColor(0.1, 0.7, 0.85), TextureColor(0.15, 0.2, 0.8), TextureColor(0.55, 0.15, 0.7),
    ]
    return bands[min(6, Int(7 * u))]
  }

  /// Dark rock with glowing cracks.
  static func magma(_ u: Double, _ v: Double) -> TextureColor {
    let noise = Noise.smooth(u, v, cells: (4, 4)) + 0.5 * Noise.smooth(u, v, cells: (9, 9))
    let crack = abs(noise - 0.75)
    if crack < 0.05 { return TextureColor(1, 0.9, 0.3) }
    if crack < 0.13 { return TextureColor(1, 0.4, 0.05) }
    if crack < 0.2 { return TextureColor(0.55, 0.1, 0.04) }
    return TextureColor(0.12, 0.06, 0.06)
  }
}

/// Noise that depends on nothing but its arguments.
private enum Noise {
  /// 0…1 for a cell of a grid, by a multiplicative hash.
  static func cell(_ x: Int, _ y: Int) -> Double {
    var hash =
      UInt64(bitPattern: Int64(x)) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(bitPattern: Int64(y)) &* 0xc2b2_ae3d_27d4_eb4f
    hash = (hash ^ (hash >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return Double((hash ^ (hash >> 32)) >> 11) / Double(1 << 53)
  }

  /// 0…1, smooth, repeating at 1: cell values interpolated.
  static func smooth(_ u: Double, _ v: Double, cells: (Int, Int)) -> Double {
    let (x, y) = (u * Double(cells.0), v * Double(cells.1))
    let (column, row) = (Int(x), Int(y))
    let (fx, fy) = (ease(x - Double(column)), ease(y - Double(row)))
    func corner(_ dx: Int, _ dy: Int) -> Double { cell((column + dx) % cells.0, (row + dy) % cells.1) }
    let low = corner(0, 0) + fx * (corner(1, 0) - corner(0, 0))
    let high = corner(0, 1) + fx * (corner(1, 1) - corner(0, 1))
    return low + fy * (high - low)
  }

  private static func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}
