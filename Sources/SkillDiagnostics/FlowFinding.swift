/// What happens, or cannot happen, when the program runs: variables, memory, gripper, endings (SK3###).
public enum FlowFinding: Finding {
  /// No path to here sets the variable.
  case unsetVariable(String)
  /// Some path to here does not set the variable.
  case maybeUnsetVariable(String)
  /// A `def` reads a top-level variable and is called before that is set.
  case globalSetLater(String, function: String)
  case missingReturn(String)
  case outsideLoop(String)
  case outsideFunction(String)
  /// `requires` or `ensures`.
  case misplacedContract(String)
  case outsideModule(String)
  case outsideHandler
  case codeAfterDone
  case unreachable
  case endlessLoop
  case unboundedRecursion(String)
  case endsWithoutDone
  case endsHolding(String)
  /// A call that needs an empty gripper, or one that holds something else.
  case gripperNotEmpty(function: String, held: String)
  case notHeld(String)
  case unsetKey(cell: String, key: String)
  case maybeUnsetKey(cell: String, key: String)
  case skillInFinally(String)
  case attempts(Int)

  public var code: DiagnosticCode {
    switch self {
    case .unsetVariable: .unsetVariable
    case .maybeUnsetVariable: .maybeUnsetVariable
    case .globalSetLater: .globalSetLater
    case .missingReturn: .missingReturn
    case .outsideLoop: .outsideLoop
    case .outsideFunction, .misplacedContract: .outsideFunction
    case .outsideModule: .outsideModule
    case .outsideHandler: .outsideHandler
    case .codeAfterDone: .codeAfterDone
    case .unreachable: .unreachable
    case .endlessLoop: .endlessLoop
    case .unboundedRecursion: .unboundedRecursion
    case .endsWithoutDone: .endsWithoutDone
    case .endsHolding: .endsHolding
    case .gripperNotEmpty: .gripperNotEmpty
    case .notHeld: .notHeld
    case .unsetKey: .unsetKey
    case .maybeUnsetKey: .maybeUnsetKey
    case .skillInFinally: .skillInFinally
    case .attempts: .attempts
    }
  }

  public var severity: Severity {
    switch self {
    case .endsWithoutDone, .endsHolding, .maybeUnsetKey: .warning
    default: .error
    }
  }

  public var headline: String {
    switch self {
    case .unsetVariable(let name): "`\(name)` is not set yet"
    case .maybeUnsetVariable(let name): "`\(name)` may not be set here"
    case .globalSetLater(let name, let function): "`\(function)` reads `\(name)`, which is not set yet"
    case .missingReturn(let name): "`\(name)` can end without returning a value"
    case .outsideLoop(let word): "`\(word)` outside a loop"
    case .outsideFunction(let word): "`\(word)` outside a `def`"
    case .misplacedContract(let word): "`\(word)` belongs in the first lines of a `def`"
    case .outsideModule(let word): "`\(word)` belongs at the top level"
    case .outsideHandler: "`raise` without a value outside an `except`"
    case .codeAfterDone: "nothing may follow `done()`"
    case .unreachable: "this can never run"
    case .endlessLoop: "nothing can end this loop"
    case .unboundedRecursion(let name): "`\(name)` always calls itself again"
    case .endsWithoutDone: "the program can end without `done()`"
    case .endsHolding(let actor): "the program ends while \(actor) is held"
    case .gripperNotEmpty(let function, let held): "`\(function)` cannot work while \(held) is held"
    case .notHeld(let actor): "\(actor) is not held here"
    case .unsetKey(let cell, let key): "nothing is stored in \(cell)['\(key)']"
    case .maybeUnsetKey(let cell, let key): "\(cell)['\(key)'] may not be stored yet"
    case .skillInFinally(let name): "`\(name)` may not be called in a `finally`"
    case .attempts(let count): "`retry \(count)` never runs its block"
    }
  }

  public var label: String? {
    switch self {
    case .unsetVariable, .maybeUnsetVariable, .unsetKey, .maybeUnsetKey: "read here"
    case .endsHolding: "picked here"
    default: nil
    }
  }

  public var explanation: String? {
    switch self {
    case .maybeUnsetVariable: "Set it before, or on every path that leads here."
    case .missingReturn: "Every path through a `def` with a result ends in `return` with a value."
    case .endsWithoutDone: "`done()` tells the robot that the task is finished."
    case .endsHolding: "`place` what is held, or give `pick_move3d_place` a `target_pose` or `target_actor`."
    case .gripperNotEmpty: "The gripper holds one actor at a time. Place it before doing something with another."
    case .notHeld: "`place` puts down what was picked before: `pick(actor)` first, or use `pick_move3d_place`."
    case .maybeUnsetKey: "On some path to here nothing stores it."
    case .unboundedRecursion:
      "Every path through it calls it again, so the call depth runs out. Give it a way to return."
    case .endlessLoop: "Nothing that the condition reads changes in the body, and the body neither leaves nor waits."
    case .skillInFinally: "A `finally` also runs when the program is stopped, so it may not move the robot."
    case .attempts: "It counts attempts, so the least is 1."
    case .misplacedContract: "It says what holds before or after a call. For a test on the way write `assert`."
    case .outsideFunction("return"): "At the top level `done()` ends the program."
    case .globalSetLater: "Set the variable before the first call of a `def` that reads it."
    default: nil
    }
  }
}
