import SkillDiagnostics

/// Gathers a module: the tables, each entry once, and the functions, which are emitted through `CodeBuilder`.
public struct ModuleBuilder {
  public private(set) var module = Module()
  private var typeIndex: [ValueType: Int] = [:]
  private var constantIndex: [UInt64: Int] = [:]
  private var constantRunIndex: [[UInt64]: Int] = [:]
  private var stringIndex: [ExactText: Int] = [:]
  private var hostIndex: [HostFunction: Int] = [:]
  private var nativeIndex: [NativeCall: Int] = [:]
  /// By native, the call that was asked for last: most often it is the next one too.
  private var latestCall = [Int?](repeating: nil, count: Native.table.count)

  public init() {}

  public mutating func file(_ name: String) -> Int {
    if let known = module.files.firstIndex(of: name) { return known }
    module.files.append(name)
    return module.files.count - 1
  }

  public mutating func type(_ type: ValueType) -> Int { Self.index(of: type, in: &module.types, known: &typeIndex) }

  public mutating func string(_ text: String) -> Int {
    let key = ExactText(text: text)
    if let known = stringIndex[key] { return known }
    module.strings.append(text)
    stringIndex[key] = module.strings.count - 1
    return module.strings.count - 1
  }

  public mutating func host(_ function: HostFunction) -> Int {
    Self.index(of: function, in: &module.hostFunctions, known: &hostIndex)
  }

  public mutating func native(_ call: NativeCall) -> Int {
    let native = Int(call.native.rawValue)
    if let latest = latestCall[native], module.nativeCalls[latest] == call { return latest }
    let index = Self.index(of: call, in: &module.nativeCalls, known: &nativeIndex)
    latestCall[native] = index
    return index
  }

  public mutating func constant(_ word: UInt64) -> Int {
    Self.index(of: word, in: &module.constants, known: &constantIndex)
  }

  /// The index of the first of these consecutive words.
  public mutating func constants(_ words: [UInt64]) -> Int {
    if words.count == 1 { return constant(words[0]) }
    if let known = constantRunIndex[words] { return known }
    let index = module.constants.count
    module.constants += words
    constantRunIndex[words] = index
    return index
  }

  /// A new entry for each call: the machine remembers per place in the code where the key was.
  public mutating func keyAccess(_ access: KeyAccess) -> Int {
    module.keyAccesses.append(access)
    return module.keyAccesses.count - 1
  }

  public mutating func cell(_ cell: Cell) -> Int {
    module.cells.append(cell)
    return module.cells.count - 1
  }

  /// Makes room for a function that calls may name before its code exists.
  public mutating func declareFunction(
    name: String, file: Int, parameters: [ValueType], result: ValueType
  ) -> Int {
    module.functions.append(
      Function(name: name, file: file, parameters: parameters, result: result, code: 0..<0, registers: .zero))
    return module.functions.count - 1
  }

  /// Puts the code of a declared function into the module. `registers` is how many it uses. Empties `code` for the next
  /// function.
  public mutating func define(
    _ function: Int, _ code: inout CodeBuilder, registers: Layout
  ) throws(CodeBuilder.Failure) {
    let start = module.code.count
    try code.resolve(registers: registers)
    module.code += code.instructions
    module.functions[function].code = start..<module.code.count
    module.functions[function].registers = registers
    module.lines.append(code.lines, from: start)
    module.statements.append(code.statements, from: start)
    code.forEachHandler { handler in
      var placed = handler
      placed.code = (start + handler.code.lowerBound)..<(start + handler.code.upperBound)
      placed.target += start
      module.handlers.append(placed)
    }
    code.removeAll()
  }

  private static func index<T: Hashable>(of value: T, in table: inout [T], known: inout [T: Int]) -> Int {
    if let index = known[value] { return index }
    let index = table.count
    table.append(value)
    known[value] = index
    return index
  }
}
