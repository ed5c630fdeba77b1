/// What the entries of a module's tables ask of registers and give to them, for instructions that name one.
struct ModuleTypes {
  /// One entry: what is read at the instruction's registers and what is written there.
  struct Entry {
    var reads = RegisterRun.empty
    var writes = RegisterRun.empty
    /// How many registers that takes; nil where no instruction may name the entry.
    var extent: Layout?

    init(reads: RegisterRun, writes: RegisterRun) {
      (self.reads, self.writes) = (reads, writes)
      extent = .union(reads.layout, writes.layout)
    }

    /// What no instruction may name.
    init() { extent = nil }
  }

  private(set) var index = TypeIndex()
  /// The entries of all tables, one table after the other.
  private var entries: [Entry] = []
  /// By `OperandCheck.EntryTable`: where its entries start.
  private var starts: [Int] = []
  /// By key access: the dictionary that it is for.
  private(set) var dictionaries: [RegisterType] = []
  /// By entry of `Module.types`: the list or dictionary that it is; unknown for others.
  private(set) var containers: [RegisterType] = []
  /// By function: its parameters, and its result.
  private(set) var parameters: [RegisterRun] = []
  private(set) var results: [RegisterRun] = []

  init(_ module: Module) {
    for function in module.functions {
      parameters.append(index.run(function.parameters))
      results.append(index.run(CollectionOfOne(function.result)))
    }
    for table in OperandCheck.EntryTable.allCases {
      starts.append(entries.count)
      switch table {
      case .cell:
        for cell in module.cells {
          let run = index.run(CollectionOfOne(cell.type))
          entries.append(Entry(reads: run, writes: run))
        }
      case .cellKey:
        for cell in module.cells {
          if case .dict(let key, _) = cell.type {
            entries.append(Entry(reads: index.run(CollectionOfOne(key)), writes: .empty))
          } else {
            entries.append(Entry())
          }
        }
      case .call:
        for (reads, writes) in zip(parameters, results) { entries.append(Entry(reads: reads, writes: writes)) }
      case .native:
        for call in module.nativeCalls {
          let reads = index.run(call.arguments)
          entries.append(Entry(reads: reads, writes: index.run(CollectionOfOne(call.result))))
        }
      case .host:
        for function in module.hostFunctions {
          let reads = index.run(function.parameters.lazy.map(\.type))
          entries.append(Entry(reads: reads, writes: index.run(CollectionOfOne(function.result))))
        }
      case .keyAccess:
        for access in module.keyAccesses {
          let object = index.object(.dict(key: .string, value: access.value))
          dictionaries.append(object)
          let run = object.container.map { index.containers[$0].element } ?? .empty
          entries.append(Entry(reads: run, writes: run))
        }
      case .cellKeyAccess:
        // Instructions name those accesses that have a cell, which holds the access's dictionary.
        let start = entries.count - module.keyAccesses.count
        for (offset, access) in module.keyAccesses.enumerated() {
          entries.append(access.cell == nil ? Entry() : entries[start + offset])
        }
      }
    }
    for type in module.types {
      switch type {
      case .list, .dict: containers.append(index.object(type))
      default: containers.append(.unknown)
      }
    }
  }

  @inline(__always)
  func entry(_ table: OperandCheck.EntryTable, _ entry: Int) -> Entry { entries[starts[table.rawValue] + entry] }
}
