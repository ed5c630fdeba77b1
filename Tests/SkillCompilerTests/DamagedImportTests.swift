import SkillBytecode
import SkillCompiler
import TestSupport
import Testing

@Suite struct DamagedImportTests {
  static let cases = try? GoldenCase.all(in: "Imports")

  /// Whatever line is missing in whichever file: a program of several files has errors, or it compiles to a module that
  /// is well formed.
  @Test(arguments: try #require(cases))
  func aProgramWithALineMissingHasErrorsOrCompiles(_ golden: GoldenCase) throws {
    let lines = golden.input.split(separator: "\n", omittingEmptySubsequences: false)
    for missing in lines.indices {
      var rest = lines
      rest.remove(at: missing)
      let files = ProgramFiles(rest.joined(separator: "\n"))
      let compilation = try compile(files.program, modules: files)
      #expect(compilation.check.hasErrors == (compilation.module == nil))
      #expect(throws: Never.self) { try compilation.module?.verify() }
    }
  }
}
