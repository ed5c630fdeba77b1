extension [FlowGraph] {
  /// The numbers of functions, one graph each, in an order in which callees come first; cycles in the order of the source.
  func calleesFirst() -> [Int] {
    let callees = map(\.callees)
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: count)
    for root in indices where !seen[root] {
      var stack = [(function: root, next: 0)]
      seen[root] = true
      while let top = stack.last {
        if top.next < callees[top.function].count {
          stack[stack.count - 1].next += 1
          let callee = callees[top.function][top.next]
          if !seen[callee] {
            seen[callee] = true
            stack.append((callee, 0))
          }
        } else {
          order.append(top.function)
          stack.removeLast()
        }
      }
    }
    return order
  }
}
