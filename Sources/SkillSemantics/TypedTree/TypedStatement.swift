import SkillDiagnostics

/// A checked statement. Desugared: a target with parts becomes assignments of its parts, an augmented assignment an
/// assignment, `elif` an `if` in the else block. `pass`, docstrings and `def`s are gone.
public struct TypedStatement: BitwiseCopyable, Sendable {
  public var kind: Kind
  /// What the statement in force is shown as: for a compound statement its header.
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public enum Kind: BitwiseCopyable, Sendable {
    /// Evaluated for its effect.
    case expression(ExpressionID)
    case assignLocal(LocalID, ExpressionID)
    case assignGlobal(GlobalID, ExpressionID)
    case assignCell(CellID, ExpressionID)
    /// `base[index] = value`, for list (fault: index) and dict. The value is evaluated first, then base, then index.
    case assignElement(base: ExpressionID, index: ExpressionID, value: ExpressionID)
    /// `del base[index]`, for list and dict. Fault: index, key.
    case deleteElement(base: ExpressionID, index: ExpressionID)
    /// Faults unless the list has `count` elements: before a list is unpacked into that many targets.
    case checkCount(list: ExpressionID, count: UInt32)
    /// `memory name: T = value`: evaluates and stores, unless the cell already has a value from before.
    case initializeCell(CellID, ExpressionID)

    /// The first branch whose condition holds, or the last block. One branch for `if`, one for each `elif`.
    case `if`(BranchList, else: BlockID)
    /// `otherwise` runs when the condition is false, and not after `break`.
    case `while`(condition: ExpressionID, body: BlockID, otherwise: BlockID)
    /// `for local in range(start, stop, step)`: ints, evaluated once. Fault: a step of zero. The local is set anew each
    /// time round; assigning it in the body does not change the course.
    case forRange(LocalID, RangeBounds, body: BlockID, otherwise: BlockID)
    /// Over list (by index, so that elements appended meanwhile are seen), str (characters) or dict (keys).
    case forEach(LocalID, iterable: ExpressionID, body: BlockID, otherwise: BlockID)
    case `break`
    case `continue`
    /// A value of the function's result type; nil where that is None.
    case `return`(ExpressionID?)

    case `try`(TryID)
    /// Runs the body again when a SkillFailure leaves it, at most `count` (an int ≥ 1, else a fault) times in all.
    case retry(count: ExpressionID, body: BlockID)
    /// `budget` is a Duration of simulated time; on expiry SkillFailure(timeout) is raised.
    case within(budget: ExpressionID, body: BlockID)
    /// Raises SkillFailure(rejected_by_program) with a message: a str.
    case fail(message: ExpressionID)
    /// Raises a SkillFailure value again: `raise e`, or a bare `raise` in a handler.
    case raise(ExpressionID)
    /// Fault unless `condition` (bool) holds; `message` is a str.
    case assert(condition: ExpressionID, message: ExpressionID?)
  }
}

/// A block and the condition, a bool, under which it runs.
public struct TypedBranch: Hashable, BitwiseCopyable, Sendable {
  public var condition: ExpressionID
  public var block: BlockID
  /// The keyword and the condition.
  public var span: Span

  public init(condition: ExpressionID, block: BlockID, span: Span) {
    self.condition = condition
    self.block = block
    self.span = span
  }
}

/// `range(start, stop, step)`, each an int.
public struct RangeBounds: Hashable, BitwiseCopyable, Sendable {
  public var start: ExpressionID
  public var stop: ExpressionID
  public var step: ExpressionID

  public init(start: ExpressionID, stop: ExpressionID, step: ExpressionID) {
    self.start = start
    self.stop = stop
    self.step = step
  }
}

/// `try` … `except SkillFailure as e` … `else` … `finally`.
public struct TypedTry: Sendable {
  public var body: BlockID
  /// Nil if there is only a `finally`.
  public var handler: Handler?
  /// Runs when the body ended without failure; what it raises the handler does not catch.
  public var otherwise: BlockID
  /// Runs however the rest ended, but for `done()`, after which nothing runs. Holds no skill call.
  public var finally: BlockID

  public struct Handler: Sendable {
    /// Where the failure goes: a local of type SkillFailure (of the checker's making if the program names none).
    public var failure: LocalID
    public var body: BlockID

    public init(failure: LocalID, body: BlockID) {
      self.failure = failure
      self.body = body
    }
  }

  public init(body: BlockID, handler: Handler?, otherwise: BlockID, finally: BlockID) {
    self.body = body
    self.handler = handler
    self.otherwise = otherwise
    self.finally = finally
  }
}

/// `[element for … in … if …]`, and a generator argument, which is evaluated as a list.
public struct TypedComprehension: Sendable {
  /// Of a dict comprehension the key.
  public var element: ExpressionID
  /// Of a dict comprehension only.
  public var value: ExpressionID?
  /// Outermost first; at least one.
  public var clauses: [Clause]

  public struct Clause: Sendable {
    public var source: Source
    /// Sets the parts of a target with parts; empty if the target is a name.
    public var unpacking: BlockID
    /// Each bool; the element is skipped unless all hold. Evaluated in order.
    public var conditions: [ExpressionID]

    public init(source: Source, unpacking: BlockID, conditions: [ExpressionID]) {
      self.source = source
      self.unpacking = unpacking
      self.conditions = conditions
    }
  }

  public enum Source: Sendable {
    case range(LocalID, RangeBounds)
    case each(LocalID, iterable: ExpressionID)
  }

  public init(element: ExpressionID, value: ExpressionID?, clauses: [Clause]) {
    self.element = element
    self.value = value
    self.clauses = clauses
  }
}
