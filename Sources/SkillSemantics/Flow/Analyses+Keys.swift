import SkillDiagnostics

/// Reads of memory keys that nothing has stored.
extension Analyses {
  mutating func checkKeys() {
    var scan = KeyScan(flow)
    if options.isTurn ? !scan.readsKeys : scan.findsNothing() { return }
    let table = MemoryKeyTable(flow)
    var analysis = MemoryKeys(
      flow: flow, table: table, cellsBefore: cellsBefore,
      summaries: Array(repeating: nil, count: flow.functions.count))
    var states = FlowStates<MemoryKeys.State>()
    for index in flow.calleesFirst {
      analysis.summaries[index] = analysis.summary(of: flow.functions[index], &states)
    }
    var reported: Set<ExpressionID> = []
    var missing: [(read: MemoryKeys.Read, call: ExpressionID?, isMaybeStored: Bool)] = []
    analysis.solve(flow.main, entry: entry(table), &states)
    analysis.forEachEvent(flow.main, states) { event, state in
      for read in analysis.missingReads(event, state) where reported.insert(read.place).inserted {
        missing.append((read, event.place == read.place ? nil : event.place, read.isMaybeStored))
      }
    }
    if missing.isEmpty { return }
    let stored = storedKeys()
    var keys: Set<Int> = []
    missing.sort { program[$0.read.place].span.start < program[$1.read.place].span.start }
    for (read, call, isMaybeStored) in missing {
      // A key that nothing stores is missing once, however often it is read; a misspelt one is wrong at each place.
      let isMisspelt = NearMisses.best(table.names[read.number].text, in: stored) != nil
      if isMaybeStored || isMisspelt || keys.insert(read.number).inserted {
        reportMissing(read, call, isMaybeStored, table, stored)
      }
    }
  }

  private mutating func reportMissing(
    _ read: MemoryKeys.Read, _ call: ExpressionID?, _ isMaybeStored: Bool, _ table: MemoryKeyTable, _ stored: [String]
  ) {
    let (cell, key) = table.names[read.number]
    let name = program[cell].name
    let span = program[read.place].span
    var fixIts: [FixIt] = []
    if !isMaybeStored, let best = NearMisses.best(key, in: stored), !best.contains("'") {
      fixIts.append(FixIt("write '\(best)'", replace: program.location(of: span).span, with: "'\(best)'"))
    }
    report(
      isMaybeStored ? FlowFinding.maybeUnsetKey(cell: name, key: key) : FlowFinding.unsetKey(cell: name, key: key),
      at: span, related: call.map { [related($0, "read by this call")] } ?? [], fixIts: fixIts)
  }

  /// Cells that have a value before the program begins; nil if that is not known.
  private var cellsBefore: Set<CellID>? {
    guard options.isTurn else { return [] }
    return options.memoryKeys.map { known in
      Set(program.cells.indices.filter { known[program.cells[$0].name] != nil }.map { CellID(rawValue: UInt32($0)) })
    }
  }

  /// At the beginning of a program nothing is stored; at that of a turn, what the session says.
  private func entry(_ table: MemoryKeyTable) -> MemoryKeys.State {
    var state = MemoryKeys.State(table)
    if options.isTurn, options.memoryKeys == nil { state.openAll() }
    for (number, key) in table.names.enumerated()
    where options.memoryKeys?[program[key.cell].name]?.contains(key.text) ?? false {
      state.store(number, isCertain: true)
    }
    return state
  }

  /// The keys that any statement stores, in order: what a misspelt one may have meant.
  private func storedKeys() -> [String] {
    var keys: [String] = []
    var seen: Set<String> = []
    for graph in flow.graphs {
      for index in graph.events {
        if case .storeKey(_, let text) = flow.events[index].kind, seen.insert(program[text]).inserted {
          keys.append(program[text])
        }
      }
    }
    for cell in program.cells {
      for key in options.memoryKeys?[cell.name] ?? [] where seen.insert(key).inserted { keys.append(key) }
    }
    return keys
  }
}
