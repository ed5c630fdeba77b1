import SkillDiagnostics
import SkillSyntax

/// The analyses of a checked program: what the walk over its text cannot tell.
///
/// They also run on a program with mistakes. What a statement with a mistake may have done is unknown to each of them, so
/// that nothing is reported that only follows from what was.
struct Analyses: ~Copyable {
  let flow: ProgramFlow
  let prelude: Prelude
  let facts: SceneFacts?
  let options: CheckOptions
  private(set) var diagnostics: [Diagnostic] = []

  var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow, _ prelude: Prelude, facts: SceneFacts?, options: CheckOptions) {
    self.flow = flow
    self.prelude = prelude
    self.facts = facts
    self.options = options
  }

  /// Runs all analyses. `contracts` are those of the program's functions, in their order.
  mutating func run(contracts: [GripperContract]) {
    checkKeys()
    checkGripper(contracts)
    checkReach()
    checkNames()
    let loops = EndlessLoops(flow)
    for span in loops.find() { report(FlowFinding.endlessLoop, at: span) }
    var recursion = Recursion(flow)
    for (function, call) in recursion.find() {
      report(
        FlowFinding.unboundedRecursion(program[function].name), at: program[function].nameSpan,
        related: [related(call, "this call comes back to it")])
    }
  }

  mutating func report(
    _ finding: some Finding, at span: Span, related: [RelatedLocation] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    diagnostics.append(
      Diagnostic(finding, at: program.location(of: span), related: related, notes: notes, fixIts: fixIts))
  }

  func related(_ place: ExpressionID, _ label: String) -> RelatedLocation {
    RelatedLocation(program.location(of: program[place].span), label: label)
  }
}
