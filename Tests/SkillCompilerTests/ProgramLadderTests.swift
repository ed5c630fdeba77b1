import Foundation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import Testing

/// Every program of the ladder compiles to a module that the verifier accepts.
@Suite struct ProgramLadderTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Programs")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".skill") }.sorted()

  @Test func thereArePrograms() { #expect(Self.names.count >= 8) }

  @Test(arguments: names)
  func aProgramOfTheLadderCompiles(_ name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: name))
    let compilation = try compile(SourceFile(name: name, bytes: Array(bytes)))
    #expect(compilation.check.diagnostics.map { "\($0.finding)" } == [])
    try #require(compilation.module).verify()
  }
}
