/// An array of plain values that has one owner. Unlike with `Array` no change has to ask whether the memory is shared, and
/// nothing is counted: the lexer, the parser and the checker append to several for every token.
///
/// Invariant: `capacity` elements have room at `base`, of which the first `length` are initialised. Every access is checked
/// against `length`. Once a `Column` shares the memory, `capacity` is `length`, so that whatever is added or changed finds
/// no room and gets memory of its own.
public struct ColumnBuilder<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline var length = 0
  /// Frees the memory, where columns share it.
  @usableFromInline var owner: ColumnMemory?

  /// An empty one with room for `capacity` elements, which grows where that is not enough.
  public init(capacity: Int) {
    self.capacity = Swift.max(capacity, 8)
    base = .allocate(capacity: self.capacity)
  }

  /// One that goes on from what another holds.
  public init(copying other: borrowing ColumnBuilder, room: Int) {
    self.init(capacity: other.length + room)
    base.initialize(from: other.base, count: other.length)
    length = other.length
  }

  deinit { if owner == nil { base.deallocate() } }

  @inlinable public var count: Int { length }
  @inlinable public var isEmpty: Bool { length == 0 }
  @inlinable public var last: Element? { length == 0 ? nil : base[length - 1] }
  @inlinable public var indices: Range<Int> { 0..<length }

  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      check(index)
      return base[index]
    }
    @inline(__always) _modify {
      check(index)
      if owner != nil { resize(to: length) }
      yield &base[index]
    }
  }

  @inlinable
  @inline(__always)
  func check(_ index: Int) {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: length), "outside of a column")
  }

  @inlinable
  @inline(__always)
  public mutating func append(_ element: Element) {
    if length == capacity { grow(by: 1) }
    (base + length).initialize(to: element)
    length &+= 1
  }

  /// Appends the elements of another from `first` on.
  @inlinable
  public mutating func append(from other: borrowing ColumnBuilder, at first: Int) {
    append(from: other, in: first..<other.length)
  }

  @inlinable
  public mutating func append(from other: borrowing ColumnBuilder, in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= other.length, "outside of a column")
    if capacity &- length < range.count { grow(by: range.count) }
    var index = range.lowerBound
    while index < range.upperBound {
      (base + length).initialize(to: other.base[index])
      index &+= 1
      length &+= 1
    }
  }

  @inlinable
  public mutating func append(contentsOf elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// Cost: what stands behind `index` is moved.
  public mutating func insert(contentsOf elements: [Element], at index: Int) {
    let rest = self.elements(in: index..<length)
    truncate(to: index)
    append(contentsOf: elements)
    append(contentsOf: rest)
  }

  @inlinable
  @discardableResult
  public mutating func removeLast() -> Element {
    check(length - 1)
    let last = base[length - 1]
    truncate(to: length - 1)
    return last
  }

  /// Removes the elements from `count` on.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0, "outside of a column")
    length = Swift.min(length, count)
    if owner != nil { capacity = length }
  }

  /// A copy of some of the elements.
  public func elements(in range: Range<Int>) -> [Element] { range.map { self[$0] } }

  @usableFromInline
  @inline(never)
  mutating func grow(by added: Int) { resize(to: Swift.max(capacity * 2, length + added)) }

  /// Moves to memory of its own.
  @usableFromInline
  mutating func resize(to capacity: Int) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    memory.initialize(from: base, count: length)
    if owner == nil { base.deallocate() }
    owner = nil
    base = memory
    self.capacity = capacity
  }

  /// The elements as they are now. Cost: O(1), the memory is shared until the builder goes on.
  public mutating func column() -> Column<Element> {
    let owner = owner ?? ColumnMemory(base)
    self.owner = owner
    capacity = length
    return Column(owner, base, count: length)
  }
}
