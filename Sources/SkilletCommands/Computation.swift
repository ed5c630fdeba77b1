import ArgumentParser
import Evaluation
import SkillBytecode
import SkillDiagnostics
import SkillMachine

/// A program run without a robot: it computes, prints and ends.
struct Computation {
  /// What reports call the program.
  private let name: String
  private let module: Module
  private let text: ProgramText
  private let format: OutputFormat
  private let limits: MachineLimits
  private var printed = ""

  /// Bytes of what the program prints that are written at once.
  private static let chunk = 1 << 14

  init(_ name: String, _ program: ModuleFile, format: OutputFormat, limits: MachineLimits) {
    self.name = name
    self.format = format
    self.limits = limits
    module = program.module
    text = ProgramText(program.sources)
  }

  /// Throws exit code 1 when the program fails.
  mutating func run() throws {
    let failure = try execute()
    switch format {
    case .text:
      try flush()
      for line in failure?.lines(text) ?? [] { try OutputStream.standardError.writeLine(line) }
    case .json: try OutputStream.standardOutput.writeLine(json(failure).text)
    }
    if failure != nil { throw ExitCode(ExitStatus.failed.code) }
  }

  /// Runs the program to its end; what ended it, if it did not finish.
  private mutating func execute() throws(CommandFailure) -> RuntimeFailure? {
    var machine: Machine
    do throws(VerificationError) {
      machine = try Machine(module, limits: limits)
    } catch {
      throw .internalError("the module is not sound: \(error)")
    }
    while true {
      switch machine.run() {
      case .print(let text):
        printed += text
        if format == .text, printed.utf8.count >= Self.chunk || OutputStream.standardOutput.isTerminal { try flush() }
      case .memoryStored, .statement: continue
      case .finished: return nil
      case .failed(let failure): return failure
      case .call: throw .internalError("a program without calls of the robot made one")
      }
    }
  }

  private mutating func flush() throws(CommandFailure) {
    try OutputStream.standardOutput.write(printed)
    printed = ""
  }

  private func json(_ failure: RuntimeFailure?) -> JSON {
    let end = failure?.members(text) ?? [("program", "finished")]
    return .object([("file", .string(name))] + end + [("printed", .string(printed))])
  }
}
