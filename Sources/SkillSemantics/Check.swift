import SkillDiagnostics
import SkillSyntax

/// Reads and checks a program: everything that can be known before the robot moves.
///
/// Never fails; mistakes are diagnostics. Without errors the result holds the typed program that the compiler takes.
public func check(_ source: SourceFile, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions()) -> CheckResult
{
  let parsed = parse(source, symbols: Prelude.shared.symbols)
  var sharedTypes: [Symbol: Type] = [:]
  var checker = Checker(parsed.tree, prelude: Prelude.shared, facts: facts, options: options)
  // A top-level variable that a `def` reads has one type; each pass may find that it must be a wider one.
  for _ in 0..<8 {
    checker.run(syntaxErrors: parsed.diagnostics.filter { $0.severity == .error }.map(\.span.start))
    guard checker.sharedTypesChanged else { break }
    sharedTypes = checker.sharedTypes
    checker = Checker(
      parsed.tree, prelude: Prelude.shared, facts: facts, options: options, sharedTypes: sharedTypes)
  }
  let program = checker.program()
  var analyses = Analyses(
    program, parsed.tree, Prelude.shared, facts: facts, options: options, lostCalls: checker.lostCalls)
  analyses.run(functionNodes: checker.functions.map { ($0.node, $0.signature.parameters) })
  let diagnostics = inSourceOrder(parsed.diagnostics + checker.diagnostics + analyses.diagnostics)
  let hasErrors = diagnostics.contains { $0.severity == .error }
  return CheckResult(tree: parsed.tree, program: hasErrors ? nil : program, diagnostics: diagnostics)
}

private func inSourceOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  if diagnostics.count < 2 { return diagnostics }
  return diagnostics.enumerated()
    .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
    .map(\.element)
}
