/// Which constant keys of memory cells are stored, at every point of a function.
///
/// A key that no path stores is an error when read, one that only some paths store a warning. A store under an unknown
/// key, another name for the cell or a test with `in` silences the check: the program may know better. What a `def` reads
/// without having stored it, and what it leaves stored, is found once and applied at each call.
struct MemoryKeys: DataFlow, ~Copyable {
  let flow: ProgramFlow
  let subjects: FlowGraph.Contents = [.memory, .calls]
  let table: MemoryKeyTable
  /// Cells that had a value before the program began: their initialisers are skipped. Nil if that is not known.
  let cellsBefore: Set<CellID>?
  /// By `def`; nil while it is not known.
  var summaries: [Summary?]

  /// What a `def` does to memory.
  struct Summary {
    /// Reads of keys that the `def` has not certainly stored itself.
    var reads: [Read] = []
    /// At its normal end; nil if it has none.
    var exit: State?
    /// What it may have done when it fails on the way.
    var anywhere: State
    /// Nothing in it concerns memory.
    var isNeutral = false
  }

  /// A read of a key that is not certainly stored.
  struct Read {
    /// Of the key, in the table.
    var number: Int
    /// The key as it is written.
    var place: ExpressionID
    /// Whether some path to here stores it.
    var isMaybeStored: Bool
  }

  private var program: TypedProgram { _read { yield flow.subject.program } }

  // MARK: Events

  func transfer(_ event: FlowEvent, _ state: inout State) {
    switch event.kind {
    case .storeKey(let cell, let text): state.store(table.number(cell, text), isCertain: !event.isConditional)
    case .loadKey(let cell, let text): state.assume(table.number(cell, text))
    case .testKey(let cell, let text):
      // What was asked for the program knows about.
      state.store(table.number(cell, text), isCertain: true)
    case .removeKey(let cell, let text):
      state.remove(table.number(cell, text), isCertain: !event.isConditional)
    case .removeAll(let cell): removeAll(cell, &state, isCertain: !event.isConditional)
    case .assign(let cell, let value, let isInitialiser):
      if !isInitialiser || cellsBefore.map({ !$0.contains(cell) }) ?? false { assign(cell, value, &state) }
    case .alias(let cell): state.open(cell)
    case .call(let function, _): call(function, &state, isCertain: !event.isConditional)
    case .lost: state.openAll()
    case .host, .done, .assignLocal, .assignGlobal, .assume: break
    }
  }

  private func removeAll(_ cell: CellID, _ state: inout State, isCertain: Bool) {
    state.remove(all: table.masks[Int(cell.rawValue)], isCertain: isCertain)
  }

  /// A literal tells all keys; anything else tells none.
  private func assign(_ cell: CellID, _ value: ExpressionID, _ state: inout State) {
    removeAll(cell, &state, isCertain: true)
    let (keys, areAll) = program.constantKeys(of: value)
    for key in keys { state.store(table.number(cell, key), isCertain: true) }
    if areAll { state.close(cell) } else { state.open(cell) }
  }

  private func call(_ function: FunctionID, _ state: inout State, isCertain: Bool) {
    guard let summary = summaries[Int(function.rawValue)] else { return state.openAll() }
    guard let exit = summary.exit else { return }
    if isCertain {
      state.apply(exit)
    } else {
      _ = state.join(state.applying(exit))
    }
  }

  func failure(_ event: FlowEvent, before: State) -> State {
    guard case .call(let function, _) = event.kind else {
      if case .lost = event.kind { return before.opened }
      return before
    }
    guard let summary = summaries[Int(function.rawValue)] else { return before.opened }
    return before.applying(summary.anywhere)
  }

  func join(_ state: inout State, _ other: State) -> Bool { state.join(other) }

  // MARK: Reads

  /// What calling a function does.
  func summary(of graph: FlowGraph, _ states: inout FlowStates<State>) -> Summary {
    let start = State(table)
    guard matters(graph) else {
      return Summary(exit: graph.reachesExit ? start : nil, anywhere: start, isNeutral: graph.reachesExit)
    }
    solve(graph, entry: start, &states)
    var summary = Summary(exit: states[graph.exit], anywhere: start)
    forEachEvent(graph, states) { event, state in
      summary.anywhere.accumulate(state)
      summary.reads += missingReads(event, state)
      var after = state
      transfer(event, &after)
      summary.anywhere.accumulate(after)
    }
    return summary
  }

  /// Whether a function can change what is stored, or read it.
  private func matters(_ graph: FlowGraph) -> Bool {
    if graph.contents.contains(.memory) { return true }
    for index in graph.callees where summaries[flow.callees[index]]?.isNeutral != true { return true }
    return false
  }

  /// The keys that an event reads, itself or in a `def` that it calls, and that are not certainly stored.
  func missingReads(_ event: FlowEvent, _ state: State) -> [Read] {
    switch event.kind {
    case .loadKey(let cell, let text):
      return missing([Read(number: table.number(cell, text), place: event.place, isMaybeStored: false)], state)
    case .call(let function, _):
      return missing(summaries[Int(function.rawValue)]?.reads ?? [], state)
    default: return []
    }
  }

  private func missing(_ reads: [Read], _ state: State) -> [Read] {
    reads.compactMap { read in
      if state.isOpen(table.names[read.number].cell) || state.isCertain(read.number) { return nil }
      return Read(
        number: read.number, place: read.place, isMaybeStored: read.isMaybeStored || state.isPossible(read.number))
    }
  }
}
