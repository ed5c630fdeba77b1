import ArgumentParser
import Evaluation
import SkillBytecode
import SkillDiagnostics
import SkillSemantics
import Tabletop

/// `skillet build`: a program as a module that runs without being checked and compiled again.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a program to a module.",
    discussion: """
      Checks the program as 'skillet check' does and writes it, with all that it imports, as one module (.skillc), which \
      'skillet run' takes instead of the program. The module holds the sources, too, so that failures show their \
      lines. It runs on the version of skillet that built it, and on those with the same machine; others refuse it.

      Examples:
        skillet build swap.skill
        skillet build swap.skill -o robot/swap.skillc
        skillet build swap.skill --task swap --seed 3 --strict
        skillet run swap.skillc --task swap
      """)

  @Argument(help: "The program; '-' reads standard input.")
  var file: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The module. (default: beside the program, ending in .skillc)", valueName: "file"))
  var output: String?

  @OptionGroup var target: SceneTarget
  @OptionGroup var imports: ImportOptions
  @OptionGroup var lints: LintOptions
  @OptionGroup var format: FormatOption

  mutating func validate() throws {
    if file == "-", output == nil {
      throw ValidationError("standard input has no name to call the module by: add '-o'.")
    }
    try OutputName.check(output, "-o", as: .module)
    try target.validate(besides: [file])
    if output == file { throw ValidationError("'\(file)' is named twice: each file needs a name of its own.") }
  }

  func run() throws {
    let source = try SourceReader.read(file)
    let compilation = try ProgramCompilation(
      source, facts: try target.facts(), options: CheckOptions(lints: lints.codes),
      modules: imports.modules(besides: file))
    let bytes = try compilation.reported(format.format).encoded()
    let path = output ?? Self.name(besides: file)
    try write(try Self.proved(bytes, path), to: path)
    if format.format == .json {
      let report: JSON = ["file": .string(source.name), "module": .string(path), "bytes": .int(bytes.count)]
      try OutputStream.standardOutput.writeLine(report.text)
    }
  }

  /// The bytes, after they were read as whoever runs them will.
  private static func proved(_ bytes: [UInt8], _ path: String) throws(CommandFailure) -> [UInt8] {
    do throws(CommandFailure) { _ = try ProgramInput.decode(bytes, path) } catch {
      throw .internalError(error.message)
    }
    return bytes
  }

  private func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do throws(OutputError) {
      let file = try AtomicFile(path)
      try file.write(bytes)
      try file.commit()
    } catch { throw .environment(error.description) }
  }

  /// The program's name with another ending.
  private static func name(besides file: String) -> String {
    (file.hasSuffix(".skill") ? String(file.dropLast(".skill".count)) : file) + ".skillc"
  }
}
