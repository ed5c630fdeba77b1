extension NativeFrame {
  /// The positions between two optional arguments, `start` and `end`, of a sequence's method. Nil where the start lies
  /// behind the end: there is not even an empty part.
  func window(ofCount count: Int, from argument: Int) -> Range<Int>? {
    func position(_ bound: Int) -> Int { bound < 0 ? max(0, bound &+ count) : bound }
    let start = position(optionalInt(argument) ?? 0)
    let end = min(count, position(optionalInt(argument + 1) ?? count))
    return start <= end ? start..<end : nil
  }
}

/// The positions that `[lower:upper:step]` takes from a sequence.
struct Slice {
  /// The first position, where there is one.
  let start: Int
  /// The position before which they end, in the direction of the step.
  let end: Int
  private let step: Int

  var indices: StrideTo<Int> { stride(from: start, to: end, by: step) }

  /// Bounds beyond the ends stand for the ends, negative ones count from the end; step 0 is a fault.
  init(count: Int, lower: Int?, upper: Int?, step: Int?) throws(Fault) {
    let step = step ?? 1
    guard step != 0 else { throw .value("the step of a slice is zero") }
    // Going down, positions end before −1, the place before the first.
    let (least, most) = step > 0 ? (0, count) : (-1, count - 1)
    func clamped(_ bound: Int?, default standard: Int) -> Int {
      guard let bound else { return standard }
      return Swift.max(least, Swift.min(most, bound < 0 ? bound &+ count : bound))
    }
    start = clamped(lower, default: step > 0 ? 0 : count - 1)
    end = clamped(upper, default: step > 0 ? count : -1)
    // A step longer than the sequence takes one position, like one of its length.
    self.step = Swift.max(-count - 1, Swift.min(count + 1, step))
  }
}
