/// Plain values in one piece of memory, as a `ColumnBuilder` has left them. Copies share it; nobody changes it.
///
/// Invariant: `count` initialised elements stand at `base`, for as long as `owner` lives.
@frozen
public struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
  @usableFromInline let owner: ColumnMemory
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline let length: Int

  init(_ owner: ColumnMemory, _ base: UnsafeMutablePointer<Element>, count: Int) {
    self.owner = owner
    self.base = base
    length = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { length }
  @inlinable public var count: Int { length }

  /// Traps outside of the column, as an array does.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: length), "outside of a column")
      return withExtendedLifetime(owner) { base[index] }
    }
  }
}

/// The memory of columns: freed when the last of them is gone.
@usableFromInline
final class ColumnMemory: @unchecked Sendable {
  private let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { self.base = base }

  deinit { base.deallocate() }
}
