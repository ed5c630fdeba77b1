import SkillBytecode
import SkillDiagnostics
import SkillSemantics

/// What came of compiling a program.
public struct Compilation: Sendable {
  /// What was found in the program, in source order; the tree for whoever wants to look closer.
  public let check: CheckResult
  /// Nil if the program has errors.
  public let module: Module?
}

/// Reads, checks and compiles a program.
///
/// Never fails on a program: its mistakes are `Compilation.check.diagnostics`. A correct program that is too large for
/// the bytecode is a `CapacityError`. `modules` finds the files that the program imports; they become part of the module.
/// With `isForDebugging` the module pauses before each statement and says which variables there are; it does the same.
public func compile(
  _ source: SourceFile, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions(),
  modules: (any ModuleLoader)? = nil, isForDebugging: Bool = false
) throws(CapacityError) -> Compilation {
  let result = check(source, facts: facts, options: options, modules: modules)
  return Compilation(
    check: result,
    module: try result.program.map { program throws(CapacityError) in
      try compile(program, isForDebugging: isForDebugging)
    })
}

/// What came of compiling a turn of a session.
public struct TurnCompilation: Sendable {
  public let check: CheckResult
  /// Nil if the turn has errors.
  public let turn: Turn?

  /// A turn that can run, and what it leaves for the next one.
  public struct Turn: Sendable {
    /// Its cells begin with those of the module of the turn before: first the memory cells, then the variables, each in
    /// the same order.
    public let module: Module
    /// To be settled once the turn has run.
    public var names: SessionNames
  }
}

/// Reads, checks and compiles the next turn of a session after the turns that have left `names`.
///
/// Never fails on a program, like `compile` of a whole one. The turn's file needs a name that no turn before it had.
public func compile(
  _ turn: SourceFile, after names: SessionNames, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions(),
  modules: (any ModuleLoader)? = nil
) throws(CapacityError) -> TurnCompilation {
  let (result, names) = check(turn, after: names, facts: facts, options: options, modules: modules)
  guard let program = result.program, let names else { return TurnCompilation(check: result, turn: nil) }
  return TurnCompilation(check: result, turn: TurnCompilation.Turn(module: try compile(program), names: names))
}

/// Compiles a checked program. The module is well formed: `Module.verify` accepts it.
public func compile(_ program: TypedProgram, isForDebugging: Bool = false) throws(CapacityError) -> Module {
  try ProgramCompiler(program, isForDebugging: isForDebugging).compile()
}
