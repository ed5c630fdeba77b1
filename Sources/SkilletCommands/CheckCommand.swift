import ArgumentParser
import Evaluation
import SkillDiagnostics
import SkillSemantics

/// `skillet check`: what is wrong with a program, without running it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check programs without running them.",
    discussion: """
      Prints what is wrong with each program and how to repair it, and exits 2 if one does not compile. With --task \
      or --scene the program is also checked against that scene: whether the actors that it names are there.

      Examples:
        skillet check swap.skill
        skillet check swap.skill --fix
        skillet check swap.skill --task swap --seed 3
        skillet check *.skill --format sarif > skillet.sarif
        skillet check swap.skill --format vlm --budget 400
        skillet check sort.skill --bounds
      """)

  @Argument(help: "The programs; '-' reads standard input.")
  var files: [String]

  @OptionGroup var target: SceneTarget
  @OptionGroup var imports: ImportOptions
  @OptionGroup var lints: LintOptions

  @Flag(help: "Also print the most skill calls that each program can make.")
  var bounds = false

  @Flag(help: "Make the repairs that are offered; with '-' print the mended program.")
  var fix = false

  @Option(
    help: ArgumentHelp("text, json (one object a line), sarif, or vlm for a language model.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("With --format vlm: at most so many tokens, estimated as bytes / 3.", valueName: "tokens"))
  var budget: Int?

  mutating func validate() throws {
    try target.validate(besides: files)
    if let budget, format != .vlm || budget < ModelRenderer.smallestBudget {
      throw ValidationError(
        format != .vlm
          ? "'--budget' belongs to '--format vlm'."
          : "'--budget' is \(ModelRenderer.smallestBudget) or more, not \(budget).")
    }
    if bounds, format != .text, format != .json {
      throw ValidationError("'--bounds' prints text or JSON: leave '--format \(format.rawValue)' out.")
    }
    if fix, files.contains("-"), files.count > 1 || format != .text {
      throw ValidationError("'--fix' prints the mended program of '-': name no other file, and no '--format'.")
    }
  }

  func run() throws {
    let facts = try target.facts()
    let printsProgram = fix && files == ["-"]
    var report = DiagnosticReport(
      format, budget: budget, to: printsProgram ? .standardError : .standardOutput)
    var hasErrors = false
    var unreadable: CommandFailure?
    for file in files {
      let (diagnosis, bound): (Diagnosis, BoundReport?)
      do throws(CommandFailure) {
        (diagnosis, bound) = try examine(file, facts)
      } catch {
        // The other programs are worth checking all the same; the last failure is reported by whoever catches it.
        if let unreadable { try unreadable.report() }
        unreadable = error
        continue
      }
      hasErrors = hasErrors || diagnosis.hasErrors
      try report.add(diagnosis, bound)
    }
    try report.finish()
    if let unreadable { throw unreadable }
    if hasErrors { throw ExitCode(ExitStatus.doesNotCompile.code) }
  }

  /// Checks one program, and mends it if that is asked for.
  private func examine(_ file: String, _ facts: SceneFacts?) throws(CommandFailure) -> (Diagnosis, BoundReport?) {
    var source = try SourceReader.read(file)
    let options = CheckOptions(lints: lints.codes)
    let modules = imports.modules(besides: file)
    if fix {
      let repair = Repair(source) { check($0, facts: facts, options: options, modules: modules).diagnostics }
      try repair.save(to: file)
      source = repair.source
    }
    let result = check(source, facts: facts, options: options, modules: modules)
    let bound = bounds ? result.program.map { BoundReport($0.skillCallBound(facts: facts), of: source) } : nil
    return (Diagnosis(file: source.name, diagnostics: result.diagnostics), bound)
  }
}
