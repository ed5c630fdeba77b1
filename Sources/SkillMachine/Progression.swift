/// An arithmetic progression: the numbers of `range(start, stop, step)`.
struct Progression: Hashable, Sendable {
  let start: Int
  let stop: Int
  /// Not zero.
  let step: Int

  /// How many numbers it has, at most `Int.max`.
  var count: Int {
    guard step > 0 ? start < stop : start > stop else { return 0 }
    let (low, high) = step > 0 ? (start, stop) : (stop, start)
    let distance = UInt(bitPattern: high) &- UInt(bitPattern: low)
    return Int(clamping: (distance - 1) / step.magnitude + 1)
  }

  /// The number at `index`, which lies within 0..<count.
  subscript(index: Int) -> Int { start &+ index &* step }
}
