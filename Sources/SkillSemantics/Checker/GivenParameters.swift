/// Which parameters of a call have an argument.
struct GivenParameters {
  /// The first 64, a bit each: no call of an ordinary program allocates.
  private var first: UInt64 = 0
  private var others: Set<Int> = []

  func contains(_ index: Int) -> Bool { index < 64 ? first & 1 << UInt64(index) != 0 : others.contains(index) }

  mutating func insert(_ index: Int) {
    if index < 64 { first |= 1 << UInt64(index) } else { others.insert(index) }
  }
}
