import SkillDiagnostics
import SkillSyntax

/// Reads and checks a program: everything that can be known before the robot moves.
///
/// Never fails; mistakes are diagnostics. Without errors the result holds the typed program that the compiler takes.
public func check(_ source: SourceFile, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions()) -> CheckResult
{
  let parsed = parse(source, symbols: Prelude.shared.symbols)
  var checker = Checker(parsed.tree, prelude: Prelude.shared, facts: facts, options: options)
  let syntaxErrors = parsed.diagnostics.filter { $0.severity == .error }.map(\.span.start)
  // A top-level variable that a `def` reads has one type; each pass may find that it must be a wider one, or what an
  // empty list holds that is read before anything is put into it.
  for pass in 1...8 {
    checker.run(syntaxErrors: syntaxErrors)
    guard checker.sharedTypesChanged || !checker.lateContainers.isEmpty, pass < 8 else { break }
    var next = Checker(
      parsed.tree, prelude: Prelude.shared, facts: facts, options: options, sharedTypes: checker.sharedTypes)
    next.types = checker.types
    next.knownContainers = checker.knownContainers.merging(checker.lateContainers) { $1 }
    checker = next
  }
  checker.reportLateContainers()
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
