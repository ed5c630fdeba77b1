import SkillDiagnostics
import Testing

@Suite struct RendererTests {
  private func unclosed(_ file: SourceFile, _ span: Span) -> Diagnostic {
    Diagnostic(SyntaxFinding.unclosedBracket("`(`"), at: Location(file, span))
  }

  @Test func textShowsBothPlacesNotesAndHelp() {
    let program = SourceFile(name: "swap.skill", text: "x = 1\npick(actr=x)\n")
    let prelude = SourceFile(name: "prelude.skill", text: "skill def pick(actor: Actor)\n")
    var diagnostic = Diagnostic(SyntaxFinding.positionalAfterKeyword, at: Location(program, Span(11, 15)))
    diagnostic.related = [RelatedLocation(Location(prelude, Span(10, 14)), label: "declared here")]
    diagnostic.notes = ["a fact"]
    diagnostic.fixIts = [FixIt("write `actor`", replace: Span(11, 15), with: "actor")]
    #expect(
      TextRenderer.render([diagnostic]) == """
        error[SK1012]: a positional argument follows a keyword argument
         --> swap.skill:2:6
          |
        2 | pick(actr=x)
          |      ^^^^
         --> prelude.skill:1:11
          |
        1 | skill def pick(actor: Actor)
          |           ---- declared here
          = note: a fact
          = note: Name the argument, or move it before those that are named.
          = help: write `actor`


        """)
  }

  @Test func underlinesStandUnderTabsAndWideCharacters() {
    let file = SourceFile(name: "a", text: "\t世界é(x")
    let lines = TextRenderer.render([unclosed(file, Span(9, 10))]).split(separator: "\n")
    #expect(lines[1] == " --> a:1:5")
    #expect(lines[3] == "1 |     世界é(x")
    #expect(lines[4] == "  |          ^ opened here")
  }

  @Test func bytesThatAreNotUTF8AndControlCharactersAreShownAsSymbols() {
    let file = SourceFile(name: "a", bytes: [0xFF, 0x00, 0x28])
    let lines = TextRenderer.render([unclosed(file, Span(2, 3))]).split(separator: "\n")
    #expect(lines[3] == "1 | \u{FFFD}\u{2400}(")
    #expect(lines[4] == "  |   ^ opened here")
  }

  @Test func longLinesAreShownAroundThePlace() {
    let file = SourceFile(
      name: "a", text: String(repeating: "x", count: 5000) + "(" + String(repeating: "y", count: 5000))
    let lines = TextRenderer.render([unclosed(file, Span(5000, 5001))]).split(separator: "\n")
    #expect(lines[1] == " --> a:1:5001")
    #expect(lines[3].hasPrefix("1 | …xxx") && lines[3].hasSuffix("yyy…") && lines[3].contains("x(y"))
    #expect(lines[4].hasSuffix("^ opened here"))
    #expect(lines[4].prefix { $0 != "^" }.count == lines[3].prefix { $0 != "(" }.count)
  }

  @Test func placesBeyondTheTextAreShownAtItsEnd() {
    let file = SourceFile(name: "a", text: "x")
    #expect(TextRenderer.render([unclosed(file, Span(90, 95))]).contains(" --> a:1:2"))
    #expect(TextRenderer.render([unclosed(SourceFile(name: "a", text: ""), Span(0, 0))]).contains(" --> a:1:1"))
  }

  @Test func colorIsAddedOnlyWhenAsked() {
    let file = SourceFile(name: "a", text: "(")
    #expect(!TextRenderer.render([unclosed(file, Span(0, 1))]).contains("\u{1B}"))
    #expect(TextRenderer.render([unclosed(file, Span(0, 1))], usesColor: true).contains("\u{1B}[1;31merror[SK1002]"))
  }

  @Test func jsonIsOneFlatObjectALine() {
    let file = SourceFile(name: "a \"b\".skill", text: "f(\nx = 1")
    var diagnostic = unclosed(file, Span(1, 2))
    diagnostic.related = [RelatedLocation(Location(file, Span(3, 4)), label: "here")]
    diagnostic.fixIts = [FixIt("write `)`", insert: ")", at: 2)]
    #expect(
      JSONLinesRenderer.render([diagnostic]) == """
        {"file":"a \\"b\\".skill","line":1,"column":2,"endLine":1,"endColumn":3,"severity":"error","code":"SK1002",\
        "message":"this `(` is never closed","label":"opened here",\
        "notes":[{"message":"here","file":"a \\"b\\".skill","line":2,"column":1,"endLine":2,"endColumn":2}],\
        "fixits":[{"message":"write `)`","edits":[{"line":1,"column":3,"endLine":1,"endColumn":3,"replacement":")"}]}]}

        """)
  }

  @Test func jsonStringsEscapeWhatTheyMust() {
    #expect(JSONText.string("a\"\\\n\r\t\u{0}\u{1F}\u{7F}é😀") == #""a\"\\\n\r\t\u0000\u001f\u007fé😀""#)
  }

  @Test func fixItsAreAppliedInOrderAndOverlapsSkipped() {
    let edits = [
      TextEdit(Span(4, 5), "E"), TextEdit(Span(0, 1), "A"), TextEdit(Span(0, 3), "?"), TextEdit(Span(9, 12), "?"),
    ]
    #expect(FixIt("", edits).applied(to: Array("abcde".utf8)) == Array("AbcdE".utf8))
  }

  @Test func codesAreWellFormedAndUnique() {
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /SK[0-5]\d{3}/) != nil })
  }
}
