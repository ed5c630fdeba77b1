import Testing

@Suite struct ImportRuleTests {
  /// Where more of the toolchain than Glibc is needed, and for what.
  static let system: [String: Set<String>] = [
    "Evaluation": ["Synchronization"],  // the flag that Ctrl-C sets
    "SkilletCommands": ["Synchronization"],
    "TestSupport": ["Foundation"],  // temporary files
  ]

  @Test func everyImportIsListedInThePackage() throws {
    let rule = ImportRule(graph: PackageGraph(manifest: try Repository.text("Package.swift")), system: Self.system)
    let files = try Repository.swiftFiles(under: "Sources")
    #expect(!files.isEmpty)
    for file in files {
      let target = String(file.split(separator: "/")[1])
      #expect(rule.graph.listed[target] != nil, "\(file) belongs to no target")
      let violations = rule.violations(in: try Repository.text(file), of: target)
      #expect(violations.isEmpty, "\(file): \(violations)")
    }
  }

  static let sample = PackageGraph(
    manifest: """
      targets: [
        module("Base"),
        shim("CLibrary", headers: "../include"),
        module("Middle", imports: ["Base", "CLibrary"]),
        module(
          "Top",
          imports: ["Middle", .product(name: "Parser", package: "some-parser")]),
        .executableTarget(name: "tool", dependencies: ["Top"], swiftSettings: strict),
        tests("TopTests", imports: ["Top"]),
      ]
      """)

  @Test func aManifestIsReadWithProductsAndTools() {
    #expect(Self.sample.targets == ["Base", "CLibrary", "Middle", "Top", "TopTests", "tool"])
    #expect(Self.sample.listed["Top"] == ["Middle", "Parser"])
    #expect(Self.sample.reachable(from: "tool") == ["Top", "Middle", "Base", "CLibrary", "Parser"])
    #expect(Self.sample.reachable(from: "Base").isEmpty)
  }

  @Test func anImportThatIsNotListedIsFound() {
    let rule = ImportRule(graph: Self.sample, system: ["Top": ["Synchronization"]])
    let source = """
      import Glibc
      @preconcurrency internal import Base
      import struct Foundation.URL
      import Top
      """
    #expect(
      rule.violations(in: source, of: "Middle") == [
        "Middle imports Foundation, which Package.swift does not list for it",
        "Middle imports Top, which Package.swift does not list for it",
      ])
    #expect(rule.violations(in: "import Synchronization\n  import Parser", of: "Top").isEmpty)
    #expect(rule.violations(in: "import Synchronization", of: "Base").count == 1)
  }

  @Test func textThatLooksLikeAnImportIsNone() {
    let source = "// import Hidden\nlet a = \"\"\"\n  import os\n  \"\"\"\nimport Seen\nlet important = 1"
    #expect(ImportRule.imports(of: source) == ["Seen"])
  }
}
