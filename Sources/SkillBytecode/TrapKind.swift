/// What a `trap` instruction reports: faults that the program's own text asks for.
public enum TrapKind: UInt16, CaseIterable, Sendable {
  /// `assert`.
  case assertion
  /// `requires`.
  case precondition
  /// `ensures`.
  case postcondition
  /// An operation on a value that does not allow it, such as the smallest element of an empty list.
  case value
  /// Control came where the checker had proved that it cannot.
  case unreachable
}
