import SkillDiagnostics
import SkillSyntax

/// The analyses of a checked program: what the walk over its text cannot tell.
///
/// They also run on a program with mistakes. What a statement with a mistake may have done is unknown to each of them, so
/// that nothing is reported that only follows from what was.
struct Analyses {
  let program: TypedProgram
  let tree: SyntaxTree
  let prelude: Prelude
  let facts: SceneFacts?
  let options: CheckOptions
  let flow: FlowContext
  let main: FlowGraph
  let functions: [FlowGraph]
  /// The `def`s in an order in which callees come first; cycles in the order of the source.
  let calleesFirst: [Int]
  private(set) var diagnostics: [Diagnostic] = []

  /// `lostCalls` are the expressions that stand for calls lost to mistakes, `knownActors` the names of the actors that
  /// variables hold at the beginning.
  init(
    _ program: TypedProgram, _ tree: SyntaxTree, _ prelude: Prelude, facts: SceneFacts?, options: CheckOptions,
    lostCalls: Set<ExpressionID>, knownActors: [GlobalID: String] = [:]
  ) {
    self.program = program
    self.tree = tree
    self.prelude = prelude
    self.facts = facts
    self.options = options
    let flow = FlowContext(program, lostCalls: lostCalls, knownActors: knownActors)
    self.flow = flow
    main = FlowGraph(program.main, flow)
    functions = program.functions.map { FlowGraph($0, flow) }
    calleesFirst = functions.calleesFirst()
  }

  /// Runs all analyses. `contracts` are those of the program's functions, in their order.
  mutating func run(contracts: [GripperContract]) {
    checkKeys()
    checkGripper(contracts)
    checkReach()
    checkNames()
    var loops = EndlessLoops(program, calleesFirst: calleesFirst)
    for span in loops.find() { report(FlowFinding.endlessLoop, at: span) }
    var recursion = Recursion(functions)
    for (function, call) in recursion.find(calleesFirst: calleesFirst) {
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
