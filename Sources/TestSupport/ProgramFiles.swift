import SkillDiagnostics
import SkillSemantics

/// Several files in one text: a line `# file: a/b.skill` begins one; what stands before the first is the program.
public struct ProgramFiles: ModuleLoader {
  /// The program, called `main.skill`.
  public let program: SourceFile
  /// The other files, by path.
  private let files: [String: String]

  /// Takes the files out of `text`.
  public init(_ text: String) {
    var parts: [(path: String, lines: [Substring])] = [("main.skill", [])]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(Self.mark) {
        parts.append((String(line.dropFirst(Self.mark.count)), []))
      } else {
        parts[parts.count - 1].lines.append(line)
      }
    }
    program = SourceFile(name: "main.skill", text: parts[0].lines.joined(separator: "\n"))
    files = Dictionary(
      parts.dropFirst().map { ($0.path, $0.lines.joined(separator: "\n")) }, uniquingKeysWith: { $1 })
  }

  private static let mark = "# file: "

  public func load(_ path: [String]) -> ModuleFile {
    let name = path.joined(separator: "/") + ".skill"
    if path == ["locked"] { return .unreadable("cannot read '\(name)': Permission denied") }
    return files[name].map { .found(SourceFile(name: name, text: $0)) } ?? .missing(places: [name])
  }

  public func modules(near path: [String]) -> [String] {
    let folder = path.dropLast().map { $0 + "/" }.joined()
    return files.keys.filter { $0.hasPrefix(folder) && !$0.dropFirst(folder.count).contains("/") }
      .map { $0.dropLast(".skill".count).split(separator: "/").joined(separator: ".") }.sorted()
  }
}
