import SkillDiagnostics

/// Which constant keys of memory cells are stored, at every point of the top level.
///
/// A key that no path stores is an error when read, one that only some paths store a warning. A store under an unknown
/// key, another name for the cell, a call that may store, or a test with `in` silences the check: the program may know
/// better.
struct MemoryKeys: DataFlow {
  struct State: Equatable {
    /// Stored on every path.
    var certain: Set<Key> = []
    /// Stored on some path.
    var possible: Set<Key> = []
    /// Cells of which nothing is known.
    var open: Set<CellID> = []
  }

  struct Key: Hashable {
    var cell: CellID
    var text: String
  }

  let program: TypedProgram
  /// Whether calling a `def` may store something, itself or through others.
  let mayStore: [Bool]

  /// `functions` are the graphs of the program's `def`s, in their order.
  init(_ program: TypedProgram, functions: [FlowGraph]) {
    self.program = program
    mayStore = Self.storing(functions)
  }

  func transfer(_ event: FlowEvent, _ state: inout State) {
    switch event.kind {
    case .storeKey(let cell, let text):
      let key = Key(cell: cell, text: program[text])
      state.possible.insert(key)
      if !event.isConditional { state.certain.insert(key) }
    case .loadKey(let cell, let text), .testKey(let cell, let text):
      // What was read is there, or was reported; what was asked for the program knows about.
      let key = Key(cell: cell, text: program[text])
      state.possible.insert(key)
      state.certain.insert(key)
    case .assign(let cell, let value, let isInitialiser): assign(cell, value, isInitialiser, &state)
    case .alias(let cell): state.open.insert(cell)
    case .call(let function, _) where mayStore[Int(function.rawValue)]:
      for cell in program.cells.indices { state.open.insert(CellID(rawValue: UInt32(cell))) }
    case .host, .call, .done, .assignLocal: break
    }
  }

  /// A literal tells all keys; anything else tells none.
  private func assign(_ cell: CellID, _ value: ExpressionID, _ isInitialiser: Bool, _ state: inout State) {
    guard case .dictionary(let entries) = program[value].kind else {
      _ = state.open.insert(cell)
      return
    }
    state.certain = state.certain.filter { $0.cell != cell }
    state.possible = state.possible.filter { $0.cell != cell }
    let members = program.expressions(in: entries)
    for index in stride(from: members.startIndex, to: members.endIndex, by: 2) {
      guard case .string(let text) = program[members[index]].kind else {
        _ = state.open.insert(cell)
        return
      }
      state.certain.insert(Key(cell: cell, text: program[text]))
      state.possible.insert(Key(cell: cell, text: program[text]))
    }
    state.open.remove(cell)
  }

  func failure(_ event: FlowEvent, before: State) -> State { before }

  func join(_ state: inout State, _ other: State) -> Bool {
    let before = state
    state.certain.formIntersection(other.certain)
    state.possible.formUnion(other.possible)
    state.open.formUnion(other.open)
    return state != before
  }

  // MARK: Findings

  /// The reads of keys that are not stored, or not on every path.
  func findings(_ graph: FlowGraph, entry: State) -> [(finding: FlowFinding, place: ExpressionID)] {
    var found: [(finding: FlowFinding, place: ExpressionID)] = []
    for (number, state) in solve(graph, entry: entry).enumerated() {
      guard var state else { continue }
      for event in graph.nodes[number].events {
        if case .loadKey(let cell, let text) = event.kind, !state.open.contains(cell), isDictionary(cell) {
          let key = Key(cell: cell, text: program[text])
          let name = program[cell].name
          if !state.possible.contains(key) {
            found.append((.unsetKey(cell: name, key: key.text), event.place))
          } else if !state.certain.contains(key) {
            found.append((.maybeUnsetKey(cell: name, key: key.text), event.place))
          }
        }
        transfer(event, &state)
      }
    }
    return found
  }

  private func isDictionary(_ cell: CellID) -> Bool {
    if case .dictionary = program.types[program[cell].type] { true } else { false }
  }

  /// The keys that any statement of the top level stores, in order: what a misspelt one may have meant.
  func storedKeys(_ graph: FlowGraph) -> [String] {
    var keys: [String] = []
    for node in graph.nodes {
      for event in node.events {
        if case .storeKey(_, let text) = event.kind, !keys.contains(program[text]) { keys.append(program[text]) }
      }
    }
    return keys
  }

  private static func storing(_ functions: [FlowGraph]) -> [Bool] {
    var stores = [Bool](repeating: false, count: functions.count)
    var calls: [[FunctionID]] = []
    for (index, graph) in functions.enumerated() {
      var callees: [FunctionID] = []
      for node in graph.nodes {
        for event in node.events {
          switch event.kind {
          case .storeKey, .assign, .alias: stores[index] = true
          case .call(let callee, _): callees.append(callee)
          default: break
          }
        }
      }
      calls.append(callees)
    }
    var changed = true
    while changed {
      changed = false
      for index in stores.indices where !stores[index] && calls[index].contains(where: { stores[Int($0.rawValue)] }) {
        stores[index] = true
        changed = true
      }
    }
    return stores
  }
}
