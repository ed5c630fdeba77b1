import SkillDiagnostics

/// A checked program: the only thing that the compiler takes, so that no unchecked node reaches it.
///
/// Flat: expressions, statements and lists of both stand in arrays and refer to each other by index. Immutable, and a class
/// because it is large and goes from hand to hand.
public final class TypedProgram: Sendable {
  /// The program's file, then those that it imports. Spans count through all of them: see `location(of:)`.
  public let files: [ProgramFile]
  public let types: TypeTable
  public let expressions: [TypedExpression]
  public let statements: [TypedStatement]
  /// The members of every `ExpressionList`.
  public let expressionLists: [ExpressionID]
  /// The members of every `ArgumentList`.
  public let argumentLists: [TypedArgument]
  public let strings: [String]
  public let formats: [FormatSpecification]
  public let comprehensions: [TypedComprehension]
  public let tries: [TypedTry]
  /// The members of every `BranchList`.
  public let branches: [TypedBranch]
  /// The `def`s: those of imported files, which come first, then the program's, in source order. The top level of an
  /// imported file is a function behind its `def`s.
  public let functions: [TypedFunction]
  /// The top-level statements. Its name is empty.
  public let main: TypedFunction
  public let globals: [GlobalVariable]
  /// The memory cells; `pose_dict` first.
  public let cells: [MemoryCell]
  /// The skills and queries of the prelude, in its order, the same for every program.
  public let hostFunctions: [HostFunction]

  init(
    files: [ProgramFile], types: TypeTable, expressions: [TypedExpression], statements: [TypedStatement],
    expressionLists: [ExpressionID], argumentLists: [TypedArgument], strings: [String],
    formats: [FormatSpecification], comprehensions: [TypedComprehension], tries: [TypedTry],
    branches: [TypedBranch], functions: [TypedFunction], main: TypedFunction, globals: [GlobalVariable],
    cells: [MemoryCell], hostFunctions: [HostFunction]
  ) {
    self.files = files
    self.types = types
    self.expressions = expressions
    self.statements = statements
    self.expressionLists = expressionLists
    self.argumentLists = argumentLists
    self.strings = strings
    self.formats = formats
    self.comprehensions = comprehensions
    self.tries = tries
    self.branches = branches
    self.functions = functions
    self.main = main
    self.globals = globals
    self.cells = cells
    self.hostFunctions = hostFunctions
  }

  /// The place that a span of the tree stands for.
  public func location(of span: Span) -> Location {
    let file = files.last { $0.start <= span.start } ?? files[0]
    return Location(file.source, Span(span.start - file.start, span.end - file.start))
  }

  /// The source text in a span of the tree.
  public func text(in span: Span) -> String {
    let location = location(of: span)
    return location.file.text(in: location.span)
  }

  @inlinable public subscript(_ id: ExpressionID) -> TypedExpression { expressions[Int(id.rawValue)] }
  @inlinable public subscript(_ id: StringID) -> String { strings[Int(id.rawValue)] }
  @inlinable public subscript(_ id: FormatID) -> FormatSpecification { formats[Int(id.rawValue)] }
  @inlinable public subscript(_ id: ComprehensionID) -> TypedComprehension { comprehensions[Int(id.rawValue)] }
  @inlinable public subscript(_ id: TryID) -> TypedTry { tries[Int(id.rawValue)] }
  @inlinable public subscript(_ id: FunctionID) -> TypedFunction { functions[Int(id.rawValue)] }
  @inlinable public subscript(_ id: GlobalID) -> GlobalVariable { globals[Int(id.rawValue)] }
  @inlinable public subscript(_ id: CellID) -> MemoryCell { cells[Int(id.rawValue)] }
  @inlinable public subscript(_ id: HostFunctionID) -> HostFunction { hostFunctions[Int(id.rawValue)] }

  @inlinable public func expressions(in list: ExpressionList) -> ArraySlice<ExpressionID> {
    expressionLists[Int(list.start)..<Int(list.start + list.count)]
  }

  @inlinable public func arguments(of list: ArgumentList) -> ArraySlice<TypedArgument> {
    argumentLists[Int(list.start)..<Int(list.start + list.count)]
  }

  @inlinable public func branches(in list: BranchList) -> ArraySlice<TypedBranch> {
    branches[Int(list.start)..<Int(list.start + list.count)]
  }

  @inlinable public func statements(in block: BlockID) -> ArraySlice<TypedStatement> {
    statements[Int(block.start)..<Int(block.start + block.count)]
  }
}

/// A `def`, or the top level.
public struct TypedFunction: Sendable {
  /// Of an imported file's `def` with the module's name: `a.f`.
  public var name: String
  /// Index into `TypedProgram.files`.
  public var file: Int
  /// Of the name in the `def`.
  public var nameSpan: Span
  /// The first locals are the parameters, in order.
  public var parameterCount: Int
  public var locals: [LocalVariable]
  /// `.none` for a function without a value, `.never` for one that never returns.
  public var result: Type
  /// Conditions (bool) that must hold once the arguments are bound: a fault otherwise.
  public var requires: [ExpressionID]
  /// Conditions (bool) that must hold at a normal return.
  public var ensures: [ExpressionID]
  /// Where `ensures` finds `result`; nil if none reads it.
  public var resultLocal: LocalID?
  public var body: BlockID
}

/// A variable of a function: a name of the program at one type, or a temporary of the checker (then the name is empty).
public struct LocalVariable: Hashable, Sendable {
  public var name: String
  public var type: Type

  public init(name: String, type: Type) {
    self.name = name
    self.type = type
  }
}

/// A top-level variable that a `def` reads, or any in a session's turn.
public struct GlobalVariable: Hashable, Sendable {
  public var name: String
  public var type: Type

  public init(name: String, type: Type) {
    self.name = name
    self.type = type
  }
}

/// A typed cell of the program's memory store.
public struct MemoryCell: Hashable, Sendable {
  public var name: String
  public var type: Type
  /// False for `pose_dict`, which is empty at the start and needs no initialiser.
  public var isDeclared: Bool

  public init(name: String, type: Type, isDeclared: Bool) {
    self.name = name
    self.type = type
    self.isDeclared = isDeclared
  }
}
