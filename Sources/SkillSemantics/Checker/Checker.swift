import SkillDiagnostics
import SkillSyntax

/// Turns a syntax tree into a typed one, in one walk in the order of execution.
///
/// The walk carries a `FlowState`: which variables are set, at which type, and what tests have told of them. Where control
/// can come back (loops, `retry`) or leave anywhere (`try`), a statement is checked again if the first pass shows that a
/// variable needs another type; see `FlowPlan`. An expression that was reported has the type `error`, which fits
/// everywhere, so that one mistake gives one diagnostic.
///
/// The value is large, and not copyable so that nothing copies it by the way. A method that changes nothing is still handed
/// its bytes, half a kilobyte: the ones that every expression asks are inlined, or belong to the tree.
struct Checker: ~Copyable {
  let tree: SyntaxTree
  let facts: SceneFacts?
  let options: CheckOptions
  /// Whether the tree is the prelude's own.
  let isInterface: Bool
  var types: TypeTable
  var diagnostics: [Diagnostic] = []

  // MARK: The typed tree being built

  var expressions: OwnedArray<TypedExpression>
  var statements: OwnedArray<TypedStatement>
  var expressionLists: OwnedArray<ExpressionID>
  var argumentLists: OwnedArray<TypedArgument>
  var strings: [String] = []
  /// The string literals met so far, each once as it is written, and their texts.
  var literals = SymbolTable.empty
  var literalTexts: [StringID] = []
  var formats: [FormatSpecification] = []
  var comprehensions: [TypedComprehension] = []
  var tries: [TypedTry] = []
  var branches = OwnedArray<TypedBranch>(capacity: 16)
  var globals: [GlobalVariable] = []
  var cells: [MemoryCell] = []
  /// Arguments of calls that are not complete yet, innermost last.
  var pendingArguments = OwnedStack<TypedArgument>(capacity: 16)
  /// Statements of blocks that are not complete yet, innermost last.
  var pendingStatements = OwnedStack<TypedStatement>(capacity: 64)
  /// Branches of `if`s that are not complete yet, innermost last, and what holds at the ends of their blocks.
  var pendingBranches = OwnedStack<TypedBranch>(capacity: 16)
  var pendingEnds: [FlowState] = []
  /// The variables that differ where paths meet that are being joined, innermost last.
  var differences = OwnedStack<Int>(capacity: 32)

  // MARK: Names

  let preludeBindings: [Binding]
  /// What each symbol stands for at the top level.
  var bindings: [Binding]
  /// The variable of the current `def` that a symbol names, if its stamp is `currentStamp`.
  var localIndices: [(stamp: UInt32, index: Int32)]
  var currentStamp: UInt32 = 0
  var lastStamp: UInt32 = 0
  var functions: [FunctionRecord] = []
  /// The types without parameters that the prelude names, by symbol.
  let typeNames: [Type?]
  /// What the methods met so far take and give.
  var methodSignatures: [MethodUse: (operation: BuiltinOperation, signature: Signature)] = [:]
  let preludeFunctions: [PreludeFunction]
  let preludeConstants: [PreludeConstant]
  let hostFunctions: [HostFunction]
  var cellDeclarations: [Location] = []
  /// The memory cells that may hold None.
  var optionalCells: [Int] = []
  /// What other files of the program offer.
  var imports = ImportTable()
  /// What the session has had so far; nil unless the tree is a turn of one.
  var earlier: EarlierTurns?
  /// The variables of a turn that it sets at several types, found in an earlier pass over it.
  var retyped: Set<Symbol> = []
  var retypedChanged = false
  /// Diagnostics of `def`s that were checked on the way.
  var finishedDiagnostics: [Diagnostic] = []

  // MARK: Where the walk is

  var context: FunctionContext
  /// The top level while a `def` is being checked.
  var moduleVariables: [Variable] = []
  var flow = FlowState(variables: VariableStates(count: 0))
  /// What an empty list or dict turned out to hold, by the number of its type.
  var pendingContainers: [PendingContainer] = []
  /// What empty lists and dicts hold whose elements an earlier pass over the program asked for before it knew, by place.
  var knownContainers: [Span: Type] = [:]
  /// The same of this pass: it has to be repeated.
  var lateContainers: [Span: Type] = [:]
  /// Types that top-level variables read by `def`s need, found in an earlier pass over the program.
  var sharedTypes: [Symbol: Type]
  var sharedTypesChanged = false
  /// How many statements enclose the one being checked, itself included. The parser limits how deep a tree can be.
  var depth = 0
  /// Whether a skill is called anywhere.
  var callsSkill = false
  /// Identifiers in statements that could not be read: what they may have set is not known.
  var brokenSymbols: Set<Symbol> = []
  /// How many expressions could not be given a meaning: grows while a statement with a mistake is checked.
  var brokenCount = 0
  /// Where the parser reported mistakes, in order.
  var syntaxErrors: [UInt32] = []
  /// Stand for calls that the typed tree lost to a mistake.
  var lostCalls: Set<ExpressionID> = []
  /// Whether a statement that could not be read may have ended the program.
  var mayHaveEnded = false
  /// Whether a `def` lacks its name, so that an unknown function may be that one.
  var hasNamelessFunction = false
  /// How many loops and `def`s with a mistake in their header are around: what they name is not known.
  var spoiltDepth = 0
  /// The top-level statements, once checked.
  var mainBody = Checker.emptyBlock

