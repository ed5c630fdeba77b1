import SkillDiagnostics

/// Gathers a module: the tables, each entry once, and the functions, which are emitted through `CodeBuilder`.
public struct ModuleBuilder {
  public private(set) var module = Module()
  private var typeIndex: [ValueType: Int] = [:]
  private var constantIndex: [[UInt64]: Int] = [:]
  /// By bytes: equal strings of Swift need not have the same scalars.
  private var stringIndex: [[UInt8]: Int] = [:]
  private var hostIndex: [HostFunction: Int] = [:]
  private var nativeIndex: [NativeCall: Int] = [:]
  private var fileIndex: [String: Int] = [:]

  public init() {}

  public mutating func file(_ name: String) -> Int {
    Self.index(of: name, in: &module.files, known: &fileIndex)
  }

  public mutating func type(_ type: ValueType) -> Int { Self.index(of: type, in: &module.types, known: &typeIndex) }

  public mutating func string(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    if let known = stringIndex[bytes] { return known }
    module.strings.append(text)
    stringIndex[bytes] = module.strings.count - 1
    return module.strings.count - 1
  }

  public mutating func host(_ function: HostFunction) -> Int {
    Self.index(of: function, in: &module.hostFunctions, known: &hostIndex)
  }

  public mutating func native(_ call: NativeCall) -> Int {
    Self.index(of: call, in: &module.nativeCalls, known: &nativeIndex)
  }

  /// The index of the first of these consecutive words.
  public mutating func constants(_ words: [UInt64]) -> Int {
    if let known = constantIndex[words] { return known }
    let index = module.constants.count
    module.constants += words
    constantIndex[words] = index
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

  /// Puts the finished code of a declared function into the module. The spans of `body` count from `spanOrigin`, those of
  /// the module from the beginning of the function's file.
  public mutating func define(_ function: Int, _ body: FunctionBody, spanOrigin: UInt32 = 0) {
    let start = module.code.count
    module.code += body.code
    module.functions[function].code = start..<module.code.count
    module.functions[function].registers = body.registers
    for entry in body.lines.entries {
      module.lines.append(start: start + entry.start, span: entry.span.moved(back: spanOrigin))
    }
    for entry in body.statements.entries {
      module.statements.append(start: start + entry.start, span: entry.span.moved(back: spanOrigin))
    }
    for handler in body.handlers {
      var placed = handler
      placed.code = (start + handler.code.lowerBound)..<(start + handler.code.upperBound)
      placed.target += start
      module.handlers.append(placed)
    }
  }

  private static func index<T: Hashable>(of value: T, in table: inout [T], known: inout [T: Int]) -> Int {
    if let index = known[value] { return index }
    let index = table.count
    table.append(value)
    known[value] = index
    return index
  }
}

extension Span {
  fileprivate func moved(back distance: UInt32) -> Span {
    Span(start - min(start, distance), end - min(end, distance))
  }
}

/// The finished code of one function; jumps, handlers and lines count from its first instruction.
public struct FunctionBody: Sendable {
  public var code: [Instruction]
  public var registers: Layout
  public var handlers: [Handler]
  public var lines: LineTable
  public var statements: LineTable
}
