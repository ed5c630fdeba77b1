/// The paths through one function: nodes of events, and where control may go after each.
struct FlowGraph {
  struct Node {
    var events: [FlowEvent] = []
    var successors: [Int] = []
    /// Where a failure raised in the node is caught; nil if it leaves the function.
    var failure: Int?
  }

  let nodes: [Node]
  let entry = 0
  /// Where the function ends normally.
  let exit: Int
  /// The nodes that control can reach, each before those it leads to, but for the ways back of loops.
  let order: [Int]

  init(_ function: TypedFunction, _ context: FlowContext) {
    var builder = FlowGraphBuilder(function, context)
    exit = builder.build()
    nodes = builder.nodes
    order = Self.order(of: nodes, from: 0)
  }

  /// Every event, node by node.
  var events: some Sequence<FlowEvent> { nodes.lazy.flatMap(\.events) }

  private static func order(of nodes: [Node], from entry: Int) -> [Int] {
    var finished: [Int] = []
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
