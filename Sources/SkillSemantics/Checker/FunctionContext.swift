import SkillDiagnostics
import SkillSyntax

/// A name that some statement of a function (or of the top level) sets.
struct Variable {
  /// `Symbol.none` for a memory cell's entry.
  var symbol: Symbol
  /// Where it is first set.
  var span: Span
  /// The annotated type: every assignment converts to it.
  var declared: Type?
  /// Every assignment converts to it while a statement with such a plan is checked.
  var pinned: Type?
  /// Of a top-level variable that a `def` reads: the index of the def that does, first.
  var reader: Int?
  /// Whether files that import this one can read it.
  var isExported = false
  /// Whether the next turn of a session can read it.
  var isKept = false
  /// Whether a `def` of an earlier turn reads it, so that its type cannot change.
  var isPinned = false
  /// The locals or globals that hold it, one for each type: the first, and the others, which few variables have.
  var firstSlot: Slot?
  var otherSlots: [Slot] = []
  /// The memory cell that this entry stands for: no name leads to it, it only carries what tests told of the cell.
  var cell: Int?

  /// Whether it has one type throughout.
  var isShared: Bool { reader != nil || isExported }
  /// Whether a global holds it.
  var isGlobal: Bool { isShared || isKept }

  var slots: [Slot] { (firstSlot.map { [$0] } ?? []) + otherSlots }

  typealias Slot = (type: Type, slot: UInt32)

  mutating func add(_ slot: Slot) {
    if firstSlot == nil { firstSlot = slot } else { otherSlots.append(slot) }
  }
}

/// What is known while one function, or the top level, is being checked.
struct FunctionContext {
  /// Index of the function; nil at the top level.
  var function: Int?
  var variables: [Variable]
  /// The first of the entries of `variables` that stand for memory cells that may hold None, in the order of
  /// `Checker.optionalCells`.
  var firstCellVariable = 0
  var locals: [LocalVariable] = []
  /// The annotations met so far, each with what the variable was declared as before.
  var declarations: [(variable: Int, before: Type?)] = []
  var loops: [LoopContext] = []
  /// What every place in the enclosing `try` and `retry` bodies knows of variables, innermost last.
  var regions: [FlowRegion] = []
  /// The failures that enclosing handlers caught, innermost last; for a bare `raise`.
  var caught: [LocalID] = []
  /// Of a `def`: the annotated result, or what an earlier pass over its body has found.
  var expectedResult: Type?
  var returns: [(type: Type, span: Span)] = []
  /// Depth of `try` bodies whose failures are caught.
  var catchDepth = 0
  var finallyDepth = 0

  init(function: Int?, variables: [Variable]) {
    self.function = function
    self.variables = variables
  }
}

/// A loop around the statement being checked.
struct LoopContext {
  /// The state with which every round begins.
  var head: FlowState
  var plan: FlowPlan
  /// The states at `continue` and at the end of the body.
  var rounds: [FlowState] = []
  /// The states at `break`.
  var breaks: [FlowState] = []
  /// How many regions were open where the loop began.
  var regionCount: Int
}

/// A `try` or `retry` body: control can leave it anywhere.
struct FlowRegion {
  /// What holds wherever control may leave.
  var state: FlowState
  var plan: FlowPlan
}
