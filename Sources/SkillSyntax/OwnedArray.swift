import SkillDiagnostics

/// An array of plain values that has one owner: it is not copied by accident, so appending does not have to copy it. The
/// lexer, the parser and the checker append to several for every token.
///
/// All of it is public and can be inlined: what has package access is not inlined into other modules, which then call it
/// without knowing the type of the elements, and took twice as long to check a program.
public struct OwnedArray<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  /// What was appended so far. An owner that goes on while this is kept copies it once.
  @inlinable public var elements: [Element] { stored }

  @usableFromInline var stored: [Element] = []

  /// An empty one with room for `capacity` elements, which grows where that is not enough.
  @inlinable public init(capacity: Int) { stored.reserveCapacity(capacity) }

  /// One that goes on from what another holds.
  @inlinable public init(copying other: borrowing OwnedArray, room: Int) {
    self.init(capacity: other.count + room)
    stored += other.elements
  }

  /// How many elements it holds.
  @inlinable public var count: Int { stored.count }
  /// Whether it holds none.
  @inlinable public var isEmpty: Bool { stored.isEmpty }
  /// The last element; nil if there is none.
  @inlinable public var last: Element? { stored.last }
  /// The places of its elements.
  @inlinable public var indices: Range<Int> { stored.indices }

  /// Traps outside of the array, as any does.
  public subscript(index: Int) -> Element {
    @inlinable get { stored[index] }
    @inlinable _modify { yield &stored[index] }
  }

  /// Appends one element.
  @inlinable public mutating func append(_ element: Element) { stored.append(element) }

  /// Appends the elements of a stack from `first` on. One by one: they are few, and a slice of them costs more.
  @inlinable public mutating func append(from stack: borrowing OwnedStack<Element>, at first: Int) {
    for index in first..<stack.count { stored.append(stack[index]) }
  }

  /// Appends several elements.
  @inlinable public mutating func append(contentsOf more: some Sequence<Element>) { stored.append(contentsOf: more) }

  /// Removes the last element, of which there must be one, and returns it.
  @discardableResult
  @inlinable public mutating func removeLast() -> Element { stored.removeLast() }

  /// Removes the elements from `count` on.
  @inlinable public mutating func truncate(to count: Int) { stored.truncate(to: count) }

  /// A copy of some of the elements.
  @inlinable public func elements(in range: Range<Int>) -> [Element] { Array(stored[range]) }
}
