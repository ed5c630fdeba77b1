import ArgumentParser
import DiagnosticPages
import Evaluation
import SkillDiagnostics

/// `skillet explain`: what a code of a diagnostic means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a code of 'skillet check'.",
    discussion: """
      Prints a program with the mistake, why it is one, and a program without it. Without a code it lists all of them.

      Examples:
        skillet explain SK2003
        skillet explain
      """)

  @Argument(help: "The code, as SK2003.")
  var code: String?

  @OptionGroup var format: FormatOption

  func run() throws {
    let output = OutputStream.standardOutput
    guard let code else { return try output.write(list) }
    guard let page = DiagnosticPage.page(named: code) else { throw unknown(code) }
    switch format.format {
    case .text: try output.write(text(of: page))
    case .json: try output.writeLine(json(of: page).text)
    }
  }

  private func unknown(_ code: String) -> CommandFailure {
    let meant = NearMisses.of(code.uppercased(), in: DiagnosticPage.all.map(\.code)).map { "'\($0)'" }
    let question = meant.isEmpty ? "" : "did you mean \(meant.joined(separator: " or "))? "
    return .usage("there is no code '\(code)'; \(question)'skillet explain' lists them.")
  }

  private var list: String {
    switch format.format {
    case .text: DiagnosticPage.all.map { "\($0.code)  \($0.title)\n" }.joined()
    case .json: JSON.array(DiagnosticPage.all.map(json)).text + "\n"
    }
  }

  private func text(of page: DiagnosticPage) -> String {
    let parts = page.parts.map { part in
      switch part {
      case .prose(let text): "\(text)\n"
      case .program(let program):
        (program.isWrong ? "Wrong:\n\n" : "Right:\n\n")
          + program.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
      }
    }
    return "\(page.code): \(page.title)\n\n" + parts.joined(separator: "\n")
  }

  private func json(of page: DiagnosticPage) -> JSON {
    let prose = page.parts.compactMap { part in
      if case .prose(let text) = part { text.split(separator: "\n").joined(separator: " ") } else { nil }
    }
    return [
      "code": .string(page.code), "title": .string(page.title), "explanation": .string(prose.joined(separator: "\n\n")),
      "wrong": .array(page.programs(wrong: true).map { .string($0.text) }),
      "right": .array(page.programs(wrong: false).map { .string($0.text) }),
    ]
  }
}
