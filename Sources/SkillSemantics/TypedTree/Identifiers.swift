/// Indices into the arrays of one `TypedProgram`, told apart by type.

public struct ExpressionID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A run of expressions: `TypedProgram.expressions(in:)`.
public struct ExpressionList: Hashable, BitwiseCopyable, Sendable {
  public let start: UInt32
  public let count: UInt32
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// Where they stand in `TypedProgram.expressionLists`.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// The arguments of one call, in the order in which they are evaluated: `TypedProgram.arguments(of:)`.
public struct ArgumentList: Hashable, BitwiseCopyable, Sendable {
  public let start: UInt32
  public let count: UInt32
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// Where they stand in `TypedProgram.argumentLists`.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// The branches of one `if`, in order: `TypedProgram.branches(in:)`.
public struct BranchList: Hashable, BitwiseCopyable, Sendable {
  public let start: UInt32
  public let count: UInt32
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// Where they stand in `TypedProgram.branches`.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// A run of statements: `TypedProgram.statements(in:)`.
public struct BlockID: Hashable, BitwiseCopyable, Sendable {
  public let start: UInt32
  public let count: UInt32
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  public var isEmpty: Bool { count == 0 }

  /// Where they stand in `TypedProgram.statements`.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// A variable of one function (or of the top level): index into its `locals`. One type for its whole life.
public struct LocalID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A top-level variable that `def`s or later turns can see: index into `TypedProgram.globals`.
public struct GlobalID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A `memory` cell: index into `TypedProgram.cells`.
public struct CellID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A `def` of the program: index into `TypedProgram.functions`.
public struct FunctionID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A skill or query of the prelude: index into `TypedProgram.hostFunctions`.
public struct HostFunctionID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Index into `TypedProgram.strings`.
public struct StringID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Index into `TypedProgram.formats`.
public struct FormatID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Index into `TypedProgram.comprehensions`.
public struct ComprehensionID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Index into `TypedProgram.tries`.
public struct TryID: Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
