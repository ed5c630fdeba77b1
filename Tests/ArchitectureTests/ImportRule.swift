/// The rule that keeps the layers apart: a target imports only what Package.swift lists for it, directly or through
/// what it lists, and of the system only what its layer may.
struct ImportRule {
  let graph: PackageGraph
  /// Target → modules of the toolchain that it may import; Glibc (maths) is for all.
  let system: [String: Set<String>]

  /// One line for each import in `source`, a file of `target`, that breaks the rule.
  func violations(in source: String, of target: String) -> [String] {
    let allowed = graph.reachable(from: target)
    let systemAllowed = (system[target] ?? []).union(["Glibc"])
    return Self.imports(of: source).filter { !allowed.contains($0) && !systemAllowed.contains($0) }
      .map { "\(target) imports \($0), which Package.swift does not list for it" }
  }

  /// The modules that the `import` lines of Swift source name; lines inside a multi-line string do not count.
  static func imports(of source: String) -> [String] {
    var modules: [String] = []
    var inString = false
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let quotes = line.matches(of: /"""/).count
      defer { if quotes % 2 == 1 { inString.toggle() } }
      guard !inString, let match = line.prefixMatch(of: importLine) else { continue }
      modules.append(String(match.1))
    }
    return modules
  }

  nonisolated(unsafe) private static let importLine =
    /\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|let|var|func)\s+)?(\w+)/
}
