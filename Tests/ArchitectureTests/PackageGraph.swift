/// The targets of a package manifest and what each lists, read from the text of Package.swift.
struct PackageGraph {
  /// Target → the modules that it lists: targets of this package and products of others.
  private(set) var listed: [String: Set<String>] = [:]

  /// Reads `module("A", imports: […])`, `shim("A")`, `tests("A", …)` and `.executableTarget(name: "A", dependencies: […])`.
  init(manifest: String) {
    for match in manifest.matches(of: /(module|shim|tests|\.executableTarget)\(\s*(?:name: )?"(\w+)"/) {
      let call = Self.balanced(manifest[match.range.lowerBound...], open: "(", close: ")")
      var modules: Set<String> = []
      if let list = call.firstMatch(of: #/(imports|dependencies): /#) {
        let names = Self.balanced(call[list.range.upperBound...], open: "[", close: "]")
        for name in names.matches(of: /\.product\(name: "(\w+)", package: "[^"]+"\)|"(\w+)"/) {
          modules.insert(String(name.1 ?? name.2 ?? ""))
        }
      }
      listed[String(match.2)] = modules
    }
  }

  var targets: [String] { listed.keys.sorted() }

  /// What `target` may import: what it lists, and what those list in turn.
  func reachable(from target: String) -> Set<String> {
    var seen: Set<String> = []
    var open = Array(listed[target] ?? [])
    while let next = open.popLast() {
      if seen.insert(next).inserted { open.append(contentsOf: listed[next] ?? []) }
    }
    return seen
  }

  /// The start of `text` up to and with the bracket that closes its first `open`.
  private static func balanced(_ text: Substring, open: Character, close: Character) -> Substring {
    var depth = 0
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return text[...index] }
      }
    }
    return text
  }
}
