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
  /// Cost: each node is visited once for every step its state rises, and at least once.
  func solve(_ graph: FlowGraph, entry: State) -> [State?] {
    var states = [State?](repeating: nil, count: graph.nodes.count)
    states[graph.entry] = entry
    var pending = [graph.entry]
    var isPending = [Bool](repeating: false, count: graph.nodes.count)
    while let number = pending.popLast() {
      isPending[number] = false
      guard var state = states[number] else { continue }
      let node = graph.nodes[number]
      for event in node.events {
        if let handler = node.failure {
          merge(failure(event, before: state), into: handler, &states, &pending, &isPending)
        }
        transfer(event, &state)
      }
      for successor in node.successors { merge(state, into: successor, &states, &pending, &isPending) }
    }
    return states
  }

  private func merge(
    _ state: State, into node: Int, _ states: inout [State?], _ pending: inout [Int], _ isPending: inout [Bool]
  ) {
    var changed = true
    if var known = states[node] {
      changed = join(&known, state)
      if changed { states[node] = known }
    } else {
      states[node] = state
    }
    if changed, !isPending[node] {
      isPending[node] = true
      pending.append(node)
    }
  }
}
