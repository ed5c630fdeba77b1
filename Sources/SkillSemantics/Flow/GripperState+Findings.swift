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

    var finding: FlowFinding {
      if allowsEmpty, let held { return .gripperNotEmpty(function: function, held: Self.description(held)) }
      return .notHeld(Self.description(wanted))
    }

    static func description(_ held: Actors.Held) -> String {
      if case .named(let name) = held { "'\(name)'" } else { "an actor" }
    }
  }

  /// The conflicts of a function, what it leaves, and what is held where it ends the program.
  func summary(of graph: FlowGraph, entry: State) -> Summary {
    guard graph.events.contains(where: { matters($0) }) else {
      return Summary(
        exit: graph.reachesExit ? .entry : nil, endings: [], conflicts: [], isNeutral: graph.reachesExit)
    }
    let states = solve(graph, entry: entry)
    var summary = Summary(exit: states[graph.exit], endings: [], conflicts: [])
    if summary.exit == .impossible { summary.exit = nil }
    for (number, state) in states.enumerated() {
      guard var state else { continue }
      for index in graph.nodes[number].events {
        let event = graph.events[index]
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
    summary.conflicts.sort { program[$0.place].span.start < program[$1.place].span.start }
    return summary
  }

  /// Whether an event can change what is held, or ask for it.
  func matters(_ event: FlowEvent) -> Bool {
    switch event.kind {
    case .host(let host, _): program[host].kind == .skill || host == context.holding
    case .call(let function, _): summaries[Int(function.rawValue)]?.isNeutral != true
    case .done, .lost, .assume: true
    case .loadKey, .storeKey, .removeKey, .removeAll, .testKey, .assign, .alias, .assignLocal, .assignGlobal: false
    }
  }

  private func conflict(_ event: FlowEvent, _ state: State) -> Conflict? {
    if event.isConditional || state == .impossible { return nil }
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
    _ name: String, _ requirement: GripperContract.Requirement, _ arguments: ArgumentList, _ place: ExpressionID,
    _ state: State
  ) -> Conflict? {
    let allowed = requirement.allowsHolding.map { actors.actor(program.argument($0, of: arguments)) }
    var conflict = Conflict(
      function: name, place: place, allowsEmpty: requirement.allowsEmpty, allowed: allowed,
      wanted: allowed.first ?? .some)
    switch state {
    case .unknown, .entry, .impossible: return nil
    case .empty: return requirement.allowsEmpty ? nil : conflict
    case .holding(let held, let pick):
      guard allowed.allSatisfy({ Actors.differ($0, held) }) else { return nil }
      (conflict.held, conflict.pick) = (held, pick)
      return conflict
    }
  }
}
