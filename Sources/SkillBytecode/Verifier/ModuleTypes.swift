/// What the entries of a module's tables ask of registers and give to them, for instructions that name one.
struct ModuleTypes {
  /// One entry: what is read at the instruction's registers and what is written there.
  struct Entry: BitwiseCopyable {
    let reads: RegisterRun
    let writes: RegisterRun
    /// Whether an instruction may name the entry.
    let isNamed: Bool

    init(reads: RegisterRun, writes: RegisterRun) {
      (self.reads, self.writes) = (reads, writes)
      isNamed = true
    }

    private init() {
      (reads, writes) = (.empty, .empty)
      isNamed = false
    }

    /// How many registers that takes.
    var extent: Layout { .union(reads.layout, writes.layout) }

    /// What no instruction may name.
    static let unnamed = Entry()
  }

  private(set) var index: TypeIndex
  /// The entries of all tables, one table after the other.
  private var entries: [Entry] = []
  /// By `OperandCheck.EntryTable`: where its entries start.
  private var starts: [Int] = []
  /// By key access: the dictionary that it is for.
  private(set) var dictionaries: [RegisterType] = []
  /// By entry of `Module.types`: the list or dictionary that it is; unknown for others.
  private(set) var containers: [RegisterType] = []

  init(_ module: Module) {
    let (cells, accesses) = (module.cells, module.keyAccesses)
    let rest = module.functions.count + module.nativeCalls.count + module.hostFunctions.count
    index = TypeIndex(values: 2 * rest + cells.count + module.types.count)
    entries.reserveCapacity(rest + 2 * (cells.count + accesses.count))
    starts.reserveCapacity(OperandCheck.EntryTable.allCases.count)
    dictionaries.reserveCapacity(accesses.count)
    containers.reserveCapacity(module.types.count)
    for access in accesses {
      // An access to a cell is to a dictionary of the same type.
      let dictionary = access.cell.map { cells[$0].type } ?? .dict(key: .string, value: access.value)
      dictionaries.append(index.object(dictionary))
    }
    for type in module.types {
      switch type {
      case .list, .dict: containers.append(index.object(type))
      default:
        // Nothing names it as a list, but there may be dictionaries in it.
        _ = index.run(type)
        containers.append(.unknown)
      }
    }
    for table in OperandCheck.EntryTable.allCases {
      starts.append(entries.count)
      addEntries(of: module, table)
    }
    index.finish()
  }

  private mutating func addEntries(of module: Module, _ table: OperandCheck.EntryTable) {
    switch table {
    case .cell:
      for cell in module.cells {
        let run = index.run(cell.type)
        entries.append(Entry(reads: run, writes: run))
      }
    case .cellKey:
      for cell in module.cells {
        if case .dict(let key, _) = cell.type {
          entries.append(Entry(reads: index.run(key), writes: .empty))
        } else {
          entries.append(.unnamed)
        }
      }
    case .call:
      for function in module.functions {
        let reads = index.run(function.parameters)
        entries.append(Entry(reads: reads, writes: index.run(function.result)))
      }
    case .native:
      for call in module.nativeCalls {
        let reads = index.run(call.arguments)
        entries.append(Entry(reads: reads, writes: index.run(call.result)))
      }
    case .host:
      for function in module.hostFunctions {
        let start = index.end
        for parameter in function.parameters { index.append(parameter.type) }
        let reads = index.run(from: start)
        entries.append(Entry(reads: reads, writes: index.run(function.result)))
      }
    case .keyAccess:
      index.finish()
      for dictionary in dictionaries {
        let run = dictionary.container.map { index.containers[$0].element } ?? .empty
        entries.append(Entry(reads: run, writes: run))
      }
    case .cellKeyAccess:
      // Instructions name those accesses that have a cell, which holds the access's dictionary.
      let start = entries.count - dictionaries.count
      for (offset, access) in module.keyAccesses.enumerated() {
        entries.append(access.cell == nil ? .unnamed : entries[start + offset])
      }
    }
  }

  @inline(__always)
  func entry(_ table: OperandCheck.EntryTable, _ entry: Int) -> Entry { entries[starts[Int(table.rawValue)] + entry] }
}
