import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import TestSupport
import Testing

/// What `skillet dis` prints.
@Suite struct DisassemblyTests {
  @Test(arguments: try GoldenCase.all(in: "Disassembly"))
  func aListingShowsTheSourceOfItsInstructions(_ golden: GoldenCase) throws {
    let source = SourceFile(name: "\(golden.name).skill", text: golden.input)
    let compilation = try compile(source)
    let module = try #require(compilation.module)
    try module.verify()
    try golden.verify(ModuleFile(module, sources: compilation.check.files).listing())
  }
}
