import SkillDiagnostics

/// Names of actors that reach `get_actor` through a variable: set once, or by a loop over names written out.
extension Analyses {
  mutating func checkNames() {
    guard let known = facts?.actorNames else { return }
    for graph in flow.graphs where graph.contents.contains(.lookups) { checkNames(graph, known) }
  }

  private mutating func checkNames(_ graph: FlowGraph, _ known: [String]) {
    let lookups = lookups(graph)
    if lookups.isEmpty { return }
    var actors = Actors(flow)
    actors.read(graph)
    let uses = uses()
    var reported: Set<ExpressionID> = []
    for (name, isCaught) in lookups {
      let names = actors.texts(name, uses: uses)
      for literal in names.literals where reported.insert(literal).inserted {
        guard case .string(let text) = program[literal].kind, !known.contains(program[text]) else { continue }
        report(
          SceneFinding.unknownActor(program[text], isCaught: names.areMany || isCaught),
          at: program[literal].span, related: [related(name, "looked up here")],
          notes: ["The scene has \(SceneFacts.listed(known))."])
      }
    }
  }

  /// The names that a function looks up and does not write out there, and whether it catches the failure.
  private func lookups(_ graph: FlowGraph) -> [(name: ExpressionID, isCaught: Bool)] {
    var found: [(ExpressionID, Bool)] = []
    for number in graph.nodes where flow.nodes[number].contents.contains(.lookups) {
      for index in flow.nodes[number].events {
        guard case .host(let host, let arguments) = flow.events[index].kind, host == flow.subject.getActor,
          let name = program.argument(0, of: arguments)
        else { continue }
        if case .string = program[name].kind { continue }
        found.append((name, flow.nodes[number].failure != nil))
      }
    }
    return found
  }

  /// How often locals are read; those of several functions count together.
  private func uses() -> [LocalID: Int] {
    var uses: [LocalID: Int] = [:]
    for expression in program.expressions {
      if case .local(let local) = expression.kind { uses[local, default: 0] += 1 }
    }
    return uses
  }
}
