import DiagnosticPages
import Foundation
import SkillDiagnostics
import SkillSemantics
import SkillSyntax
import TestSupport
import Testing

/// Each page shows what it says: the wrong program has that mistake and no other, the right one has none.
@Suite struct DiagnosticPageTests {
  /// Programs that are too large to be shown whole; `LimitTests` hold what they stand for.
  private static let excerpts: Set<DiagnosticCode> = [
    .sourceTooLarge, .nestingTooDeep, .unreadableModule, .importLimit,
  ]

  /// What is reported in a program of a page; on a lint's page that lint is asked for.
  private func codes(_ program: DiagnosticPage.Program, of page: DiagnosticPage) throws -> [String] {
    let files = ProgramFiles(program.text)
    let bytes = program.form == .bytes ? try unescaped(program.text) : files.program.bytes
    if program.form == .turns { return codes(ofTurns: program.text) }
    let lints = DiagnosticCode(rawValue: page.code).flatMap { page.code.hasPrefix("SK5") ? [$0] : [] }
    let result = check(
      SourceFile(name: "page.skill", bytes: bytes), facts: SceneFacts(comment: program.text),
      options: CheckOptions(lints: Set(lints ?? [])), modules: files)
    return result.diagnostics.map(\.code.rawValue)
  }

  /// What is reported in the turns of a session.
  private func codes(ofTurns text: String) -> [String] {
    var names = SessionNames()
    return text.components(separatedBy: "# next turn\n").enumerated().flatMap { number, turn in
      let (result, left) = check(SourceFile(name: "turn \(number)", text: turn), after: names)
      names = left ?? names
      return result.diagnostics.map(\.code.rawValue)
    }
  }

  /// `\xNN` as the byte it stands for.
  private func unescaped(_ text: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, part) in text.components(separatedBy: "\\x").enumerated() {
      if index > 0 { bytes.append(try #require(UInt8(part.prefix(2), radix: 16))) }
      bytes += Array(part.dropFirst(index > 0 ? 2 : 0).utf8)
    }
    return bytes
  }

  @Test func everyCodeHasAPageAndEveryPageACode() {
    #expect(DiagnosticPage.all.map(\.code) == DiagnosticCode.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: DiagnosticPage.all)
  func theWrongProgramHasThatMistakeAndNoOther(_ page: DiagnosticPage) throws {
    let programs = page.programs(wrong: true)
    #expect(!programs.isEmpty)
    for program in programs where program.form != .excerpt {
      #expect(try codes(program, of: page) == [page.code])
    }
  }

  @Test(arguments: DiagnosticPage.all)
  func theRightProgramHasNoMistake(_ page: DiagnosticPage) throws {
    let programs = page.programs(wrong: false)
    #expect(!programs.isEmpty)
    for program in programs { #expect(try codes(program, of: page) == []) }
  }

  @Test func onlyProgramsThatAreTooLargeAreExcerpts() {
    let pages = DiagnosticPage.all.filter { page in page.programs(wrong: true).contains { $0.form == .excerpt } }
    #expect(Set(pages.map(\.code)) == Set(Self.excerpts.map(\.rawValue)))
    #expect(DiagnosticPage.all.allSatisfy { page in page.programs(wrong: false).allSatisfy { $0.form != .excerpt } })
  }

  @Test(arguments: DiagnosticPage.all)
  func pagesFitATerminal(_ page: DiagnosticPage) {
    #expect(page.title.count <= 80 && !page.title.hasSuffix("."))
    #expect(page.markdown.split(separator: "\n").allSatisfy { $0.count <= 120 })
    let prose = page.parts.count { if case .prose = $0 { true } else { false } }
    #expect(prose >= 1)
  }

  @Test func aPageIsReadIntoItsParts() throws {
    let text =
      "# SK2001: a title\n\n```skill wrong bytes\nx\n\ny\n```\n\nWhy it\nis so.\n\n```skill right\nz\n```"
    let page = try #require(DiagnosticPage(markdown: text))
    #expect(page.code == "SK2001" && page.title == "a title")
    #expect(page.programs(wrong: true).map(\.text) == ["x\n\ny\n"])
    #expect(page.programs(wrong: true).map(\.form) == [.bytes])
    #expect(page.programs(wrong: false).map(\.text) == ["z\n"])
    #expect(page.parts.count == 3 && page.parts[1] == .prose("Why it\nis so."))
  }

  @Test(arguments: ["", "SK2001: a title", "# SK2001", "# SK2001: a\n```skill wrong\nx", "# SK2001: a\n```python\n```"])
  func aMalformedPageIsNone(_ markdown: String) {
    #expect(DiagnosticPage(markdown: markdown) == nil)
  }
}
