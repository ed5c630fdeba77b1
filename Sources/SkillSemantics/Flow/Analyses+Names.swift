import SkillDiagnostics

/// Names of actors that reach `get_actor` through a variable: set once, or by a loop over names written out.
extension Analyses {
  mutating func checkNames() {
    guard let known = facts?.actorNames else { return }
    var uses: [LocalID: Int] = [:]
    for expression in program.expressions {
      if case .local(let local) = expression.kind { uses[local, default: 0] += 1 }
    }
    for (function, graph) in zip([program.main] + program.functions, [main] + functions) {
      let actors = Actors(flow, function, graph)
      var reported: Set<ExpressionID> = []
      for node in graph.nodes {
        for event in graph.events[node.events] {
          guard case .host(let host, let arguments) = event.kind, program[host].name == "get_actor",
            let name = program.argument(0, of: arguments)
          else { continue }
          if case .string = program[name].kind { continue }
          let names = actors.texts(name, uses: uses)
          for literal in names.literals where reported.insert(literal).inserted {
            guard case .string(let text) = program[literal].kind, !known.contains(program[text]) else { continue }
            report(
              SceneFinding.unknownActor(program[text], isCaught: names.areMany || node.failure != nil),
              at: program[literal].span, related: [related(name, "looked up here")],
              notes: ["The scene has \(SceneFacts.listed(known))."])
          }
        }
      }
    }
  }
}
