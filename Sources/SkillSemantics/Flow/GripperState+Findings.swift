import SkillDiagnostics

extension GripperState {
  /// Calls that certainly cannot succeed, given what the gripper holds.
  func findings(_ graph: FlowGraph, entry: State) -> [(finding: FlowFinding, place: ExpressionID, held: ExpressionID?)]
  {
    var found: [(finding: FlowFinding, place: ExpressionID, held: ExpressionID?)] = []
    for (number, state) in solve(graph, entry: entry).enumerated() {
      guard var state else { continue }
      for event in graph.nodes[number].events {
        if let conflict = conflict(event, state) {
          found.append(conflict)
          // One mistake: what follows from it stays silent.
          state = .unknown
        } else {
          transfer(event, &state)
        }
      }
    }
    return found
  }

  private func conflict(_ event: FlowEvent, _ state: State)
    -> (finding: FlowFinding, place: ExpressionID, held: ExpressionID?)?
  {
    let requirement: GripperContract.Requirement?
    let arguments: ArgumentList
    let name: String
    switch event.kind {
    case .host(let host, let list):
      (requirement, arguments, name) = (hostContracts[Int(host.rawValue)].requires, list, program[host].name)
    case .call(let function, let list):
      (requirement, arguments, name) = (
        functionContracts[Int(function.rawValue)].requires, list, program[function].name
      )
    default: return nil
    }
    guard let requirement, !event.isConditional else { return nil }
    switch state {
    case .unknown, .entry: return nil
    case .empty:
      if requirement.allowsEmpty { return nil }
      let wanted = requirement.allowsHolding.first.map { held(argument($0, arguments)) } ?? .some
      return (.notHeld(description(wanted)), event.place, nil)
    case .holding(let actor, let pick):
      let mayBeMeant = requirement.allowsHolding.contains { !differ(held(argument($0, arguments)), actor) }
      if mayBeMeant { return nil }
      guard requirement.allowsEmpty else {
        let wanted = requirement.allowsHolding.first.map { held(argument($0, arguments)) } ?? .some
        return (.notHeld(description(wanted)), event.place, pick)
      }
      return (.gripperNotEmpty(function: name, held: description(actor)), event.place, pick)
    }
  }

  func description(_ held: Held) -> String {
    switch held {
    case .named(let name): "'\(name)'"
    case .parameter, .some: "an actor"
    }
  }
}
