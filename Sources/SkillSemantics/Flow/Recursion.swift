/// `def`s that call themselves again whatever happens, directly or through each other.
struct Recursion {
  private let flow: ProgramFlow
  private var graphs: [FlowGraph] { flow.functions }
  /// Whether a call of each `def` can come to an end.
  private var canEnd: [Bool]

  init(_ flow: ProgramFlow) {
    self.flow = flow
    canEnd = flow.functions.map { $0.callees.isEmpty }
  }

  /// For each circle of calls without a way out its first `def`, and the call there that leads on.
  mutating func find() -> [(function: FunctionID, call: ExpressionID)] {
    if canEnd.allSatisfy({ $0 }) { return [] }
    var changed = true
    while changed {
      changed = false
      for index in flow.calleesFirst where !canEnd[index] && certainCalls(of: index) == nil {
        canEnd[index] = true
        changed = true
      }
    }
    let calls = graphs.indices.map { canEnd[$0] ? [] : certainCalls(of: $0) ?? [] }
    var found: [(function: FunctionID, call: ExpressionID)] = []
    var isReported = [Bool](repeating: false, count: graphs.count)
    for index in graphs.indices where !canEnd[index] && !isReported[index] {
      let circle = reachable(from: index, calls)
      guard circle.contains(index), let call = calls[index].first else { continue }
      for member in circle { isReported[member] = true }
      found.append((FunctionID(rawValue: UInt32(index)), call.place))
    }
    return found
  }

  private func reachable(from root: Int, _ calls: [[(callee: Int, place: ExpressionID)]]) -> Set<Int> {
    var seen: Set<Int> = []
    var pending = [root]
    while let index = pending.popLast() {
      for call in calls[index] where seen.insert(call.callee).inserted { pending.append(call.callee) }
    }
    return seen
  }

  /// The calls that stop every path through a `def`, since they cannot end; nil if some path gets past them, or stays in
  /// a loop.
  private func certainCalls(of index: Int) -> [(callee: Int, place: ExpressionID)]? {
    let graph = graphs[index]
    var calls: [(callee: Int, place: ExpressionID)] = []
    enum Mark { case new, open, finished }
    var marks = [Mark](repeating: .new, count: graph.nodes.count)
    let first = graph.entry
    var stack: [(node: Int, ways: [Int])] = []
    func enter(_ number: Int) -> Bool {
      let (ways, call) = ways(from: flow.nodes[number])
      if let call { calls.append(call) }
      marks[number - first] = .open
      stack.append((number, ways))
      return call != nil || !ways.isEmpty
    }
    guard enter(graph.entry) else { return nil }
    while let top = stack.last {
      guard let target = top.ways.last else {
        marks[top.node - first] = .finished
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].ways.removeLast()
      switch marks[target - first] {
      case .new: if !enter(target) { return nil }
      case .open: return nil
      case .finished: break
      }
    }
    return calls
  }

  /// Where control may go from a node, and the call that stops it there, if one does. No ways and no call: the path ends.
  private func ways(
    from node: FlowGraph.Node
  ) -> (ways: [Int], call: (callee: Int, place: ExpressionID)?) {
    var handler: [Int] = []
    for event in flow.events[node.events] {
      switch event.kind {
      case .lost: return ([], nil)
      case .call(let function, _) where !event.isConditional && !canEnd[Int(function.rawValue)]:
        return (handler, (Int(function.rawValue), event.place))
      default: break
      }
      if event.canFail, let failure = node.failure { handler = [failure] }
    }
    return (Array(node.successors) + handler, nil)
  }
}
