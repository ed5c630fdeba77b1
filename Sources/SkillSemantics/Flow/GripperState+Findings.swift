import SkillDiagnostics

extension GripperState {
  /// A call that certainly cannot succeed, given what the gripper holds.
  struct Conflict {
    /// The called skill or `def`.
    var function: String
    /// Where it is called.
    var place: ExpressionID
    /// Whether it would work with an empty gripper.
    var allowsEmpty: Bool
    /// Actors that may be held.
    var allowed: [Actors.Held]
    /// The first of them, or what the call is about.
    var wanted: Actors.Held
    /// Where what is held was picked.
    var pick: ExpressionID?
    /// The call within the called `def` that cannot succeed.
    var inner: ExpressionID?
    /// What is held.
    var held: Actors.Held?

    func finding(_ actors: borrowing Actors) -> FlowFinding {
      if allowsEmpty, let held { return .gripperNotEmpty(function: function, held: actors.description(held)) }
      return .notHeld(actors.description(wanted))
    }
  }

  /// The conflicts of a function, what it leaves, and what is held where it ends the program. `states` is room to work in.
  func summary(of graph: FlowGraph, entry: State, _ states: inout FlowStates<State>) -> Summary {
    guard matters(graph) else { return Summary(exit: graph.reachesExit ? .entry : nil, endings: [], conflicts: []) }
    solve(graph, entry: entry, &states)
    var summary = Summary(exit: states[graph.exit], endings: [], conflicts: [])
    if summary.exit == .impossible { summary.exit = nil }
    for position in graph.order {
      let number = flow.order[position]
      guard !flow.nodes[number].contents.isDisjoint(with: subjects), var state = states[number] else { continue }
      for index in flow.nodes[number].events {
        let event = flow.events[index]
        switch event.kind {
        case .done: summary.endings.append(state)
        case .call(let function, let arguments):
          summary.endings += endings(of: function, arguments, event.place, from: state)
        default: break
        }
        if let conflict = conflict(event, state) {
          summary.conflicts.append(conflict)
          // One mistake: what follows from it stays silent.
          state = .unknown
        } else {
          transfer(event, &state)
        }
      }
    }
    if summary.conflicts.count > 1 {
      summary.conflicts.sort { flow.program[$0.place].span.start < flow.program[$1.place].span.start }
    }
    return summary
  }

  /// Whether a function can change what is held, or ask for it.
  func matters(_ graph: FlowGraph) -> Bool {
    if graph.contents.contains(.gripper) { return true }
    for index in graph.callees where !callees[flow.callees[index]].isNeutral { return true }
    return false
  }

  private func conflict(_ event: FlowEvent, _ state: State) -> Conflict? {
    switch state {
    case .unknown, .entry, .impossible: return nil
    case .empty, .holding: if event.isConditional { return nil }
    }
    switch event.kind {
    case .host(let host, let arguments):
      guard let requirement = hostContracts[Int(host.rawValue)].requires else { return nil }
      return conflict(program[host].name, requirement, arguments, event.place, state)
    case .call(let function, let arguments):
      if let requirement = functionContracts[Int(function.rawValue)].requires {
        return conflict(program[function].name, requirement, arguments, event.place, state)
      }
      guard var conflict = conflict(calling: function, arguments, in: state) else { return nil }
      conflict.inner = conflict.inner ?? conflict.place
      conflict.place = event.place
      if case .holding(let held, let pick) = state { (conflict.held, conflict.pick) = (held, pick) }
      return conflict
    default: return nil
    }
  }

  private func conflict(
    _ name: @autoclosure () -> String, _ requirement: GripperContract.Requirement, _ arguments: ArgumentList,
    _ place: ExpressionID,
    _ state: State
  ) -> Conflict? {
    if state == .empty, requirement.allowsEmpty { return nil }
    var allowed: [Actors.Held] = []
    for parameter in requirement.allowsHolding {
      allowed.append(actors.actor(program.argument(parameter, of: arguments)))
    }
    var conflict = Conflict(
      function: name(), place: place, allowsEmpty: requirement.allowsEmpty, allowed: allowed,
      wanted: allowed.first ?? .some)
    if case .holding(let held, let pick) = state {
      guard allowed.allSatisfy({ Actors.differ($0, held) }) else { return nil }
      (conflict.held, conflict.pick) = (held, pick)
    }
    return conflict
  }
}
