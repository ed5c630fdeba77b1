/// What was found for the members of a table, by their numbers.
struct IndexMemo {
  /// −1 for those that nothing was found for yet.
  private var known: [Int32] = []

  init(count: Int) {
    known.reserveCapacity(count)
    for _ in 0..<count { known.append(-1) }
  }

  var count: Int { known.count }

  subscript(_ number: Int) -> Int? { known[number] < 0 ? nil : Int(known[number]) }

  mutating func note(_ index: Int, for number: Int) { known[number] = Int32(index) }
}
