/// A question about every point of a function, answered by carrying a state along all paths.
///
/// States must form a lattice of finite height: `join` only ever moves a state up.
protocol DataFlow {
  associatedtype State

  /// What an event changes.
  func transfer(_ event: FlowEvent, _ state: inout State)
  /// The state in which a failure of the event is caught, `before` being the state in which the event began.
  func failure(_ event: FlowEvent, before: State) -> State
  /// Adds what another path brings; whether that changed anything.
  func join(_ state: inout State, _ other: State) -> Bool
}

extension DataFlow {
  /// The state at the beginning of each node that control can reach; nil for the others.
  ///
  /// Cost: a pass over the nodes, and one more for each level of loops in which a state still rises.
  func solve(_ graph: FlowGraph, entry: State) -> [State?] {
    var states = [State?](repeating: nil, count: graph.nodes.count)
    var isPending = [Bool](repeating: false, count: graph.nodes.count)
    states[graph.entry] = entry
    isPending[graph.entry] = true
    var changed = true
    while changed {
      changed = false
      for number in graph.order where isPending[number] {
        isPending[number] = false
        changed = true
        guard var state = states[number] else { continue }
        let node = graph.nodes[number]
        for index in node.events {
          let event = graph.events[index]
          if let handler = node.failure, event.canFail {
            merge(failure(event, before: state), into: handler, &states, &isPending)
          }
          transfer(event, &state)
        }
        for successor in node.successors { merge(state, into: successor, &states, &isPending) }
      }
    }
    return states
  }

  private func merge(_ state: State, into node: Int, _ states: inout [State?], _ isPending: inout [Bool]) {
    guard var known = states[node] else {
      states[node] = state
      isPending[node] = true
      return
    }
    states[node] = nil
    if join(&known, state) { isPending[node] = true }
    states[node] = known
  }

  /// Calls `body` with every event that control can reach and the state in which it begins, node by node.
  func forEachEvent(
    _ graph: FlowGraph, _ states: [State?], _ body: (FlowEvent, inout State) -> Void
  ) {
    for (number, state) in states.enumerated() {
      guard var state else { continue }
      for index in graph.nodes[number].events {
        body(graph.events[index], &state)
        transfer(graph.events[index], &state)
      }
    }
  }
}

extension FlowEvent {
  /// Whether a SkillFailure can come of it.
  var canFail: Bool {
    switch kind {
    case .host, .call, .lost: true
    default: false
    }
  }
}
