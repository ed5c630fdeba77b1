import Testing

@Suite struct LayoutTests {
  @Test func noSourceFileIsLongerThan400Lines() throws {
    for file in try Repository.swiftFiles(under: "Sources") {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 400, "\(file) has \(lines) lines: split it by concern")
    }
  }

  @Test func everyTargetIsDescribedInTheArchitecture() throws {
    let description = try Repository.text("ARCHITECTURE.md")
    let graph = PackageGraph(manifest: try Repository.text("Package.swift"))
    for target in graph.targets where !target.hasSuffix("Tests") {
      #expect(description.contains("\n### `\(target)`"), "ARCHITECTURE.md has no paragraph on \(target)")
    }
  }
}
