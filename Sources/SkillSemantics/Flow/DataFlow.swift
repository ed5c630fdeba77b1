/// A question about every point of a function, answered by carrying a state along all paths.
///
/// States must form a lattice of finite height: `join` only ever moves a state up.
protocol DataFlow: ~Copyable {
  associatedtype State

  var flow: ProgramFlow { get }
  /// Events of other kinds change nothing.
  var subjects: FlowGraph.Contents { get }
  /// What an event changes.
  func transfer(_ event: FlowEvent, _ state: inout State)
  /// The state in which a failure of the event is caught, `before` being the state in which the event began.
  func failure(_ event: FlowEvent, before: State) -> State
  /// Adds what another path brings; whether that changed anything.
  func join(_ state: inout State, _ other: State) -> Bool
}

/// The state at the beginning of each node of one function. Made once for all functions of a program, so that not each
/// needs arrays of its own.
struct FlowStates<State> {
  /// By node, counted from the function's first; nil where control does not come.
  fileprivate var states: [State?] = []
  fileprivate var isPending: [Bool] = []
  fileprivate var first = 0

  /// Forgets the last function's states.
  fileprivate mutating func begin(_ graph: FlowGraph, entry: State) {
    first = graph.entry
    states.removeAll(keepingCapacity: true)
    isPending.removeAll(keepingCapacity: true)
    states.reserveCapacity(graph.nodes.count)
    isPending.reserveCapacity(graph.nodes.count)
    for _ in graph.nodes {
      states.append(nil)
      isPending.append(false)
    }
    states[0] = entry
    isPending[0] = true
  }

  subscript(_ node: Int) -> State? { states[node - first] }

  /// The state of a node that has to be looked at again, if it has.
  fileprivate mutating func takePending(_ node: Int) -> State? {
    guard isPending[node - first] else { return nil }
    isPending[node - first] = false
    return states[node - first]
  }
}

extension DataFlow where Self: ~Copyable {
  /// Finds the state at the beginning of each node.
  ///
  /// Cost: a pass over the nodes, and one more for each level of loops in which a state still rises.
  func solve(_ graph: FlowGraph, entry: State, _ states: inout FlowStates<State>) {
    states.begin(graph, entry: entry)
    let flow = flow
    var changed = true
    while changed {
      changed = false
      for position in graph.order {
        let number = flow.order[position]
        guard var state = states.takePending(number) else { continue }
        changed = true
        let node = flow.nodes[number]
        if node.failure != nil || !node.contents.isDisjoint(with: subjects) {
          for index in node.events {
            let event = flow.events[index]
            if let handler = node.failure, event.canFail {
              merge(failure(event, before: state), into: handler, &states)
            }
            transfer(event, &state)
          }
        }
        for successor in node.successors { merge(state, into: successor, &states) }
      }
    }
  }

  private func merge(_ state: State, into node: Int, _ states: inout FlowStates<State>) {
    let index = node - states.first
    guard var known = states.states[index] else {
      states.states[index] = state
      states.isPending[index] = true
      return
    }
    states.states[index] = nil
    if join(&known, state) { states.isPending[index] = true }
    states.states[index] = known
  }

  /// Calls `body` with every event that control can reach and the state in which it begins, node by node.
  func forEachEvent(
    _ graph: FlowGraph, _ states: FlowStates<State>, _ body: (FlowEvent, inout State) -> Void
  ) {
    let flow = flow
    for position in graph.order {
      guard var state = states[flow.order[position]] else { continue }
      for index in flow.nodes[flow.order[position]].events {
        body(flow.events[index], &state)
        transfer(flow.events[index], &state)
      }
    }
  }
}
