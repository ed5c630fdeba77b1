import Foundation
import SkillCompiler
import Testing

/// Programs of the shared subset print what CPython 3.11 printed when their `.out` files were made.
@Suite struct SnippetTests {
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: snippets.path)) ?? [])
    .filter { $0.hasSuffix(".skill") }.map { String($0.dropLast(6)) }.sorted()

  @Test func thereAreSnippets() { #expect(Self.names.count >= 10) }

  @Test(arguments: names)
  func aSnippetPrintsWhatPythonPrints(_ name: String) throws {
    let source = try String(contentsOf: snippets.appending(path: name + ".skill"), encoding: .utf8)
    let expected = try String(contentsOf: snippets.appending(path: name + ".out"), encoding: .utf8)
    let lines = try printed(source).split(separator: "\n", omittingEmptySubsequences: false)
    for (line, wanted) in zip(lines, expected.split(separator: "\n", omittingEmptySubsequences: false)) {
      #expect(line == wanted)
    }
    #expect(lines.count == expected.split(separator: "\n", omittingEmptySubsequences: false).count)
  }
}
