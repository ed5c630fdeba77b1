/// What a quantity measures.
public enum Dimension: UInt8, Sendable, CaseIterable {
  case length
  case angle
  case duration
}

/// A unit that may follow a number in source text.
public enum Unit: String, Sendable, CaseIterable {
  case metre = "m"
  case centimetre = "cm"
  case millimetre = "mm"
  case degree = "deg"
  case radian = "rad"
  case second = "s"
  case millisecond = "ms"

  public var dimension: Dimension {
    switch self {
    case .metre, .centimetre, .millimetre: .length
    case .degree, .radian: .angle
    case .second, .millisecond: .duration
    }
  }

  /// `number` of this unit in metres, radians or seconds.
  public func si(_ number: Double) -> Double {
    switch self {
    case .metre, .radian, .second: number
    case .centimetre: number / 100
    case .millimetre, .millisecond: number / 1000
    case .degree: number * (Double.pi / 180)
    }
  }
}

/// A number with a unit, as written.
public struct Quantity: Sendable, Equatable {
  public var number: Double
  public var unit: Unit

  public init(number: Double, unit: Unit) {
    self.number = number
    self.unit = unit
  }

  public var dimension: Dimension { unit.dimension }

  /// In metres, radians or seconds.
  public var si: Double { unit.si(number) }
}
