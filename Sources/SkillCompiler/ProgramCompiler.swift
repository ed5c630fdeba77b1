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
  /// One for all functions, so that its tables are filled once.
  private var compiler: FunctionCompiler

  init(_ program: TypedProgram, isForDebugging: Bool) {
    compiler = FunctionCompiler(program, isForDebugging: isForDebugging)
    declareFunctions()
    declareCells()
  }

  private mutating func declareFunctions() {
    let program = compiler.program
    let files = program.files.map { compiler.module.file($0.source.name) }
    _ = compiler.module.declareFunction(name: "", file: files[program.main.file], parameters: [], result: .none)
    for function in program.functions {
      _ = compiler.module.declareFunction(
        name: function.name, file: files[function.file],
        parameters: function.parameters.map { compiler.types[$0.type] },
        result: compiler.types[function.result])
    }
  }

  /// First the memory cells, then the globals, both in the program's order.
  private mutating func declareCells() {
    for cell in compiler.program.cells {
      _ = compiler.module.cell(Cell(name: cell.name, type: compiler.types[cell.type], isMemory: true))
    }
    for global in compiler.program.globals {
      _ = compiler.module.cell(Cell(name: global.name, type: compiler.types[global.type], isMemory: false))
    }
  }

  consuming func compile() throws(CapacityError) -> Module {
    try define(0, compiler.program.main, isTopLevel: true)
    for (index, function) in compiler.program.functions.enumerated() {
      try define(index + 1, function, isTopLevel: false)
    }
    return compiler.module.module
  }

  private mutating func define(_ index: Int, _ function: TypedFunction, isTopLevel: Bool) throws(CapacityError) {
    do throws(CodeBuilder.Failure) {
      try compiler.compile(function, isTopLevel: isTopLevel, as: index)
    } catch { throw CapacityError(function: function.name, reason: error) }
  }
}
