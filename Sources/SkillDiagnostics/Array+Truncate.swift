extension Array {
  /// Removes the elements from `count` on. Cost: what is removed; `removeSubrange` costs a good deal more for a few.
  @inlinable
  package mutating func truncate(to count: Int) {
    while self.count > count { removeLast() }
  }
}