  /// A checker for `tree`, whose symbols must have grown from the prelude's.
  init(
    _ tree: SyntaxTree, prelude: Prelude?, facts: SceneFacts?, options: CheckOptions, sharedTypes: [Symbol: Type] = [:]
  ) {
    self.tree = tree
    self.facts = facts
    self.options = options
    self.sharedTypes = sharedTypes
    isInterface = prelude == nil
    preludeBindings = prelude?.bindings ?? []
    typeNames = prelude?.typeNames ?? []
    types = prelude?.types ?? TypeTable()
    preludeFunctions = prelude?.functions ?? []
    preludeConstants = prelude?.constants ?? []
    hostFunctions = prelude?.hostFunctions ?? []
    bindings = prelude?.bindings ?? []
    bindings.append(contentsOf: repeatElement(.unknown, count: max(0, tree.symbols.count - bindings.count)))
    localIndices = Array(repeating: (0, 0), count: tree.symbols.count)
    context = FunctionContext(function: nil, variables: [])
    // Room for what ordinary programs need, so that it need not grow step by step.
    expressions = OwnedArray(capacity: tree.nodeCount)
    statements = OwnedArray(capacity: tree.nodeCount / 8)
    expressionLists = OwnedArray(capacity: tree.nodeCount / 16)
    argumentLists = OwnedArray(capacity: tree.nodeCount / 4)
    pendingEnds.reserveCapacity(8)
    if let prelude {
      cells.reserveCapacity(8)
      cellDeclarations.reserveCapacity(8)
      cells.append(MemoryCell(name: "pose_dict", type: prelude.poseDictionary, isDeclared: false))
      cellDeclarations.append(Location(tree.source, Span(0, 0)))
      imports.firstCell = 1
    }
    strings.reserveCapacity(tree.nodeCount / 16)
  }

  // MARK: Reports

  mutating func report(
    _ finding: some Finding, at span: Span, related: [RelatedLocation] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    diagnostics.append(
      Diagnostic(finding, at: Location(tree.source, span), related: related, notes: notes, fixIts: fixIts))
  }

  func related(_ span: Span, _ label: String) -> RelatedLocation {
    RelatedLocation(Location(tree.source, span), label: label)
  }

  // MARK: The typed tree

  mutating func emit(_ kind: TypedExpression.Kind, _ type: Type, _ span: Span) -> ExpressionID {
    let id = ExpressionID(rawValue: UInt32(truncatingIfNeeded: expressions.count))
    expressions.append(TypedExpression(kind, type, span))
    return id
  }

  /// Stands for what was reported; a program that holds one never leaves the checker.
  mutating func broken(_ span: Span) -> ExpressionID { brokenValue(span, .error) }

  /// The same of a type that is known all the same, so that what follows is checked.
  mutating func brokenValue(_ span: Span, _ type: Type) -> ExpressionID {
    brokenCount += 1
    return emit(.none, type, span)
  }

  mutating func emit(_ kind: TypedStatement.Kind, _ span: Span) {
    pendingStatements.append(TypedStatement(kind, span))
  }

  @inline(__always)
  func type(_ id: ExpressionID) -> Type { resolved(expressions[Int(id.rawValue)].type) }

  @inline(__always)
  func span(_ id: ExpressionID) -> Span { expressions[Int(id.rawValue)].span }

  mutating func string(_ text: String) -> StringID {
    strings.append(text)
    return StringID(rawValue: UInt32(strings.count - 1))
  }

  mutating func list(_ ids: [ExpressionID]) -> ExpressionList {
    let start = UInt32(expressionLists.count)
    expressionLists.append(contentsOf: ids)
    return ExpressionList(start: start, count: UInt32(ids.count))
  }

  /// Arguments in the order of the parameters, which is the order of evaluation.
  mutating func arguments(_ ids: [ExpressionID]) -> ArgumentList {
    let start = UInt32(argumentLists.count)
    for (index, id) in ids.enumerated() {
      argumentLists.append(TypedArgument(parameter: UInt32(truncatingIfNeeded: index), value: id))
    }
    return ArgumentList(start: start, count: UInt32(ids.count))
  }

  mutating func builtin(_ operation: BuiltinOperation, _ ids: [ExpressionID], _ type: Type, _ span: Span)
    -> ExpressionID
  {
    emit(.builtin(operation, arguments(ids)), type, span)
  }

  /// A variable of the checker's making.
  mutating func temporary(_ type: Type) -> LocalID {
    context.locals.append(LocalVariable(name: "", type: type))
    return LocalID(rawValue: UInt32(context.locals.count - 1))
  }

  /// The pending statements from `mark` on, as a finished block.
  mutating func closeBlock(from mark: Int) -> BlockID {
    let block = BlockID(start: UInt32(statements.count), count: UInt32(pendingStatements.count - mark))
    statements.append(from: pendingStatements, at: mark)
    pendingStatements.truncate(to: mark)
    return block
  }

  static let emptyBlock = BlockID(start: 0, count: 0)
}
