/// An arithmetic progression: the language's `range`.
struct Progression: Hashable, Sendable {
  let start: Int
  let stop: Int
  /// Not zero.
  let step: Int

  init(_ slot: Slot) {
    let parts = slot.words.map { Int(truncatingIfNeeded: $0) }
    self.init(
      start: parts.first ?? 0, stop: parts.dropFirst().first ?? 0, step: parts.dropFirst(2).first ?? 1)
  }

  init(start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
  }

  /// How many numbers it has, at most `Int.max`.
  var count: Int {
    guard step != 0, step > 0 ? start < stop : start > stop else { return 0 }
    let distance = step > 0 ? stop.subtractingMagnitude(start) : start.subtractingMagnitude(stop)
    return Int(clamping: (distance - 1) / step.magnitude + 1)
  }

  /// The number at `index`, which lies within 0..<count.
  subscript(index: Int) -> Int { start &+ index &* step }

  func contains(_ number: Int) -> Bool {
    guard count > 0, step > 0 ? number >= start && number < stop : number <= start && number > stop else { return false }
    return number.magnitudeOfDifference(from: start) % step.magnitude == 0
  }

  /// Equal as sequences.
  func isEqual(_ other: Progression) -> Bool {
    count == other.count && (count == 0 || start == other.start && (count == 1 || step == other.step))
  }
}

extension Int {
  /// `self − other` for `self ≥ other`, without overflow.
  fileprivate func subtractingMagnitude(_ other: Int) -> UInt { UInt(bitPattern: self) &- UInt(bitPattern: other) }

  fileprivate func magnitudeOfDifference(from other: Int) -> UInt {
    self >= other ? subtractingMagnitude(other) : other.subtractingMagnitude(self)
  }
}
