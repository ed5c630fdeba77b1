import SkillDiagnostics

/// What is known of one variable at one point of the program.
struct VariableState {
  enum Presence: UInt8 {
    /// No path to here sets it.
    case unset
    /// Some path to here does not set it.
    case maybe
    case set
    /// Set, but at types that do not agree: an error once it is read.
    case conflict
  }

  var presence: Presence
  /// The local or global that holds the value; `noSlot` if its type is unknown.
  var slot: UInt32
  /// What reading it yields: the slot's type, or less where a test has narrowed an optional.
  var type: Type
  /// The type on the other path of a conflict.
  var otherType: Type
  /// Where it was set last.
  var site: Span

  static let noSlot = UInt32.max
  static let unset = VariableState(presence: .unset, slot: noSlot, type: .error, otherType: .error, site: Span(0, 0))

  static func broken(at site: Span) -> VariableState {
    VariableState(presence: .set, slot: noSlot, type: .error, otherType: .error, site: site)
  }

  func isSame(as other: VariableState) -> Bool {
    presence == other.presence && slot == other.slot && type == other.type
  }
}

/// What is known at one point of the program.
struct FlowState {
  var end = PathEnd.open
  /// By variable of the function.
  var variables: VariableStates

  /// False after `return`, `done()` and the like.
  var isReachable: Bool { if case .open = end { true } else { false } }
}

/// Whether control goes on, and if not, why.
enum PathEnd {
  case open
  /// The program has ended, at the `done()` there.
  case done(Span)
  /// `return`, `break`, a failure raised, a loop without end.
  case left
  /// For a reason that was reported, or code that cannot run and was reported.
  case reported
}

/// A test's consequence: on one of its branches reading `variable` yields `type`.
struct Narrowing {
  var variable: Int
  var type: Type
}

/// A checked condition: of type bool, and what its outcome tells.
struct Condition {
  var value: ExpressionID
  var whenTrue: [Narrowing] = []
  var whenFalse: [Narrowing] = []
  /// Set if the outcome is written in the program (`while True`).
  var constant: Bool?
}

/// A copy at the end of a path, so that a variable has one slot where paths meet.
struct Move {
  var variable: Int
  /// What the path has.
  var from: VariableState
  /// What the paths have after they met.
  var to: VariableState
}

/// What must hold of variables throughout a statement that control can enter more than once, or leave anywhere: found by
/// checking it, whereupon it is checked again.
struct FlowPlan {
  /// By variable. One table, as every loop carries a plan and few have anything in it.
  private(set) var changes: [Int: Change] = [:]
  var hasChanged = false

  struct Change {
    /// The type, or the conflict, that the variable gets before the statement.
    var entry: Entry?
    /// The type to which its every assignment within the statement converts.
    var pin: Type?
    /// The type that it has after a loop, however that is left.
    var exit: Type?
  }

  enum Entry: Equatable {
    case type(Type)
    case conflict(Type)
  }

  mutating func enter(_ variable: Int, as entry: Entry) {
    if changes[variable]?.entry == entry { return }
    changes[variable, default: Change()].entry = entry
    hasChanged = true
  }

  mutating func pin(_ variable: Int, to type: Type) {
    if changes[variable]?.pin == type { return }
    changes[variable, default: Change()].pin = type
    hasChanged = true
  }

  mutating func leave(_ variable: Int, as type: Type) {
    if changes[variable]?.exit == type { return }
    changes[variable, default: Change()].exit = type
    hasChanged = true
  }
}
