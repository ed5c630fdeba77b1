import SkillBytecode

/// A variable as a debugger shows it.
public struct NamedValue: Hashable, Sendable {
  public let name: String
  public let type: ValueType
  public let value: Value
  /// The value as the language prints it in a container: strings quoted.
  public let text: String
}

extension Machine {
  /// How many calls are in force, the program's top level counted.
  public var depth: Int { state.cursor.frameCount }

  /// The variables that have a value, of the call `outer` calls out from the innermost; in the order in which the program
  /// first names them. At the top level also those that functions read. Empty for a module without a table of variables.
  public func variables(outer: Int = 0) -> [NamedValue] {
    let depth = state.cursor.frameCount - outer
    guard outer >= 0, depth >= 1 else { return [] }
    let function = Int(state.workspace.frame(at: depth).function)
    let base = (1...depth).reduce(Layout.zero) { base, depth in
      let frame = state.workspace.frame(at: depth)
      return base + Layout(words: Int(frame.words), objects: Int(frame.objects))
    }
    let registers = module.functions[function].registers
    let locals = module.variables.compactMap { variable -> NamedValue? in
      let start = Layout(words: variable.word, objects: variable.object)
      guard variable.function == function, (0..<registers.words).contains(variable.flag),
        start.words >= 0, start.objects >= 0, (start + variable.type.layout).fits(registers),
        state.workspace.word(at: base.words + variable.flag) == 1
      else { return nil }
      return named(variable.name, variable.type, state.workspace.slot(at: base + start, variable.type.layout))
    }
    return locals + (function == 0 ? cells(areMemory: false) : [])
  }

  /// The memory cells that were stored, as variables.
  public var memoryVariables: [NamedValue] { cells(areMemory: true) }

  private func cells(areMemory: Bool) -> [NamedValue] {
    module.cells.indices.compactMap { index in
      let cell = module.cells[index]
      guard cell.isMemory == areMemory, state.workspace.isCellSet(index) else { return nil }
      return named(cell.name, cell.type, slot(ofCell: index))
    }
  }

  private func named(_ name: String, _ type: ValueType, _ slot: Slot) -> NamedValue {
    var printer = Printer(heap: state.heap, scene: scene)
    return NamedValue(
      name: name, type: type, value: state.heap.decode(slot, as: type), text: printer.representation(slot, type))
  }
}

extension Layout {
  fileprivate func fits(_ other: Layout) -> Bool { words <= other.words && objects <= other.objects }
}
