/// What a walk over a tree holds of nodes that are not complete: grows and shrinks all the time. What was removed stays
/// where it is and is written over, so that removing costs nothing. Public and inlined for the reason that `OwnedArray` is.
public struct OwnedStack<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  /// The elements, and behind them what was removed.
  @usableFromInline var stored: [Element] = []
  @usableFromInline var held = 0

  /// How many elements it holds.
  @inlinable public var count: Int { held }

  /// An empty one with room for `capacity` elements, which grows where that is not enough.
  @inlinable public init(capacity: Int) { stored.reserveCapacity(capacity) }

  /// Whether it holds none.
  @inlinable public var isEmpty: Bool { held == 0 }
  /// The last element; nil if there is none.
  @inlinable public var last: Element? { held == 0 ? nil : stored[held &- 1] }
  /// The places of its elements.
  @inlinable public var indices: Range<Int> { 0..<held }

  /// Traps outside of the stack, as an array does.
  public subscript(index: Int) -> Element {
    @inlinable get {
      precondition(index < held)
      return stored[index]
    }
    @inlinable _modify {
      precondition(index < held)
      yield &stored[index]
    }
  }

  /// Puts one element on top.
  @inlinable @inline(__always)
  public mutating func append(_ element: Element) {
    if held < stored.count { stored[held] = element } else { grow(by: element) }
    held &+= 1
  }

  @inline(never)
  @usableFromInline mutating func grow(by element: Element) { stored.append(element) }

  /// Puts some of the elements of an array on top.
  @inlinable public mutating func append(from other: borrowing OwnedArray<Element>, in range: Range<Int>) {
    for index in range { append(other[index]) }
  }

  /// Cost: what stands behind `index` is moved.
  @inlinable public mutating func insert(contentsOf more: [Element], at index: Int) {
    stored.removeLast(stored.count - held)
    stored.insert(contentsOf: more, at: index)
    held = stored.count
  }

  /// Removes the last element, of which there must be one, and returns it.
  @discardableResult
  @inlinable public mutating func removeLast() -> Element {
    held -= 1
    return stored[held]
  }

  /// Removes the elements from `count` on, if there are any.
  @inlinable public mutating func truncate(to count: Int) { held = min(held, count) }
}
