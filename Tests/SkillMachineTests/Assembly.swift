import SkillBytecode
import SkillDiagnostics
import SkillMachine

/// Builds modules instruction by instruction, for tests of the machine alone.
struct Assembly {
  var module = ModuleBuilder()
  private let file: Int

  init() {
    file = module.file("test.skill")
    _ = module.declareFunction(name: "", file: file, parameters: [], result: .none)
  }

  /// Declares a function, to be defined later.
  mutating func declare(_ name: String, _ parameters: [ValueType], _ result: ValueType) -> Int {
    module.declareFunction(name: name, file: file, parameters: parameters, result: result)
  }

  /// Gives function `index` (0 is the top level) its code.
  mutating func define(
    _ index: Int = 0, words: Int = 16, objects: Int = 8, _ emit: (inout CodeBuilder, inout ModuleBuilder) -> Void
  ) throws {
    var code = CodeBuilder()
    emit(&code, &module)
    try module.define(index, &code, registers: Layout(words: words, objects: objects))
  }

  /// A module whose top level is this code.
  static func main(
    words: Int = 16, objects: Int = 8, _ emit: (inout CodeBuilder, inout ModuleBuilder) -> Void
  ) throws -> Module {
    var assembly = Assembly()
    try assembly.define(words: words, objects: objects, emit)
    return assembly.module.module
  }
}

extension CodeBuilder {
  /// Sets a word register to a float.
  mutating func load(_ register: Int, _ number: Double, _ module: inout ModuleBuilder) {
    emit(.loadConstant, a: register, wide: module.constants([number.bitPattern]))
  }

  mutating func load(_ register: Int, _ text: String, _ module: inout ModuleBuilder) {
    emit(.loadString, a: register, wide: module.string(text))
  }

  /// Calls a native with its arguments at these registers, where the result goes.
  mutating func native(
    _ native: Native, _ arguments: [ValueType], _ result: ValueType, word: Int = 0, object: Int = 0,
    _ module: inout ModuleBuilder
  ) {
    let call = module.native(NativeCall(native, arguments: arguments, result: result))
    emit(.native, a: word, b: object, wide: call)
  }

  /// Hands values at these registers to a query `see`, so that a test can look at them.
  mutating func see(_ types: [ValueType], word: Int = 0, object: Int = 0, _ module: inout ModuleBuilder) {
    let parameters = types.enumerated().map { HostFunction.Parameter(name: "p\($0)", type: $1) }
    let function = module.host(HostFunction(name: "see", kind: .query, parameters: parameters, result: .none))
    emit(.host, a: word, b: object, wide: function)
  }

  mutating func finish() { emit(.finish, a: 0) }
}

extension Machine {
  /// Runs to the end, answering `see` and collecting what it saw and what was printed.
  mutating func runSeeing() throws -> (seen: [Value], printed: String, end: HostRequest) {
    var seen: [Value] = []
    var printed = ""
    while true {
      switch run() {
      case .call(let call):
        seen += arguments(of: call)
        try answer(.value(.none))
      case .print(let text): printed += text
      case .memoryStored, .statement: continue
      case let end: return (seen, printed, end)
      }
    }
  }
}

/// What a top level sees.
func seen(
  words: Int = 16, objects: Int = 8, _ emit: (inout CodeBuilder, inout ModuleBuilder) -> Void
) throws -> [Value] {
  var machine = try Machine(Assembly.main(words: words, objects: objects, emit))
  let (seen, _, end) = try machine.runSeeing()
  if case .failed(let failure) = end { throw failure }
  return seen
}

/// The fault that a top level ends with.
func fault(
  limits: MachineLimits = MachineLimits(), _ emit: (inout CodeBuilder, inout ModuleBuilder) -> Void
) throws -> Fault? {
  var machine = try Machine(Assembly.main(emit), limits: limits)
  guard case .failed(let failure) = try machine.runSeeing().end, case .fault(let fault) = failure.cause else {
    return nil
  }
  return fault
}
