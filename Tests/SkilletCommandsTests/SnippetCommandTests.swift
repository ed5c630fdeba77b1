import Foundation
import Testing

/// The command runs the programs of Tests/Snippets, which need no robot, and prints what CPython prints.
@Suite struct SnippetCommandTests {
  private static let folder = Skillet.root.appendingPathComponent("Tests/Snippets").path

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".skill") }.map { String($0.dropLast(6)) }.sorted()

  @Test func thereAreSnippets() { #expect(Self.names.count >= 70) }

  @Test(arguments: names)
  func runPrintsWhatPythonPrints(_ name: String) throws {
    let result = try Skillet.run(["run", "\(Self.folder)/\(name).skill"])
    #expect(result.status == 0, "\(result.errors)")
    let expected = try String(contentsOfFile: "\(Self.folder)/\(name).out", encoding: .utf8)
    #expect(result.output.utf8.elementsEqual(expected.utf8), "\(result.output)")
  }
}
