/// What the entries of a module's tables ask of registers and give to them, for instructions that name one.
struct ModuleTypes {
  /// One entry: what is read at the instruction's registers and what is written there.
  struct Entry {
    var reads = RegisterRun.empty
    var writes = RegisterRun.empty
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
      results.append(index.run([function.result]))
    }
    for table in OperandCheck.EntryTable.allCases {
      starts.append(entries.count)
      switch table {
      case .cell:
        for cell in module.cells {
          let run = index.run([cell.type])
          entries.append(Entry(reads: run, writes: run))
        }
      case .cellKey:
        for cell in module.cells {
          if case .dict(let key, _) = cell.type {
            entries.append(Entry(reads: index.run([key])))
          } else {
            entries.append(Entry())
          }
        }
      case .call:
        for (reads, writes) in zip(parameters, results) { entries.append(Entry(reads: reads, writes: writes)) }
      case .native:
        for call in module.nativeCalls {
          entries.append(Entry(reads: index.run(call.arguments), writes: index.run([call.result])))
        }
      case .host:
        for function in module.hostFunctions {
          entries.append(
            Entry(reads: index.run(function.parameters.map(\.type)), writes: index.run([function.result])))
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
        let count = module.keyAccesses.count
        entries += entries[(entries.count - count)...]
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
