import ArgumentParser
import SkillBytecode

/// `skillet dis`: the instructions of a program, beside its source.
struct DisassembleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dis",
    abstract: "List the instructions of a program or a module.",
    discussion: """
      Prints each line of the source with the instructions that it became: 'w' registers hold numbers, truth values and \
      actors, 'o' registers strings, lists and dictionaries. Documentation/ModuleFile.md explains the rest.

      Examples:
        skillet dis swap.skill
        skillet dis swap.skillc
      """)

  @Argument(help: "The program or module; '-' reads standard input.")
  var file: String

  @OptionGroup var imports: ImportOptions

  func run() throws {
    let listed: ModuleFile
    switch try ProgramInput.read(file) {
    case .module(let module):
      try imports.refuse(for: file)
      listed = module
    case .source(let source):
      let compilation = try ProgramCompilation(source, modules: imports.modules(besides: file))
      listed = try compilation.reported(.text)
    }
    try OutputStream.standardOutput.write(listed.listing())
  }
}
