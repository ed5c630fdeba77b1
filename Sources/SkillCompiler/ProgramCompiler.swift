import SkillBytecode
import SkillDiagnostics
import SkillSemantics

/// A limit of the bytecode that a checked program does not fit.
public struct CapacityError: Error, Hashable, Sendable {
  /// The function that is too large; empty for the top level.
  public let function: String
  public let reason: CodeBuilder.Failure
}

/// Compiles a checked program: its tables, its top level, its functions.
struct ProgramCompiler {
  let program: TypedProgram
  var module = ModuleBuilder()
  /// The module's cells: first the memory cells, then the globals, both in the program's order.
  private let memoryCount: Int

  init(_ program: TypedProgram) {
    self.program = program
    memoryCount = program.cells.count
    let files = program.files.map { module.file($0.source.name) }
    _ = module.declareFunction(name: "", file: files[program.main.file], parameters: [], result: .none)
    for function in program.functions {
      let parameters = function.locals.prefix(function.parameterCount).map { program.types.lowered($0.type) }
      _ = module.declareFunction(
        name: function.name, file: files[function.file], parameters: parameters,
        result: program.types.lowered(function.result))
    }
    for cell in program.cells {
      _ = module.cell(Cell(name: cell.name, type: program.types.lowered(cell.type), isMemory: true))
    }
    for global in program.globals {
      _ = module.cell(Cell(name: global.name, type: program.types.lowered(global.type), isMemory: false))
    }
  }

  consuming func compile() throws(CapacityError) -> Module {
    try define(0, program.main, isTopLevel: true)
    for (index, function) in program.functions.enumerated() { try define(index + 1, function, isTopLevel: false) }
    return module.module
  }

  private mutating func define(_ index: Int, _ function: TypedFunction, isTopLevel: Bool) throws(CapacityError) {
    var compiler = FunctionCompiler(self, function, isTopLevel: isTopLevel)
    compiler.compileBody()
    let registers = compiler.registers.most
    self.module = compiler.module
    do throws(CodeBuilder.Failure) {
      let body = try compiler.code.finish(registers: registers)
      module.define(index, body, spanOrigin: program.files[function.file].start)
    } catch { throw CapacityError(function: function.name, reason: error) }
  }

  /// The module's index of a function, a memory cell, a global.
  func index(_ id: FunctionID) -> Int { Int(id.rawValue) + 1 }
  func index(_ id: CellID) -> Int { Int(id.rawValue) }
  func index(_ id: GlobalID) -> Int { memoryCount + Int(id.rawValue) }
}
