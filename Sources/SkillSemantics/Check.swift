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

/// Reads and checks the next turn of a session, which may use what the turns before it have defined.
///
/// `names` are what those have left; none before the first turn. The turn's file needs a name that no turn before it had.
/// The result's program holds the `def`s of all turns, so that its module runs without theirs; the names that the turn
/// leaves are nil if it has errors, and have to be settled once it has run.
public func check(
  _ turn: SourceFile, after names: SessionNames, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions(),
  modules: (any ModuleLoader)? = nil
) -> (result: CheckResult, names: SessionNames?) {
  var options = options
  options.isTurn = true
  var checker = ProgramChecker(facts: facts, options: options, loader: modules, names: names)
  return checker.checkTurn(turn)
}
