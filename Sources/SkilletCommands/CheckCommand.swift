import ArgumentParser
import Evaluation
import SkillDiagnostics
import SkillSemantics
import Tabletop

/// `skillet check`: what is wrong with a program, without running it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check programs without running them.",
    discussion: """
      Prints what is wrong with each program and how to repair it, and exits 2 if one does not compile. With --task \
      the program is also checked against that scene: whether the actors that it names are there.

      Examples:
        skillet check swap.skill
        skillet check swap.skill --task swap --seed 3
        skillet check *.skill --format json
        skillet check sort.skill --bounds
      """)

  @Argument(help: "The programs; '-' reads standard input.")
  var files: [String]

  @Option(
    help: ArgumentHelp("Check against the scene of this task.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @Flag(help: "Also print the most skill calls that each program can make.")
  var bounds = false

  @OptionGroup var scene: SceneOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let facts = try task.map { try SceneCommand.build(scene.episode(of: $0)).summary.facts }
    let output = OutputStream.standardOutput
    var hasErrors = false
    var unreadable: CommandFailure?
    for file in files {
      let source: SourceFile
      do throws(CommandFailure) {
        source = try SourceReader.read(file)
      } catch {
        // The other programs are worth checking all the same; the last failure is reported by whoever catches it.
        if let unreadable { try unreadable.report() }
        unreadable = error
        continue
      }
      let result = check(source, facts: facts)
      let diagnosis = Diagnosis(file: source.name, diagnostics: result.diagnostics)
      let bound = bounds ? result.program.map { BoundReport($0.skillCallBound(facts: facts), of: source) } : nil
      hasErrors = hasErrors || diagnosis.hasErrors
      switch format.format {
      case .text:
        try output.write(diagnosis.text(usesColor: output.hasColor) + diagnosis.summary + "\n")
        if let bound { try output.write(bound.text) }
      case .json:
        try output.write(diagnosis.json)
        if let bound { try output.write(bound.json) }
      }
    }
    if let unreadable { throw unreadable }
    if hasErrors { throw ExitCode(ExitStatus.doesNotCompile.rawValue) }
  }
}
