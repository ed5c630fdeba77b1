import Testing

@Suite struct LayoutTests {
  /// Files that may be longer than others, up to how many lines, and why.
  static let longFiles: [String: Int] = [
    // One switch over all opcodes: the registers stay in locals only within one function.
    "Sources/SkillMachine/Interpreter.swift": 500
  ]

  @Test func noSourceFileIsLongerThan400Lines() throws {
    for file in try Repository.swiftFiles(under: "Sources") {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= Self.longFiles[file] ?? 400, "\(file) has \(lines) lines: split it by concern")
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
