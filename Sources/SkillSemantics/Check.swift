import SkillDiagnostics
import SkillSyntax

/// Reads and checks a program and the files that it imports: everything that can be known before the robot moves.
///
/// Never fails; mistakes are diagnostics. Without errors the result holds the typed program that the compiler takes.
/// Imports are asked of `modules`; without one there is none to import.
public func check(
  _ source: SourceFile, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions(),
  modules: (any ModuleLoader)? = nil
) -> CheckResult {
  var checker = ProgramChecker(facts: facts, options: options, loader: modules)
  return checker.check(source)
}
