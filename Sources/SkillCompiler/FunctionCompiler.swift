import SkillBytecode
import SkillDiagnostics
import SkillSemantics

/// Compiles the functions of a program, one after the other, into its module.
///
/// A variable has registers of its own; an expression leaves its value where it already is, or in temporaries. A call's
/// arguments are evaluated straight into the callee's window, above all live temporaries.
struct FunctionCompiler {
  let program: TypedProgram
  let isForDebugging: Bool
  var types: MachineTypes
  var module = ModuleBuilder()

  // MARK: Known of the whole program

  var signatures: Signatures
  var nativeCalls = NativeCallIndex()
  /// By `Type`: the module's index of those that were used.
  private var typeEntries: IndexMemo
  /// By `HostFunctionID`: where those that were called stand in `hostEntries`.
  var hostNumbers: IndexMemo
  /// The module's index of the host's functions that were called, and how to call them.
  var hostEntries: [(index: Int, signature: Signature)] = []
  /// By `StringID`: the module's index of those that were used.
  private var stringEntries: IndexMemo
  /// The module's constants that are so many zeros.
  private var zeroRuns: [(count: Int, index: Int)] = []
  /// Memory cells whose declaration has run for certain: only at the top level's outermost block.
  private var isInitialized: [Bool]

  // MARK: Of the function being compiled

  private(set) var function: TypedFunction
  private(set) var isTopLevel = false
  var code = CodeBuilder()
  var registers = Registers()
  private var places: [Place] = []
  /// For a debugger: the register of each variable that says whether it has a value.
  var flags: [Int] = []
  /// What leaving the statement being compiled takes, innermost last.
  var scopes: [Scope] = []
  /// Numbers that the loop being compiled has in registers.
  var literals = LoopLiterals()
  /// The arguments of the native calls being put together, the innermost call's last; and the types of those. Here so
  /// that not every call needs arrays of its own.
  var pending: [NativeArgument] = []
  var argumentTypes: [Type] = []

  init(_ program: TypedProgram, isForDebugging: Bool) {
    let types = MachineTypes(program.types)
    self.program = program
    self.isForDebugging = isForDebugging
    self.types = types
    function = program.main
    signatures = Signatures(program, types)
    typeEntries = IndexMemo(count: program.types.count)
    hostNumbers = IndexMemo(count: program.hostFunctions.count)
    stringEntries = IndexMemo(count: program.strings.count)
    isInitialized = Array(repeating: false, count: program.cells.count)
    module.reserve(functions: program.functions.count + 1, statements: program.statements.count)
    code.reserve(statements: program.statements.count)
    pending.reserveCapacity(16)
    argumentTypes.reserveCapacity(16)
    scopes.reserveCapacity(8)
  }

  /// Compiles `function` and defines it as the module's function `index`.
  mutating func compile(
    _ function: TypedFunction, isTopLevel: Bool, as index: Int
  ) throws(CodeBuilder.Failure) {
    self.function = function
    self.isTopLevel = isTopLevel
    registers = Registers()
    places.removeAll(keepingCapacity: true)
    for local in function.locals { places.append(registers.allocate(types.layout(of: local.type))) }
    if isForDebugging { describeVariables(of: index) }
    compileBody()
    try module.define(
      index, &code, registers: registers.most, spanOrigin: program.files[function.file].start)
  }

  private mutating func compileBody() {
    code.markStatement(function.nameSpan)
    if isForDebugging { clearFlags() }
    if isTopLevel { makePredeclaredCells() }
    for condition in function.requires {
      code.markStatement(program[condition].span)
      check(condition, .precondition)
    }
    compile(function.body, isOutermost: true)
    // Reached only where the checker knows that control gets here: the end of the top level, or of a def without value.
    if isTopLevel {
      code.emit(.finish, a: 0)
    } else if function.result == .none {
      leave(with: nil)
    } else {
      trap(.unreachable, "\(function.name) ended without a value")
    }
  }

  /// Memory that every program has is made where no earlier turn left it.
  private mutating func makePredeclaredCells() {
    for (index, cell) in program.cells.enumerated() where !cell.isDeclared {
      let known = code.makeLabel()
      code.emit(.jumpIfCellSet, a: index, to: known)
      temporarily { compiler in
        let place = compiler.registers.allocate(Layout(words: 0, objects: 1))
        compiler.code.emit(.newDict, a: place.object, wide: compiler.index(cell.type))
        compiler.code.emit(.storeCell, a: place.word, b: place.object, wide: index)
      }
      code.place(known)
    }
  }

