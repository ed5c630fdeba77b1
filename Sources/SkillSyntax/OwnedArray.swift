import SkillDiagnostics

/// An array of plain values that has one owner: it is not copied by accident, so appending does not have to copy it. The lexer,
/// the parser and the checker append to several for every token.
package struct OwnedArray<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  /// What was appended so far. An owner that goes on while this is kept copies it once.
  package private(set) var elements: [Element] = []

  /// An empty one with room for `capacity` elements, which grows where that is not enough.
  package init(capacity: Int) { elements.reserveCapacity(capacity) }

  /// One that goes on from what another holds.
  package init(copying other: borrowing OwnedArray, room: Int) {
    self.init(capacity: other.count + room)
    elements += other.elements
  }

  package var count: Int { elements.count }
  package var isEmpty: Bool { elements.isEmpty }
  package var last: Element? { elements.last }
  package var indices: Range<Int> { elements.indices }

  /// Traps outside of the array, as any does.
  package subscript(index: Int) -> Element {
    @inline(__always) get { elements[index] }
    @inline(__always) _modify { yield &elements[index] }
  }

  @inline(__always)
  package mutating func append(_ element: Element) { elements.append(element) }

  /// Appends the elements of another from `first` on.
  package mutating func append(from other: borrowing OwnedArray, at first: Int) { elements += other.elements[first...] }

  /// Appends some of the elements of another.
  package mutating func append(from other: borrowing OwnedArray, in range: Range<Int>) {
    elements += other.elements[range]
  }

  package mutating func append(contentsOf more: some Sequence<Element>) { elements.append(contentsOf: more) }

  /// Cost: what stands behind `index` is moved.
  package mutating func insert(contentsOf more: [Element], at index: Int) {
    elements.insert(contentsOf: more, at: index)
  }

  @discardableResult
  package mutating func removeLast() -> Element { elements.removeLast() }

  /// Removes the elements from `count` on.
  package mutating func truncate(to count: Int) { elements.truncate(to: count) }

  /// A copy of some of the elements.
  package func elements(in range: Range<Int>) -> [Element] { Array(elements[range]) }
}
