import Glibc

/// A deterministic stream of random numbers whose whole state is one integer.
///
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014): an additive
/// sequence whose terms are scrambled. Streams for different purposes are split off by name, so that drawing more
/// numbers for one purpose changes nothing for another.
public struct SeededRandom: Hashable, Sendable {
  private(set) var state: UInt64

  /// The stream of this seed.
  public init(seed: UInt64) { state = seed }

  /// The independent stream of this name. Taking it draws nothing from this one.
  public func split(_ purpose: String) -> SeededRandom {
    var hash = Fingerprint()
    hash.add(state)
    hash.add(purpose)
    return SeededRandom(seed: hash.value)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.scrambled(state)
  }

  /// Uniform in [0, 1), a multiple of 2⁻⁵³.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// From the standard normal distribution (Box and Muller, 1958).
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  /// Uniform between the bounds.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// Uniform and unbiased in 0 ..< `count`; 0 when `count` is below 2.
  ///
  /// The high half of a 128-bit product, with rejection of the few low halves that would bias it (Lemire: "Fast
  /// random integer generation in an interval", 2019).
  public mutating func index(below count: Int) -> Int {
    guard count > 1 else { return 0 }
    let bound = UInt64(count)
    let rejected = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= rejected { return Int(product.high) }
    }
  }

  /// Uniform in the range, both ends included.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(below: range.count)
  }

  func add(to hash: inout Fingerprint) { hash.add(state) }

  /// 2⁶⁴ divided by the golden ratio, made odd.
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func scrambled(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
