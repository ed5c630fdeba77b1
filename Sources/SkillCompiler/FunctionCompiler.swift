import SkillBytecode
import SkillDiagnostics
import SkillSemantics

/// Compiles the body of one function.
///
/// A variable has registers of its own; an expression leaves its value where it already is, or in temporaries. A call's
/// arguments are evaluated straight into the callee's window, above all live temporaries.
struct FunctionCompiler {
  let program: TypedProgram
  let function: TypedFunction
  let isTopLevel: Bool
  private let owner: ProgramCompiler
  var module: ModuleBuilder
  var code = CodeBuilder()
  var registers = Registers()
  private var places: [Place] = []
  /// What leaving the statement being compiled takes, innermost last.
  var scopes: [Scope] = []
  /// Memory cells whose declaration has run for certain: only at the top level's outermost block.
  private var initializedCells: Set<CellID> = []

  init(_ owner: ProgramCompiler, _ function: TypedFunction, isTopLevel: Bool) {
    self.owner = owner
    self.function = function
    self.isTopLevel = isTopLevel
    program = owner.program
    module = owner.module
    for local in function.locals { places.append(registers.allocate(program.types.lowered(local.type).layout)) }
  }

  mutating func compileBody() {
    code.markStatement(function.nameSpan)
    if isTopLevel { makePredeclaredCells() }
    for condition in function.requires { check(condition, .precondition) }
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
        let type = compiler.lowered(cell.type)
        compiler.code.emit(.newDict, a: place.object, wide: compiler.module.type(type))
        compiler.code.emit(.storeCell, a: place.word, b: place.object, wide: index)
      }
      code.place(known)
    }
  }

  // MARK: Shorthands

  func lowered(_ type: Type) -> ValueType { program.types.lowered(type) }
  func type(_ id: ExpressionID) -> ValueType { lowered(program[id].type) }
  func layout(_ id: ExpressionID) -> Layout { type(id).layout }
  func place(_ local: LocalID) -> Place { places[Int(local.rawValue)] }
  func type(_ local: LocalID) -> ValueType { lowered(function.locals[Int(local.rawValue)].type) }
  func index(_ id: FunctionID) -> Int { owner.index(id) }
  func index(_ id: CellID) -> Int { owner.index(id) }
  func index(_ id: GlobalID) -> Int { owner.index(id) }

  mutating func temporary(_ type: ValueType) -> Place { registers.allocate(type.layout) }

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

  mutating func loadString(_ text: String, into object: Int) {
    code.emit(.loadString, a: object, wide: module.string(text))
  }

  /// Faults, with this message.
  mutating func trap(_ kind: TrapKind, _ message: String) {
    temporarily { compiler in
      let place = compiler.temporary(.string)
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

  mutating func noteInitialized(_ cell: CellID) { initializedCells.insert(cell) }

  /// Faults at run time where the cell's declaration may not have run yet.
  mutating func requireInitialized(_ cell: CellID) {
    guard program[cell].isDeclared, !initializedCells.contains(cell) else { return }
    code.emit(.requireCell, wide: index(cell))
  }
}
