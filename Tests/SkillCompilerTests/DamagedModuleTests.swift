import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import TestSupport
import Testing

/// A module that verifies never traps its host, whatever it was made from.
@Suite struct DamagedModuleTests {
  private static func modules() throws -> [(name: String, module: Module)] {
    try ProgramCorpus.all().compactMap { program in
      let source = SourceFile(name: program.name, text: program.text)
      return (try? compile(source))?.module.map { (program.name, $0) }
    }
  }

  @Test func everyProgramThatCompilesVerifiesAndIsReadAsItWasWritten() throws {
    let modules = try Self.modules()
    #expect(modules.count > 150)
    for (name, module) in modules {
      #expect(throws: Never.self, "\(name)") { try module.verify() }
      let file = try ModuleFile(decoding: ModuleFile(module, sources: []).encoded())
      #expect(file.module == module, "\(name)")
    }
  }

  /// Thousands of modules in which something is not as the compiler wrote it. Those that verify run to an end, be it one
  /// of the limits; the host answers whatever they ask.
  @Test(arguments: 0..<8)
  func damagedModulesAreRefusedOrRunToAnEnd(_ part: Int) throws {
    let modules = try Self.modules()
    var verified = 0
    var tried = 0
    for (index, (_, module)) in modules.enumerated() where index % 8 == part {
      for seed in 0..<40 {
        var mutator = ModuleMutator(seed: UInt64(index * 1_000 + seed))
        var host = ArbitraryHost(seed: UInt64(seed))
        tried += 1
        guard let end = try host.run(mutator.mutated(module)) else { continue }
        verified += 1
        if case .call = end { Issue.record("a run ended with a call") }
      }
    }
    #expect(tried >= 640)
    // Too many refusals, and the machine had little to do.
    #expect(verified * 10 > tried, "\(verified) of \(tried) verify")
  }
}
