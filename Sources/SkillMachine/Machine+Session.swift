import SkillBytecode

/// One turn of a session after another: each has a machine of its own, which takes over what the last one has left.
extension Machine {
  /// Stands before the first instruction of `module`, with the memory and the variables of `previous` as they are: in
  /// cells of the same order, in the same objects.
  ///
  /// `module` is that of the next turn: its memory cells begin with those of `previous`, and so do its other cells.
  /// `keeps` says whether a cell, by its index in the module of `previous`, is still needed. Steps count anew.
  public init(
    _ module: Module, after previous: Machine, keeps: (Int) -> Bool
  ) throws(VerificationError) {
    try self.init(
      module, scene: previous.scene, limits: previous.limits, observesMemory: previous.observesMemory)
    time = previous.time
    state.heap = previous.state.heap
    var contents = state.workspace.contents
    contents.strings = module.strings.map { state.heap.make($0) }
    contents.cellObjects = module.cells.flatMap { state.heap.blankObjects(of: $0.type) }
    let (cells, others) = (module.firstVariable, previous.module.firstVariable)
    for index in previous.module.cells.indices where previous.state.workspace.isCellSet(index) && keeps(index) {
      let target = index < others ? index : index - others + cells
      guard module.cells.indices.contains(target), module.cells[target] == previous.module.cells[index] else {
        continue
      }
      let slot = previous.slot(ofCell: index)
      let entry = program.tables.pointee.cells[target]
      for (offset, word) in slot.words.enumerated() { contents.cellWords[entry.word + offset] = word }
      for (offset, object) in slot.objects.enumerated() { contents.cellObjects[entry.object + offset] = object }
      contents.cellIsSet[target] = true
    }
    state.workspace = Workspace(contents, keyAccesses: module.keyAccesses.count)
  }

  /// A cell of the module as it stands, memory or not; nil if there is none at `index`.
  public func cell(_ index: Int) -> MemoryCell? {
    guard module.cells.indices.contains(index) else { return nil }
    let cell = module.cells[index]
    return MemoryCell(
      name: cell.name, type: cell.type,
      value: state.workspace.isCellSet(index) ? state.heap.decode(slot(ofCell: index), as: cell.type) : nil)
  }

  /// What a cell of the module holds, as source text: one line, or one for each entry of a dict. Empty if it has no value.
  public func listing(ofCell index: Int) -> [String] {
    guard module.cells.indices.contains(index), state.workspace.isCellSet(index) else { return [] }
    let cell = module.cells[index]
    var printer = Printer(heap: state.heap, scene: scene)
    let slot = slot(ofCell: index)
    guard case .dict(let key, let value) = cell.type else {
      return ["\(cell.name) = \(printer.representation(slot, cell.type))"]
    }
    let dict = state.heap.dict(slot.object)
    let lines = dict.entries.map { entry in
      let name = printer.representation(dict.key(at: entry), key)
      return "\(cell.name)[\(name)] = \(printer.representation(dict.value(at: entry), value))"
    }
    return lines.isEmpty ? ["\(cell.name) = {}"] : lines
  }

  /// The first register of a cell's value: of an int the number, of an optional 0 for None. Nil if it has no value; 0 if
  /// its value has no such register.
  public func firstWord(ofCell index: Int) -> UInt64? {
    guard module.cells.indices.contains(index), state.workspace.isCellSet(index) else { return nil }
    return slot(ofCell: index).words.first ?? 0
  }

  /// The memory cells that have a value, by name, each with the text keys that are stored in it.
  public var memoryKeys: [String: [String]] {
    var keys: [String: [String]] = [:]
    for (index, cell) in module.cells.enumerated() where cell.isMemory && state.workspace.isCellSet(index) {
      keys[cell.name] = []
      guard case .dict(key: .string, _) = cell.type else { continue }
      let dict = state.heap.dict(slot(ofCell: index).object)
      keys[cell.name] = dict.entries.map { state.heap.text(dict.key(at: $0).object).string }
    }
    return keys
  }
}

extension Module {
  /// The index of the first cell that is no memory: a top-level variable.
  public var firstVariable: Int { cells.prefix(while: \.isMemory).count }
}
