import SkillBytecode

/// What kind of object each register of a function holds at each of its instructions, as far as the code says: a forward
/// analysis over the function's blocks. A saved machine must agree with it.
struct ObjectTypes {
  /// What is known of a register.
  enum Content: Hashable {
    /// No instruction may rely on it.
    case unknown
    /// No object.
    case null
    /// An object of this type, or none.
    case object(ValueType)

    /// What holds where two ways meet.
    fileprivate func joined(_ other: Content) -> Content {
      switch (self, other) {
      case (.null, .object), (.object, .null): self == .null ? other : self
      default: self == other ? self : .unknown
      }
    }
  }

  private let module: Module
  private let function: Function
  private let handlers: [Handler]
  /// Before the first instruction of each block that can be reached.
  private var entries: [Int: [Content]] = [:]
  private var leaders: Set<Int>
  /// Whether each instruction finds in its registers objects that are known.
  private(set) var areProved = true

  init(of function: Function, in module: Module) {
    self.module = module
    self.function = function
    handlers = module.handlers.filter { function.code.contains($0.target) }
    leaders = Set(handlers.map(\.target))
    for position in function.code {
      guard let distance = Self.jump(module.code[position]) else { continue }
      leaders.formUnion([position + 1, position + 1 + distance])
    }
    // A handler may come into force within a block.
    for handler in handlers { leaders.formUnion([handler.code.lowerBound, handler.code.upperBound]) }
    analyse()
    areProved = entries.keys.allSatisfy(findsKnownObjects)
  }

  /// The registers before the instruction at `position`; nil where control never gets.
  func contents(before position: Int) -> [Content]? {
    var start = position
    while start > function.code.lowerBound, !leaders.contains(start) { start -= 1 }
    guard var contents = entries[start] else { return nil }
    for index in start..<position { apply(module.code[index], to: &contents) }
    return contents
  }

  /// The registers while the call at `position` is in force: the callee may use those from its window on.
  func contents(during position: Int) -> [Content]? {
    contents(before: position).map { Self.forgetting($0, from: module.code[position].b) }
  }

  // MARK: The analysis

  private mutating func analyse() {
    var first = [Content](repeating: .null, count: function.registers.objects)
    Self.set(&first, at: 0, function.parameters.flatMap(\.objectTypes))
    var open = [function.code.lowerBound]
    entries[function.code.lowerBound] = first
    while let start = open.popLast() {
      guard var contents = entries[start] else { continue }
      var position = start
      while true {
        let instruction = module.code[position]
        for handler in handlers where handler.code.contains(position) {
          flow(at(handler, from: contents, of: instruction), to: handler.target, &open)
        }
        apply(instruction, to: &contents)
        if let distance = Self.jump(instruction) { flow(contents, to: position + 1 + distance, &open) }
        guard let flow = instruction.opcode?.specification.flow, flow == .next || flow == .branch else { break }
        position += 1
        if leaders.contains(position) {
          self.flow(contents, to: position, &open)
          break
        }
      }
    }
  }

  private mutating func flow(_ contents: [Content], to target: Int, _ open: inout [Int]) {
    guard let known = entries[target] else {
      entries[target] = contents
      open.append(target)
      return
    }
    let joined = zip(known, contents).map { $0.joined($1) }
    guard joined != known else { return }
    entries[target] = joined
    open.append(target)
  }

  /// What a handler finds that takes what `instruction` threw. A fault leaves the registers of the failure as they were.
  private func at(_ handler: Handler, from contents: [Content], of instruction: Instruction) -> [Content] {
    var contents = contents
    if instruction.opcode == .call { contents = Self.forgetting(contents, from: instruction.b) }
    let parts = handler.object..<handler.object + 3
    for index in parts { contents[index] = handler.kind == .cleanup ? .unknown : .object(.string) }
    return contents
  }

