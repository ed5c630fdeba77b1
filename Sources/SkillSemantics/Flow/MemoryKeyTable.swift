/// The keys of memory cells that a program names, each with a number.
struct MemoryKeyTable {
  private(set) var names: [(cell: CellID, text: String)] = []
  /// By string, the first cell that it is a key of and its number there.
  private var numbers: [(cell: CellID, number: Int)?]
  /// Of strings that are keys of other cells too.
  private var others: [Use: Int] = [:]
  /// By cell: a bit for each of its keys.
  private(set) var masks: [[UInt64]] = []
  let cellCount: Int

  private struct Use: Hashable {
    var cell: CellID
    var string: StringID
  }

  private struct Key: Hashable {
    var cell: CellID
    var text: String
  }

  init(_ flow: ProgramFlow) {
    let program = flow.program
    cellCount = program.cells.count
    numbers = Array(repeating: nil, count: program.strings.count)
    var known: [Key: Int] = [:]
    for graph in flow.graphs {
      for index in graph.events {
        switch flow.events[index].kind {
        case .loadKey(let cell, let text), .storeKey(let cell, let text), .removeKey(let cell, let text),
          .testKey(let cell, let text):
          add(cell, text, program, &known)
        case .assign(let cell, let value, _):
          for text in program.constantKeys(of: value).keys { add(cell, text, program, &known) }
        default: break
        }
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
  func number(_ cell: CellID, _ string: StringID) -> Int {
    if let first = numbers[Int(string.rawValue)], first.cell == cell { return first.number }
    return others[Use(cell: cell, string: string)] ?? 0
  }

  private mutating func add(_ cell: CellID, _ string: StringID, _ program: TypedProgram, _ known: inout [Key: Int]) {
    let key = Key(cell: cell, text: program[string])
    let number = known[key] ?? names.count
    if number == names.count {
      known[key] = number
      names.append((cell, key.text))
    }
    switch numbers[Int(string.rawValue)] {
    case nil: numbers[Int(string.rawValue)] = (cell, number)
    case let first? where first.cell != cell: others[Use(cell: cell, string: string)] = number
    default: break
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
