/// The keys of memory cells that a program names, each with a number.
struct MemoryKeyTable {
  private(set) var names: [(cell: CellID, text: String)] = []
  /// By cell, then by string; −1 for strings that are no key.
  private var numbers: [[Int32]]
  /// By cell: a bit for each of its keys.
  private(set) var masks: [[UInt64]] = []
  let cellCount: Int

  init(_ program: TypedProgram, _ graphs: [FlowGraph]) {
    cellCount = program.cells.count
    numbers = Array(repeating: [], count: cellCount)
    var known: [[String: Int32]] = Array(repeating: [:], count: cellCount)
    for graph in graphs {
      for event in graph.events {
        for (cell, text) in Self.keys(of: event, program) { add(cell, text, program, &known) }
      }
    }
    masks = Array(repeating: Array(repeating: 0, count: wordCount), count: cellCount)
    for (number, name) in names.enumerated() {
      masks[Int(name.cell.rawValue)][number / 64] |= 1 << UInt64(number % 64)
    }
  }

  /// How many words a set of keys takes.
  var wordCount: Int { (names.count + 63) / 64 }

  /// The number of a key that an event names.
  func number(_ cell: CellID, _ text: StringID) -> Int {
    Int(numbers[Int(cell.rawValue)][Int(text.rawValue)])
  }

  private mutating func add(_ cell: CellID, _ text: StringID, _ program: TypedProgram, _ known: inout [[String: Int32]])
  {
    let index = Int(cell.rawValue)
    if numbers[index].isEmpty { numbers[index] = Array(repeating: -1, count: program.strings.count) }
    if numbers[index][Int(text.rawValue)] >= 0 { return }
    let name = program[text]
    let number = known[index][name] ?? Int32(names.count)
    if Int(number) == names.count {
      known[index][name] = number
      names.append((cell, name))
    }
    numbers[index][Int(text.rawValue)] = number
  }

  private static func keys(of event: FlowEvent, _ program: TypedProgram) -> [(CellID, StringID)] {
    switch event.kind {
    case .loadKey(let cell, let text), .storeKey(let cell, let text), .removeKey(let cell, let text),
      .testKey(let cell, let text):
      [(cell, text)]
    case .assign(let cell, let value, _): program.constantKeys(of: value).keys.map { (cell, $0) }
    default: []
    }
  }
}

extension TypedProgram {
  /// The keys of a dict literal that are literals themselves, and whether those are all keys of the value.
  func constantKeys(of value: ExpressionID) -> (keys: [StringID], areAll: Bool) {
    guard case .dictionary(let list) = self[value].kind else { return ([], false) }
    let members = expressions(in: list)
    var keys: [StringID] = []
    for index in stride(from: members.startIndex, to: members.endIndex, by: 2) {
      guard case .string(let text) = self[members[index]].kind else { return (keys, false) }
      keys.append(text)
    }
    return (keys, true)
  }
}