  // MARK: Shorthands

  // Inlined, as a call of them would take a copy of all this.

  @inline(__always) func type(_ id: ExpressionID) -> Type { program[id].type }
  @inline(__always) func shape(_ id: ExpressionID) -> TypeShape { types.shape(of: program[id].type) }
  @inline(__always) func layout(_ id: ExpressionID) -> Layout { types.layout(of: program[id].type) }
  @inline(__always) func place(_ local: LocalID) -> Place { places[Int(local.rawValue)] }
  func type(_ local: LocalID) -> Type { function.locals[Int(local.rawValue)].type }

  /// The module's index of a function, a memory cell, a global.
  func index(_ id: FunctionID) -> Int { Int(id.rawValue) + 1 }
  func index(_ id: CellID) -> Int { Int(id.rawValue) }
  func index(_ id: GlobalID) -> Int { program.cells.count + Int(id.rawValue) }

  /// The module's index of a string of the program.
  mutating func index(_ id: StringID) -> Int {
    if let known = stringEntries[Int(id.rawValue)] { return known }
    let index = module.string(program[id])
    stringEntries.note(index, for: Int(id.rawValue))
    return index
  }

  /// The module's index of a type.
  mutating func index(_ type: Type) -> Int {
    let number = Int(type.rawValue)
    guard number < typeEntries.count else { return module.type(types[type]) }
    if let known = typeEntries[number] { return known }
    let index = module.type(types[type])
    typeEntries.note(index, for: number)
    return index
  }

  mutating func temporary(_ type: Type) -> Place { registers.allocate(types.layout(of: type)) }

  /// Frees the temporaries that `body` allocates.
  mutating func temporarily(_ body: (inout FunctionCompiler) -> Void) {
    let mark = registers.top
    body(&self)
    registers.release(to: mark)
  }

  /// Copies a value; nothing where it is there already.
  mutating func move(_ layout: Layout, from source: Place, to target: Place) {
    if source.word != target.word {
      if layout.words == 1 {
        code.emit(.move, a: target.word, b: source.word)
      } else if layout.words > 1 {
        code.emit(.moveWords, a: target.word, b: source.word, c: layout.words)
      }
    }
    if source.object != target.object {
      if layout.objects == 1 {
        code.emit(.moveObject, a: target.object, b: source.object)
      } else if layout.objects > 1 {
        code.emit(.moveObjects, a: target.object, b: source.object, c: layout.objects)
      }
    }
  }

  /// Puts zeros into the word registers from `word` on.
  mutating func loadZeros(_ count: Int, into word: Int) {
    if count == 1 { return loadWord(0, into: word) }
    let known = zeroRuns.first { $0.count == count }?.index
    let index = known ?? module.constants(Array(repeating: 0, count: count))
    if known == nil { zeroRuns.append((count, index)) }
    code.emit(.loadConstants, a: word, b: count, wide: index)
  }

  mutating func loadString(_ text: String, into object: Int) {
    code.emit(.loadString, a: object, wide: module.string(text))
  }

  /// Faults, with this message.
  mutating func trap(_ kind: TrapKind, _ message: String) {
    temporarily { compiler in
      let place = compiler.temporary(.str)
      compiler.loadString(message, into: place.object)
      compiler.code.emit(.trap, a: place.object, c: Int(kind.rawValue))
    }
  }

  /// Faults unless `condition` holds; the message is its source.
  mutating func check(_ condition: ExpressionID, _ kind: TrapKind) {
    let holds = code.makeLabel()
    code.mark(program[condition].span)
    jump(if: condition, is: true, to: holds)
    trap(kind, program.text(in: program[condition].span))
    code.place(holds)
  }

  // MARK: Cells

  mutating func noteInitialized(_ cell: CellID) { isInitialized[index(cell)] = true }

  /// Faults at run time where the cell's declaration may not have run yet.
  mutating func requireInitialized(_ cell: CellID) {
    guard program[cell].isDeclared, !(isTopLevel && isInitialized[index(cell)]) else { return }
    code.emit(.requireCell, wide: index(cell))
  }
}

extension TypedFunction {
  var parameters: ArraySlice<LocalVariable> { locals.prefix(parameterCount) }
}
