import ArgumentParser
import Evaluation
import SkillBytecode
import SkillDiagnostics
import SkillMachine
import SkillSemantics

/// A program run without a robot: it computes, prints and ends.
struct Computation {
  private let source: SourceFile
  private let modules: any ModuleLoader
  private let format: OutputFormat
  private let limits: MachineLimits
  private var printed = ""

  /// Bytes of what the program prints that are written at once.
  private static let chunk = 1 << 14

  init(_ source: SourceFile, modules: any ModuleLoader, format: OutputFormat, limits: MachineLimits) {
    self.source = source
    self.modules = modules
    self.format = format
    self.limits = limits
  }

  /// Throws a usage failure when the program asks for a robot, and exit code 1 when it fails.
  mutating func run() throws {
    let compilation = try ProgramCompilation(source, modules: modules)
    if compilation.module?.hostFunctions.isEmpty == false { throw compilation.needsRobot }
    try compilation.report(format)
    guard let module = compilation.module else { throw ExitCode(ExitStatus.doesNotCompile.code) }
    let failure = try execute(module)
    let program = ProgramText(compilation.files)
    switch format {
    case .text:
      try flush()
      for line in failure?.lines(program) ?? [] { try OutputStream.standardError.writeLine(line) }
    case .json: try OutputStream.standardOutput.writeLine(json(failure, program).text)
    }
    if failure != nil { throw ExitCode(ExitStatus.failed.code) }
  }

  /// Runs the program to its end; what ended it, if it did not finish.
  private mutating func execute(_ module: Module) throws(CommandFailure) -> RuntimeFailure? {
    var machine: Machine
    do throws(VerificationError) {
      machine = try Machine(module, limits: limits)
    } catch {
      throw .environment("internal error: the module is not sound: \(error)")
    }
    while true {
      switch machine.run() {
      case .print(let text):
        printed += text
        if format == .text, printed.utf8.count >= Self.chunk || OutputStream.standardOutput.isTerminal { try flush() }
      case .memoryStored, .statement: continue
      case .finished: return nil
      case .failed(let failure): return failure
      case .call: throw .environment("internal error: a program without calls of the robot made one")
      }
    }
  }

  private mutating func flush() throws(CommandFailure) {
    try OutputStream.standardOutput.write(printed)
    printed = ""
  }

  private func json(_ failure: RuntimeFailure?, _ program: ProgramText) -> JSON {
    let end = failure?.members(program) ?? [("program", "finished")]
    return .object([("file", .string(source.name))] + end + [("printed", .string(printed))])
  }
}
