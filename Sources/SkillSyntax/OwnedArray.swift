import SkillDiagnostics

/// An array of plain values that has one owner: it is not copied by accident, so that appending never has to. The lexer,
/// the parser and the checker append to several for every token.
public struct OwnedArray<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  /// What was appended so far. An owner that goes on while this is kept copies it once.
  public private(set) var elements: [Element] = []

  /// An empty one with room for `capacity` elements, which grows where that is not enough.
  public init(capacity: Int) { elements.reserveCapacity(capacity) }

  /// One that goes on from what another holds.
  public init(copying other: borrowing OwnedArray, room: Int) {
    self.init(capacity: other.count + room)
    elements += other.elements
  }

  public var count: Int { elements.count }
  public var isEmpty: Bool { elements.isEmpty }
  public var last: Element? { elements.last }
  public var indices: Range<Int> { elements.indices }

  public subscript(index: Int) -> Element {
    @inline(__always) get { elements[index] }
    @inline(__always) _modify { yield &elements[index] }
  }

  @inline(__always)
  public mutating func append(_ element: Element) { elements.append(element) }

  /// Appends the elements of another from `first` on.
  public mutating func append(from other: borrowing OwnedArray, at first: Int) { elements += other.elements[first...] }

  public mutating func append(from other: borrowing OwnedArray, in range: Range<Int>) {
    elements += other.elements[range]
  }

  public mutating func append(contentsOf more: some Sequence<Element>) { elements.append(contentsOf: more) }

  /// Cost: what stands behind `index` is moved.
  public mutating func insert(contentsOf more: [Element], at index: Int) {
    elements.insert(contentsOf: more, at: index)
  }

  @discardableResult
  public mutating func removeLast() -> Element { elements.removeLast() }

  /// Removes the elements from `count` on.
  public mutating func truncate(to count: Int) { elements.truncate(to: count) }

  /// A copy of some of the elements.
  public func elements(in range: Range<Int>) -> [Element] { Array(elements[range]) }
}
