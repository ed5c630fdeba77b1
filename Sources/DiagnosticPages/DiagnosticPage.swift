import SkillDiagnostics

/// What there is to say of one diagnostic code: a wrong program, why it is wrong, the right program.
///
/// The pages are the files of `Documentation/Diagnostics`, and part of the executable. Nothing is read before it is
/// asked for.
public struct DiagnosticPage: Sendable {
  /// As diagnostics show it: `SK2003`.
  public let code: String
  /// What the mistake is, in a few words.
  public let title: String
  /// Under the title, in order.
  public let parts: [Part]
  /// The whole page as it was written.
  public let markdown: String

  public enum Part: Hashable, Sendable {
    /// One paragraph, its lines as they were broken.
    case prose(String)
    case program(Program)
  }

  public struct Program: Hashable, Sendable {
    /// Whether the program shows the mistake, or how to do without it.
    public let isWrong: Bool
    /// How the text stands for the program.
    public let form: Form
    /// With its last line end.
    public let text: String
  }

  public enum Form: String, Sendable {
    /// The text is the program.
    case whole
    /// `\xNN` in it is one byte, which Markdown could not hold.
    case bytes
    /// The program would be too large; an ellipsis stands for most of it.
    case excerpt
    /// The text is the turns of a session; a line `# next turn` ends each but the last.
    case turns
  }

  /// All pages, by code.
  public static let all = PageSources.all.compactMap(DiagnosticPage.init)

  /// The page of a code, if it has one.
  public static func page(of code: DiagnosticCode) -> DiagnosticPage? { page(named: code.rawValue) }

  /// The page of a code as a user writes it, in capitals or not.
  public static func page(named code: String) -> DiagnosticPage? {
    let code = code.uppercased()
    return all.first { $0.code == code }
  }

  /// The programs that show the mistake, or how to do without it.
  public func programs(wrong: Bool) -> [Program] {
    parts.compactMap { part in
      if case .program(let program) = part, program.isWrong == wrong { program } else { nil }
    }
  }

  /// Reads a page; nil if its first line is not `# CODE: title` or a fence is not closed.
  public init?(markdown: String) {
    var lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    guard let heading = lines.popFirst(), heading.hasPrefix("# "), let colon = heading.firstRange(of: ": ") else {
      return nil
    }
    code = String(heading.dropFirst(2)[..<colon.lowerBound])
    title = String(heading[colon.upperBound...])
    self.markdown = markdown
    var parts: [Part] = []
    while let line = lines.popFirst() {
      if line.hasPrefix("```") {
        guard let end = lines.firstIndex(of: "```") else { return nil }
        let text = lines[..<end].map { $0 + "\n" }.joined()
        guard let program = Program(fence: line, text: text) else { return nil }
        parts.append(.program(program))
        lines = lines[(end + 1)...]
      } else if !line.isEmpty {
        let rest = lines.prefix { !$0.isEmpty && !$0.hasPrefix("```") }
        parts.append(.prose(([line] + rest).joined(separator: "\n")))
        lines = lines[rest.endIndex...]
      }
    }
    self.parts = parts
  }
}

extension DiagnosticPage.Program {
  /// `fence` opens it: "```skill wrong", "```skill right", with a form if it is not the whole program.
  fileprivate init?(fence: String, text: String) {
    let words = fence.dropFirst(3).split(separator: " ").map(String.init)
    guard words.count >= 2, words[0] == "skill", ["wrong", "right"].contains(words[1]) else { return nil }
    guard let form = words.count == 2 ? .whole : DiagnosticPage.Form(rawValue: words[2]) else { return nil }
    isWrong = words[1] == "wrong"
    self.form = form
    self.text = text
  }
}