  private static func jump(_ instruction: Instruction) -> Int? {
    let operand = instruction.opcode?.specification.operands.first { $0.kind == .jump }
    return operand.map { instruction.value(of: $0) }
  }

  // MARK: What instructions rely on

  private func findsKnownObjects(from start: Int) -> Bool {
    guard var contents = entries[start] else { return true }
    var position = start
    repeat {
      guard uses(of: module.code[position]).allSatisfy({ contents[$0] != .unknown }) else { return false }
      apply(module.code[position], to: &contents)
      position += 1
    } while position < function.code.upperBound && !leaders.contains(position)
    return true
  }

  /// The registers whose objects an instruction takes for lists, dictionaries or whatever a type says. A text is looked at
  /// before it is taken for one.
  private func uses(of i: Instruction) -> [Int] {
    switch i.opcode {
    case .moveObject, .moveObjects, .raise, .rethrow, .print, .trap, nil: return []
    case .call: return Array(i.b..<i.b + objects(module.functions[i.wide].parameters))
    case .native: return Array(i.b..<i.b + objects(module.nativeCalls[i.wide].arguments))
    case .host: return Array(i.b..<i.b + objects(module.hostFunctions[i.wide].parameters.map(\.type)))
    case .storeCell: return Array(i.b..<i.b + module.cells[i.wide].type.layout.objects)
    case .touchKey:
      guard case .dict(let key, _) = module.cells[i.wide].type else { return [] }
      return Array(i.b..<i.b + key.layout.objects)
    case .returnValue: return Array(i.b..<i.b + function.result.layout.objects)
    default:
      return (i.opcode?.specification.operands ?? []).compactMap { operand in
        guard case .object(let access, _) = operand.kind, access != .write else { return nil }
        return i.value(of: operand)
      }
    }
  }

  private func objects(_ types: [ValueType]) -> Int { types.reduce(0) { $0 + $1.layout.objects } }

  // MARK: One instruction

  private func apply(_ i: Instruction, to contents: inout [Content]) {
    switch i.opcode {
    case .moveObject: contents[i.a] = contents[i.b]
    case .moveObjects:
      let moved = Array(contents[i.b..<i.b + i.c])
      contents.replaceSubrange(i.a..<i.a + i.c, with: moved)
    case .loadString: contents[i.a] = .object(.string)
    case .loadNull: contents[i.a] = .null
    case .loadCell: Self.set(&contents, at: i.b, module.cells[i.wide].type.objectTypes)
    case .newList, .newDict: contents[i.a] = .object(module.types[i.wide])
    case .listGetObject:
      if case .object(.list(let element)) = contents[i.b], let type = element.objectTypes.first {
        contents[i.a] = .object(type)
      } else {
        contents[i.a] = .unknown
      }
    case .call:
      contents = Self.forgetting(contents, from: i.b)
      Self.set(&contents, at: i.b, module.functions[i.wide].result.objectTypes)
    case .native: Self.set(&contents, at: i.b, module.nativeCalls[i.wide].result.objectTypes)
    case .host: Self.set(&contents, at: i.b, module.hostFunctions[i.wide].result.objectTypes)
    default: forgetWritten(by: i, in: &contents)
    }
  }

  /// For instructions that write no objects, or of which only that is known.
  private func forgetWritten(by instruction: Instruction, in contents: inout [Content]) {
    for operand in instruction.opcode?.specification.operands ?? [] {
      guard case .object(let access, _) = operand.kind, access != .read else { continue }
      contents = Self.forgetting(contents, from: instruction.value(of: operand))
    }
  }

  private static func set(_ contents: inout [Content], at start: Int, _ types: [ValueType]) {
    for (offset, type) in types.enumerated() { contents[start + offset] = .object(type) }
  }

  private static func forgetting(_ contents: [Content], from start: Int) -> [Content] {
    contents[..<start] + [Content](repeating: .unknown, count: contents.count - start)
  }
}
