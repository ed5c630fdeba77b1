/// Something that happens while a function runs and that an analysis may care about, in the order of execution.
struct FlowEvent {
  enum Kind {
    /// A skill or query.
    case host(HostFunctionID, ArgumentList)
    /// A `def` of the program.
    case call(FunctionID, ArgumentList)
    /// The program has ended.
    case done
    /// A cell's element is read under a key known before the program runs.
    case loadKey(CellID, StringID)
    case storeKey(CellID, StringID)
    /// The program asks whether a cell has a key.
    case testKey(CellID, StringID)
    /// A cell gets a new value as a whole; as an initialiser only if it has none yet.
    case assign(CellID, ExpressionID, isInitialiser: Bool)
    /// A cell is used in a way that may store anything in it: an unknown key, a method, another name for it.
    case alias(CellID)
    /// A local gets a value.
    case assignLocal(LocalID, ExpressionID)
  }

  var kind: Kind
  /// The expression or, for stores, the value.
  var place: ExpressionID
  /// Whether the statement may run without it: an operand of `and`, an arm of `… if … else …`, a comprehension.
  var isConditional: Bool
}
