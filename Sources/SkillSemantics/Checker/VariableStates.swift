import SkillSyntax

/// What is known of each variable of a function: a vector whose copies share what they have in common, so that branches of
/// a long program cost what they change and not what the program has.
struct VariableStates {
  /// The first states, in one array: all that most functions have.
  private var near: [VariableState] = []
  /// The others, in pieces.
  private var far: [[VariableState]] = []

  private static let nearCount = 32
  private static let pieceCount = 32

  init(count: Int) {
    let nearCount = min(count, Self.nearCount)
    // One by one: the initialiser that repeats an element is not specialised, and looks its type up each time.
    near.reserveCapacity(nearCount)
    for _ in 0..<nearCount { near.append(.unset) }
    let rest = count - nearCount
    if rest == 0 { return }
    far = (0..<(rest + Self.pieceCount - 1) / Self.pieceCount).map {
      Array(repeating: .unset, count: min(rest - $0 * Self.pieceCount, Self.pieceCount))
    }
  }

  subscript(index: Int) -> VariableState {
    get {
      if index < Self.nearCount { return near[index] }
      let rest = index - Self.nearCount
      return far[rest / Self.pieceCount][rest % Self.pieceCount]
    }
    _modify {
      if index < Self.nearCount {
        yield &near[index]
      } else {
        let rest = index - Self.nearCount
        yield &far[rest / Self.pieceCount][rest % Self.pieceCount]
      }
    }
  }

  /// Adds a variable of which nothing is known.
  mutating func append() {
    if near.count < Self.nearCount { return near.append(.unset) }
    if let last = far.indices.last, far[last].count < Self.pieceCount {
      far[last].append(.unset)
    } else {
      far.append([.unset])
    }
  }

  mutating func removeLast() {
    guard let last = far.indices.last else {
      near.removeLast()
      return
    }
    far[last].removeLast()
    if far[last].isEmpty { far.removeLast() }
  }

  /// Appends the variables of which the two know different things. What they share is not looked at.
  func appendDifferences(from other: VariableStates, to differences: inout OwnedStack<Int>) {
    Self.appendDifferences(near, other.near, first: 0, to: &differences)
    if Self.isSameStorage(far, other.far) { return }
    for piece in far.indices {
      Self.appendDifferences(
        far[piece], other.far[piece], first: Self.nearCount + piece * Self.pieceCount, to: &differences)
    }
  }

  private static func appendDifferences(
    _ a: [VariableState], _ b: [VariableState], first: Int, to differences: inout OwnedStack<Int>
  ) {
    if isSameStorage(a, b) { return }
    for index in a.indices where !a[index].isSame(as: b[index]) { differences.append(first + index) }
  }

  private static func isSameStorage<T>(_ a: [T], _ b: [T]) -> Bool {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
  }
}
