/// A first look at the keys of memory: most programs take none out, and store each at the top level, whatever happens,
/// before they read it there. Then there is nothing to find, and no state need be carried along all paths.
struct KeyScan {
  private let flow: ProgramFlow
  /// By the number of a text: the cell in which something is certainly stored under it from here on, if it is one.
  private var stored: [CellID?] = []
  /// By cell: whether anything was done with it.
  private var isUsed: [Bool] = []

  init(_ flow: ProgramFlow) { self.flow = flow }

  /// Whether the program reads any key at all that is known before it runs.
  var readsKeys: Bool { flow.main.contents.contains(.keyReads) || defsContain(.keyReads) }

  /// Whether a program that starts with empty memory is seen to read only what it has stored. False where that takes a
  /// closer look.
  mutating func findsNothing() -> Bool {
    guard readsKeys else { return true }
    if defsContain([.keyReads, .keyLosses]) { return false }
    stored = Array(repeating: nil, count: flow.program.strings.count)
    isUsed = Array(repeating: false, count: flow.program.cells.count)
    for position in flow.main.order {
      let node = flow.nodes[flow.order[position]]
      for index in node.events where !isFine(flow.events[index], isCertain: node.isOnEveryPath) { return false }
    }
    return true
  }

  private func defsContain(_ contents: FlowGraph.Contents) -> Bool {
    for graph in flow.functions where !graph.contents.isDisjoint(with: contents) { return true }
    return false
  }

  private mutating func isFine(_ event: FlowEvent, isCertain: Bool) -> Bool {
    switch event.kind {
    case .loadKey(let cell, let text): return stored[Int(text.rawValue)] == cell
    case .storeKey(let cell, let text), .testKey(let cell, let text):
      isUsed[Int(cell.rawValue)] = true
      if isCertain, !event.isConditional { stored[Int(text.rawValue)] = cell }
    // A declaration empties the cell, which has been empty so far.
    case .assign(let cell, _, isInitialiser: true): return isCertain && !isUsed[Int(cell.rawValue)]
    case .removeKey, .removeAll, .assign, .lost: return false
    case .host, .call, .done, .assume, .alias, .assignLocal, .assignGlobal: break
    }
    return true
  }
}
