import ArgumentParser
import Evaluation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillSemantics

/// A program compiled to be run.
struct ProgramCompilation {
  /// Nil if the program has errors.
  let module: Module?
  private let check: CheckResult
  private let name: String

  /// The program and the files that it imports.
  var files: [SourceFile] { check.files }

  init(
    _ source: SourceFile, facts: SceneFacts? = nil, options: CheckOptions = CheckOptions(), modules: some ModuleLoader,
    isForDebugging: Bool = false
  ) throws(CommandFailure) {
    let compilation: Compilation
    do throws(CapacityError) {
      compilation = try SkillCompiler.compile(
        source, facts: facts, options: options, modules: modules, isForDebugging: isForDebugging)
    } catch {
      let place = error.function.isEmpty ? "the top level" : "'\(error.function)'"
      throw CommandFailure(
        message: "'\(source.name)' does not fit the bytecode: \(place) is too long; divide it into functions",
        exit: .doesNotCompile)
    }
    module = compilation.module
    check = compilation.check
    name = source.name
  }

  /// Prints the diagnostics: to standard error or, as JSON and if there are errors, to standard output.
  func report(_ format: OutputFormat) throws(CommandFailure) {
    let diagnosis = Diagnosis(file: name, diagnostics: check.diagnostics)
    switch format {
    case .text:
      let errors = OutputStream.standardError
      try errors.write(diagnosis.text(usesColor: errors.hasColor))
      if diagnosis.hasErrors { try errors.writeLine(diagnosis.summary) }
    case .json where diagnosis.hasErrors: try OutputStream.standardOutput.write(diagnosis.json)
    case .json: break
    }
  }

  /// The module with its sources; nil if the program has errors.
  var file: SkillBytecode.ModuleFile? { module.map { SkillBytecode.ModuleFile($0, sources: files) } }

  /// The module with its sources, once the diagnostics are printed; exit code 2 for a program with errors.
  func reported(_ format: OutputFormat) throws -> SkillBytecode.ModuleFile {
    try report(format)
    guard let file else { throw ExitCode(ExitStatus.doesNotCompile.code) }
    return file
  }

  /// What to say to somebody who runs the program without a robot, which it calls.
  var needsRobot: CommandFailure {
    guard let call = firstRobotCall, let source = files.first else {
      return .usage("'\(name)' needs a robot: add '--task'")
    }
    return .needsRobot(name, calling: call.name, line: LineIndex(source).line(of: call.span.start))
  }

  /// The first call in the source that only a robot can answer.
  private var firstRobotCall: (name: String, span: Span)? {
    guard let program = check.program else { return nil }
    var first: (name: String, span: Span)?
    for expression in program.expressions {
      guard case .hostCall(let function, _) = expression.kind else { continue }
      if first.map({ expression.span.start < $0.span.start }) ?? true {
        first = (program[function].name, expression.span)
      }
    }
    return first
  }
}

extension CommandFailure {
  /// The program at `file` is run without a robot, but calls a function that takes one.
  static func needsRobot(_ file: String, calling function: String, line: Int? = nil) -> CommandFailure {
    let place = line.map { " in line \($0)" } ?? ""
    return .usage(
      "'\(file)' calls '\(function)'\(place), which takes a robot: add '--task', for instance "
        + "'--task swap'; 'skillet tasks' lists them.")
  }
}
