import Geometry
import SkillBytecode
import SkillDiagnostics

/// A memory cell as it stands.
public struct MemoryCell: Hashable, Sendable {
  public let name: String
  public let type: ValueType
  /// Nil before the program's first store.
  public let value: Value?
}

extension Machine {
  /// The memory cells, in the order in which the program declares them.
  public var memory: [MemoryCell] {
    module.cells.indices.filter { module.cells[$0].isMemory }.map { index in
      let cell = module.cells[index]
      return MemoryCell(
        name: cell.name, type: cell.type,
        value: state.workspace.isCellSet(index) ? state.heap.decode(slot(ofCell: index), as: cell.type) : nil)
    }
  }

  /// The poses under string keys in the memory cells, of each cell the first 4096; under a key that several cells have,
  /// that of the last cell.
  public var storedPoses: [String: Pose] {
    var poses: [String: Pose] = [:]
    for index in module.cells.indices where module.cells[index].isMemory && state.workspace.isCellSet(index) {
      guard case .dict(.string, .pose) = module.cells[index].type else { continue }
      let dict = state.heap.dict(slot(ofCell: index).object)
      for entry in dict.entries.prefix(Self.mostStoredParts) {
        guard case .pose(let pose) = state.heap.decode(dict.value(at: entry), as: .pose) else { continue }
        poses[state.heap.text(dict.key(at: entry).object).string] = pose
      }
    }
    return poses
  }

  /// The statement in force: where the machine stopped, in the innermost function.
  public var location: SourceLocation {
    location(depth: state.cursor.frameCount, position: state.cursor.position - 1, in: module.statements)
  }

  /// The calls in force, innermost first, each with the expression it is at.
  public var trace: [SourceLocation] {
    var position = state.cursor.position - 1
    var result: [SourceLocation] = []
    for depth in stride(from: state.cursor.frameCount, to: 0, by: -1) {
      result.append(location(depth: depth, position: position, in: module.lines))
      position = Int(state.workspace.frame(at: depth).returnPosition) - 1
    }
    return result
  }

  private func location(depth: Int, position: Int, in table: LineTable) -> SourceLocation {
    let index = Int(state.workspace.frame(at: depth).function)
    let function = module.functions[index]
    return SourceLocation(
      function: index == 0 ? nil : function.name, file: module.files[function.file],
      span: table.span(at: max(position, function.code.lowerBound)))
  }

  func slot(ofCell index: Int) -> Slot { state.workspace.slot(ofCell: program.tables.pointee.cells[index]) }

  /// A missing key with the memory cell that lacks it. The cursor stands after the instruction that looked the key up.
  func named(_ fault: Fault) -> Fault {
    guard case .keyMissing(let key, nil) = fault else { return fault }
    let instruction = module.code[state.cursor.position - 1]
    if instruction.opcode == .cellGetKey {
      return .keyMissing(key, cell: module.keyAccesses[instruction.wide].cell.map { module.cells[$0].name })
    }
    let register =
      instruction.opcode == .native
      ? instruction.b + program.tables.pointee.nativeSites[instruction.wide].offsets[0].objects : instruction.b
    let dict = state.workspace.object(at: state.cursor.objectBase + register)
    let cell = module.cells.indices.first { index in
      guard module.cells[index].isMemory, case .dict = module.cells[index].type else { return false }
      return state.workspace.isCellSet(index) && slot(ofCell: index).object == dict
    }
    return .keyMissing(key, cell: cell.map { module.cells[$0].name })
  }

  /// How many parts of a cell a host sees at every store and every call: a program may do either again and again.
  private static let mostStoredParts = 4096

  /// The store that an instruction tells of. To look at the value takes the program's steps.
  mutating func store(_ instruction: Instruction) -> MemoryStore {
    var room = Self.mostStoredParts
    defer { state.cursor.steps -= (Self.mostStoredParts - room) >> 3 }
    let access =
      switch instruction.opcode {
      case .cellSetKey, .cellKeepKey: module.keyAccesses[instruction.wide]
      default: nil as KeyAccess?
      }
    let index = access?.cell ?? instruction.wide
    let cell = module.cells[index]
    guard instruction.opcode != .touchCell, case .dict(let keyType, let valueType) = cell.type else {
      let value = state.heap.decode(slot(ofCell: index), as: cell.type, &room)
      return MemoryStore(cell: cell.name, key: nil, value: value)
    }
    let registers = Layout(
      words: state.cursor.wordBase + instruction.a, objects: state.cursor.objectBase + instruction.b)
    let key =
      access.map { Slot(objects: [state.workspace.string($0.key)]) }
      ?? state.workspace.slot(at: registers, keyType.layout)
    let dict = state.heap.dict(slot(ofCell: index).object)
    let entry = state.heap.find(key, hash: state.heap.hash(key, keyType), in: dict, keyType)
    return MemoryStore(
      cell: cell.name, key: state.heap.decode(key, as: keyType),
      value: entry.map { state.heap.decode(dict.value(at: $0), as: valueType, &room) } ?? .none)
  }
}
