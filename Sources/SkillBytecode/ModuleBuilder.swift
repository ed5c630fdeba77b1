import SkillDiagnostics

/// Gathers a module: the tables, each entry once, and the functions, which are emitted through `CodeBuilder`.
public struct ModuleBuilder {
  public private(set) var module = Module()
  private var types = IndexTable()
  private var nativeCalls = IndexTable()
  private var strings = IndexTable()
  /// Runs of `Module.constants` that were asked for as such.
  private var constantRuns: [Range<Int>] = []
  private var constants = IndexTable()

  public init() {}

  /// Makes room for what any program has, so that its tables need not grow step by step.
  public mutating func reserve(functions: Int, statements: Int) {
    if statements < 512 {
      module.code.reserveCapacity(7 * statements + 32)
      module.lines.reserve(5 * statements + 16)
      module.statements.reserve(2 * statements + 16)
    }
    module.functions.reserveCapacity(functions)
    module.strings.reserveCapacity(16)
    module.constants.reserveCapacity(32)
    module.types.reserveCapacity(16)
    module.nativeCalls.reserveCapacity(16)
    module.hostFunctions.reserveCapacity(16)
    module.keyAccesses.reserveCapacity(16)
    constantRuns.reserveCapacity(16)
  }

  public mutating func file(_ name: String) -> Int { Self.index(of: name, in: &module.files) }

  public mutating func type(_ type: ValueType) -> Int {
    var hash = ContentHash()
    hash.add(type)
    var search = types.search(hash)
    while let known = types.next(&search) { if module.types[known] == type { return known } }
    types.insert(module.types.count, hash)
    module.types.append(type)
    return module.types.count - 1
  }

  /// Told apart by bytes: equal strings of Swift need not have the same scalars.
  public mutating func string(_ text: String) -> Int {
    let bytes = text.utf8Span.span
    var hash = ContentHash()
    hash.add(bytes)
    var search = strings.search(hash)
    while let known = strings.next(&search) { if module.strings[known].hasBytes(bytes) { return known } }
    strings.insert(module.strings.count, hash)
    module.strings.append(text)
    return module.strings.count - 1
  }

  public mutating func host(_ function: HostFunction) -> Int { Self.index(of: function, in: &module.hostFunctions) }

  public mutating func native(_ call: NativeCall) -> Int {
    var hash = ContentHash()
    hash.add(UInt64(call.native.rawValue))
    for type in call.arguments { hash.add(type) }
    var search = nativeCalls.search(hash)
    while let known = nativeCalls.next(&search) { if module.nativeCalls[known] == call { return known } }
    nativeCalls.insert(module.nativeCalls.count, hash)
    module.nativeCalls.append(call)
    return module.nativeCalls.count - 1
  }

  public mutating func constant(_ word: UInt64) -> Int {
    var hash = ContentHash()
    hash.add(word)
    var search = constants.search(hash)
    while let known = constants.next(&search) {
      let run = constantRuns[known]
      if run.count == 1, module.constants[run.lowerBound] == word { return run.lowerBound }
    }
    constants.insert(constantRuns.count, hash)
    constantRuns.append(module.constants.count..<module.constants.count + 1)
    module.constants.append(word)
    return module.constants.count - 1
  }

  /// The index of the first of these consecutive words.
  public mutating func constants(_ words: [UInt64]) -> Int {
    var hash = ContentHash()
    for word in words { hash.add(word) }
    var search = constants.search(hash)
    while let known = constants.next(&search) {
      let run = constantRuns[known]
      if module.constants[run].elementsEqual(words) { return run.lowerBound }
    }
    constants.insert(constantRuns.count, hash)
    let start = module.constants.count
    module.constants += words
    constantRuns.append(start..<module.constants.count)
    return start
  }

  /// A new entry for each call: the machine remembers per place in the code where the key was.
  public mutating func keyAccess(_ access: KeyAccess) -> Int {
    module.keyAccesses.append(access)
    return module.keyAccesses.count - 1
  }

  /// The key access at an index that `keyAccess` gave.
  public func keyAccess(at index: Int) -> KeyAccess { module.keyAccesses[index] }

  public mutating func cell(_ cell: Cell) -> Int {
    module.cells.append(cell)
    return module.cells.count - 1
  }

  public mutating func variable(_ variable: Variable) { module.variables.append(variable) }

  /// Makes room for a function that calls may name before its code exists.
  public mutating func declareFunction(
    name: String, file: Int, parameters: [ValueType], result: ValueType
  ) -> Int {
    module.functions.append(
      Function(name: name, file: file, parameters: parameters, result: result, code: 0..<0, registers: .zero))
    return module.functions.count - 1
  }

  /// Puts the code of a declared function into the module. `registers` is how many it uses; the spans of `code` count from
  /// `spanOrigin`, those of the module from the beginning of the function's file. Empties `code` for the next function.
  public mutating func define(
    _ function: Int, _ code: inout CodeBuilder, registers: Layout, spanOrigin: UInt32 = 0
  ) throws(CodeBuilder.Failure) {
    let start = module.code.count
    try code.resolve(registers: registers)
    module.functions[function].code = start..<start + code.instructions.count
    module.functions[function].registers = registers
    if start == 0, spanOrigin == 0 {
      code.move(to: &module)
    } else {
      module.code += code.instructions
      module.lines.append(code.lines, from: start, spanOrigin: spanOrigin)
      module.statements.append(code.statements, from: start, spanOrigin: spanOrigin)
    }
    code.forEachHandler { handler in
      var placed = handler
      placed.code = (start + handler.code.lowerBound)..<(start + handler.code.upperBound)
      placed.target += start
      module.handlers.append(placed)
    }
    code.removeAll()
  }

  /// For tables of few entries.
  private static func index<T: Equatable>(of value: T, in table: inout [T]) -> Int {
    if let index = table.firstIndex(of: value) { return index }
    table.append(value)
    return table.count - 1
  }
}

extension String {
  fileprivate func hasBytes(_ others: Swift.Span<UInt8>) -> Bool {
    let bytes = utf8Span.span
    guard bytes.count == others.count else { return false }
    for index in bytes.indices where bytes[index] != others[index] { return false }
    return true
  }
}
