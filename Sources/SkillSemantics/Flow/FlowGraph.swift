/// The paths through one function: nodes of events, and where control may go after each.
struct FlowGraph {
  struct Node {
    /// Its events, in `FlowGraph.events`.
    var events: Range<Int> = 0..<0
    var successors = Successors()
    /// Where a failure raised in the node is caught; nil if it leaves the function.
    var failure: Int?
  }

  /// Where control may go from a node: to two others at most.
  struct Successors: RandomAccessCollection {
    private var nodes: InlineArray<2, Int> = [0, 0]
    private(set) var endIndex = 0
    var startIndex: Int { 0 }

    subscript(index: Int) -> Int { nodes[index] }

    mutating func append(_ node: Int) {
      nodes[endIndex] = node
      endIndex += 1
    }
  }

  let nodes: [Node]
  /// Every event, node by node.
  let events: [FlowEvent]
  let entry = 0
  /// Where the function ends normally.
  let exit: Int
  /// The nodes that control can reach, each before those it leads to, but for the ways back of loops.
  let order: [Int]
  /// Whether control can reach `exit`.
  let reachesExit: Bool
  /// The `def`s that are called, each as often as it is.
  let callees: [Int]

  init(_ function: TypedFunction, _ context: FlowContext) {
    var builder = FlowGraphBuilder(function, context)
    exit = builder.build()
    nodes = builder.nodes
    events = builder.events
    order = Self.order(of: nodes, from: 0)
    reachesExit = order.contains(exit)
    callees = events.compactMap { if case .call(let function, _) = $0.kind { Int(function.rawValue) } else { nil } }
  }

  private static func order(of nodes: [Node], from entry: Int) -> [Int] {
    var finished: [Int] = []
    finished.reserveCapacity(nodes.count)
    var isSeen = [Bool](repeating: false, count: nodes.count)
    var stack = [(node: entry, next: 0)]
    isSeen[entry] = true
    while let top = stack.last {
      let node = nodes[top.node]
      guard top.next < node.successors.count + (node.failure == nil ? 0 : 1) else {
        finished.append(top.node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = top.next < node.successors.count ? node.successors[top.next] : node.failure ?? entry
      if !isSeen[target] {
        isSeen[target] = true
        stack.append((target, 0))
      }
    }
    return finished.reversed()
  }
}
