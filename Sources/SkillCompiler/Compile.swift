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

/// Compiles a checked program. The module is well formed: `Module.verify` accepts it.
public func compile(_ program: TypedProgram, isForDebugging: Bool = false) throws(CapacityError) -> Module {
  try ProgramCompiler(program, isForDebugging: isForDebugging).compile()
}
