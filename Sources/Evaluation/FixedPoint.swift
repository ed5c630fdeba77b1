extension Double {
  /// The number with `decimals` (0…9) digits after the point: `1.5.fixed(2)` is "1.50". Never "-0.00".
  public func fixed(_ decimals: Int) -> String {
    let digits = min(max(decimals, 0), 9)
    let unit = (0..<digits).reduce(1) { product, _ in product * 10 }
    guard isFinite, let scaled = Int(exactly: (magnitude * Double(unit)).rounded()) else { return "\(self)" }
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % unit)
    return "\(sign)\(scaled / unit).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
