import SkillDiagnostics
import SkillSyntax

/// The analyses of a checked program: what the walk over its text cannot tell.
struct Analyses {
  let program: TypedProgram
  let tree: SyntaxTree
  let prelude: Prelude
  let facts: SceneFacts?
  let options: CheckOptions
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ program: TypedProgram, _ tree: SyntaxTree, _ prelude: Prelude, facts: SceneFacts?, options: CheckOptions
  ) {
    self.program = program
    self.tree = tree
    self.prelude = prelude
    self.facts = facts
    self.options = options
  }

  /// Runs all analyses. `contracts` are those of the program's functions, in their order.
  mutating func run(contracts: [GripperContract]) {
    let main = FlowGraph(program.main, of: program)
    let functions = program.functions.map { FlowGraph($0, of: program) }
    checkKeys(main, functions)
    checkGripper(main, functions, contracts)
    var loops = EndlessLoops(program)
    for span in loops.find() { report(.endlessLoop, at: span) }
  }

  private mutating func report(
    _ finding: FlowFinding, at span: Span, related: [RelatedLocation] = [], fixIts: [FixIt] = []
  ) {
    diagnostics.append(Diagnostic(finding, at: program.location(of: span), related: related, fixIts: fixIts))
  }

  // MARK: Memory keys

  private mutating func checkKeys(_ main: FlowGraph, _ functions: [FlowGraph]) {
    guard main.nodes.contains(where: { $0.events.contains { if case .loadKey = $0.kind { true } else { false } } })
    else {
      return
    }
    let analysis = MemoryKeys(program, functions: functions)
    var entry = MemoryKeys.State()
    if options.isTurn { entry.open = Set(program.cells.indices.map { CellID(rawValue: UInt32($0)) }) }
    let stored = analysis.storedKeys(main)
    for (finding, place) in analysis.findings(main, entry: entry) {
      guard case .element(_, let index) = program[place].kind, case .string(let text) = program[index].kind else {
        continue
      }
      let span = program[index].span
      var fixIts: [FixIt] = []
      if let best = NearMisses.best(program[text], in: stored), !best.contains("'") {
        fixIts.append(FixIt("write '\(best)'", replace: span, with: "'\(best)'"))
      }
      report(finding, at: span, fixIts: fixIts)
    }
  }

  // MARK: Gripper

  private mutating func checkGripper(
    _ main: FlowGraph, _ graphs: [FlowGraph], _ contracts: [GripperContract]
  ) {
    var analysis = GripperState(program, hostContracts: prelude.contracts, functionContracts: contracts)
    for index in calleesFirst(graphs) { checkFunction(index, graphs[index], contracts[index], &analysis) }
    analysis.focus(on: program.main, main)
    let entry: GripperState.State = options.isTurn || facts?.heldAtStart != nil ? .unknown : .empty
    reportGripper(analysis.findings(main, entry: entry))
    if !options.isTurn { checkEnding(main, analysis, entry) }
  }

  private mutating func checkFunction(
    _ index: Int, _ graph: FlowGraph, _ contract: GripperContract, _ analysis: inout GripperState
  ) {
    analysis.focus(on: program.functions[index], graph)
    var entry = GripperState.State.entry
    if let requirement = contract.requires, requirement.allowsEmpty, requirement.allowsHolding.isEmpty {
      entry = .empty
    }
    reportGripper(analysis.findings(graph, entry: entry))
    let states = analysis.solve(graph, entry: .entry)
    analysis.summaries[index] = states[graph.exit] ?? .unknown
  }

  private mutating func reportGripper(
    _ findings: [(finding: FlowFinding, place: ExpressionID, held: ExpressionID?)]
  ) {
    for (finding, place, held) in findings {
      let related = held.map { [RelatedLocation(program.location(of: program[$0].span), label: "picked here")] } ?? []
      report(finding, at: program[place].span, related: related)
    }
  }

  /// The `def`s in an order in which callees come first; cycles in the order of the source.
  private func calleesFirst(_ graphs: [FlowGraph]) -> [Int] {
    let callees = graphs.map { graph in
      graph.nodes.flatMap { node in
        node.events.compactMap { event in
          if case .call(let function, _) = event.kind { Int(function.rawValue) } else { nil }
        }
      }
    }
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: graphs.count)
    for root in graphs.indices where !seen[root] {
      var stack = [(function: root, next: 0)]
      seen[root] = true
      while let top = stack.last {
        if top.next < callees[top.function].count {
          stack[stack.count - 1].next += 1
          let callee = callees[top.function][top.next]
          if !seen[callee] {
            seen[callee] = true
            stack.append((callee, 0))
          }
        } else {
          order.append(top.function)
          stack.removeLast()
        }
      }
    }
    return order
  }

  /// A program that certainly ends holding something. Without a scene only the call that says nothing of it is taken for
  /// a mistake: `pick_move3d_place(actor)` without a target.
  private mutating func checkEnding(_ main: FlowGraph, _ analysis: GripperState, _ entry: GripperState.State) {
    if facts?.endsHolding == true { return }
    var endings: [GripperState.State] = []
    for (number, state) in analysis.solve(main, entry: entry).enumerated() {
      guard var state else { continue }
      if number == main.exit { endings.append(state) }
      for event in main.nodes[number].events {
        if case .done = event.kind { endings.append(state) }
        analysis.transfer(event, &state)
      }
    }
    var reported: Set<ExpressionID> = []
    for case .holding(let actor, let pick) in endings where reported.insert(pick).inserted {
      if facts == nil, !isTransfer(pick) { continue }
      report(.endsHolding(analysis.description(actor)), at: program[pick].span)
    }
  }

  private func isTransfer(_ call: ExpressionID) -> Bool {
    if case .hostCall(let host, _) = program[call].kind { program[host].name == "pick_move3d_place" } else { false }
  }
}
