import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillSyntax
import TestSupport
import Testing

/// Formatting a program leaves what it compiles to.
@Suite struct FormattedProgramTests {
  @Test func theModuleStays() throws {
    var count = 0
    for program in try ProgramCorpus.all() {
      let source = SourceFile(name: "program.skill", text: program.text)
      guard let module = try compile(source).module else { continue }
      let text = try #require(format(parse(source)), "\(program)")
      let formatted = try compile(SourceFile(name: "program.skill", text: text)).module
      #expect(formatted.map(withoutPlaces) == withoutPlaces(module), "\(program)")
      count += 1
    }
    #expect(count >= 50)
  }

  private func withoutPlaces(_ module: Module) -> Module {
    var module = module
    module.lines = LineTable()
    module.statements = LineTable()
    return module
  }
}
