import Foundation
import SkillCompiler
import TestSupport
import Testing

/// Programs of the subset shared with Python print what CPython 3.11 prints. `make snippets` writes their `.out` files.
@Suite struct SnippetTests {
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: snippets.path)) ?? [])
    .filter { $0.hasSuffix(".skill") }.map { String($0.dropLast(6)) }.sorted()

  @Test func thereAreSnippets() { #expect(Self.names.count >= 70) }

  @Test(arguments: names)
  func aSnippetPrintsWhatItsFileSays(_ name: String) throws {
    let source = try String(contentsOf: snippets.appending(path: name + ".skill"), encoding: .utf8)
    expectEqualLines(try printed(source), try recorded(name))
  }

  @Test(.enabled(if: CPython.executable != nil, "there is no CPython 3.11; SKILLET_PYTHON names one"), arguments: names)
  func aFileSaysWhatPythonPrints(_ name: String) throws {
    let python = try #require(CPython.executable)
    let result = try CPython.run(python, [snippets.appending(path: name + ".skill").path])
    #expect(result.status == 0)
    expectEqualLines(result.output, try recorded(name))
  }

  private func recorded(_ name: String) throws -> String {
    try String(contentsOf: snippets.appending(path: name + ".out"), encoding: .utf8)
  }

  private func expectEqualLines(_ found: String, _ expected: String) {
    let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, other) in zip(lines, wanted) { #expect(line.utf8.elementsEqual(other.utf8), "\(line) for \(other)") }
    #expect(lines.count == wanted.count)
  }
}
