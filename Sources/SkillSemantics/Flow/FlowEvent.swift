/// Something that happens while a function runs and that an analysis may care about, in the order of execution.
struct FlowEvent {
  enum Kind {
    /// A skill or query.
    case host(HostFunctionID, ArgumentList)
    /// A `def` of the program.
    case call(FunctionID, ArgumentList)
    /// The program has ended.
    case done
    /// A statement whose mistake was reported: it may have called anything.
    case lost
    /// A test of what is held came out so.
    case assume(ExpressionID, holds: Bool)
    /// A cell's element is read under a key known before the program runs; `place` is the key.
    case loadKey(CellID, StringID)
    case storeKey(CellID, StringID)
    case removeKey(CellID, StringID)
    /// A cell's elements are all removed.
    case removeAll(CellID)
    /// The program asks whether a cell has a key.
    case testKey(CellID, StringID)
    /// A dict's cell gets a new value as a whole; as an initialiser only if it has none yet.
    case assign(CellID, ExpressionID, isInitialiser: Bool)
    /// A cell is used in a way that may store anything in it: an unknown key, another name for it.
    case alias(CellID)
    /// A local gets a value: nil if a loop sets it.
    case assignLocal(LocalID, ExpressionID?)
    case assignGlobal(GlobalID, ExpressionID)
  }

  var kind: Kind
  /// The expression or, for stores, the value.
  var place: ExpressionID
  /// Whether the statement may run without it: an operand of `and`, an arm of `… if … else …`, a comprehension.
  var isConditional: Bool

  func calls(_ host: HostFunctionID?) -> Bool {
    if case .host(let called, _) = kind { called == host } else { false }
  }

  /// Whether a SkillFailure can come of it.
  var canFail: Bool {
    switch kind {
    case .host, .call, .lost: true
    default: false
    }
  }
}
