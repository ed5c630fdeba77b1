import SkillDiagnostics
import Testing

@Suite struct ModelRendererTests {
  private let file = SourceFile(name: "a.skill", text: "x = 90 deg\ny = 5 cm; z = 3 mm\nprint(x\n")

  private func space(_ unit: String, at place: Span) -> Diagnostic {
    Diagnostic(
      SyntaxFinding.spaceBeforeUnit(unit), at: Location(file, place),
      fixIts: [FixIt("write the unit right behind the number", replace: Span(place.start - 1, place.start), with: "")])
  }

  private var diagnostics: [Diagnostic] {
    [
      space("deg", at: Span(7, 10)), space("cm", at: Span(17, 19)), space("mm", at: Span(27, 29)),
      Diagnostic(SyntaxFinding.unclosedBracket("`(`"), at: Location(file, Span(35, 36))),
    ]
  }

  @Test func theMendedLineStandsForAllItsMistakes() {
    #expect(
      ModelRenderer.render(diagnostics) == """
        line 1: x = 90 deg
        error: the unit `deg` is separated from its number
        write: x = 90deg
        line 2: y = 5 cm; z = 3 mm
        error: the unit `cm` is separated from its number
        error: the unit `mm` is separated from its number
        write: y = 5cm; z = 3mm
        line 3: print(x
        error: this `(` is never closed

        """)
  }

  @Test func errorsComeBeforeWarnings() {
    let warning = Diagnostic(LexicalFinding.unknownEscape("\\d"), at: Location(file, Span(0, 1)))
    let text = ModelRenderer.render([warning] + diagnostics.suffix(1))
    #expect(text.hasPrefix("line 3: print(x\nerror: "))
    #expect(text.contains("\nline 1: x = 90 deg\nwarning: "))
  }

  @Test func aTightBudgetLeavesOutWholeDiagnosticsFromTheEnd() {
    let whole = ModelRenderer.render(diagnostics)
    #expect(ModelRenderer.render(diagnostics, budget: ModelRenderer.tokens(in: whole)) == whole)
    for budget in ModelRenderer.smallestBudget...ModelRenderer.tokens(in: whole) {
      let text = ModelRenderer.render(diagnostics, budget: budget)
      #expect(ModelRenderer.tokens(in: text) <= budget)
      if text != whole { #expect(text.wholeMatch(of: /(line [\s\S]*\n)?and \d+ more\n/) != nil) }
    }
    #expect(ModelRenderer.render(diagnostics, budget: 8) == "and 4 more\n")
    #expect(ModelRenderer.render(diagnostics, budget: 40).hasSuffix("write: x = 90deg\nand 3 more\n"))
  }

  @Test func filesAreNamedWhereThereAreSeveral() {
    let other = SourceFile(name: "b.skill", text: "(")
    let second = Diagnostic(SyntaxFinding.unclosedBracket("`(`"), at: Location(other, Span(0, 1)))
    let text = ModelRenderer.render(diagnostics.suffix(1) + [second])
    #expect(text.hasPrefix("a.skill line 3: print(x\n"))
    #expect(text.contains("\nb.skill line 1: (\n"))
  }

  @Test func nothingWrongIsNoText() { #expect(ModelRenderer.render([]) == "") }

  @Test func tokensAreEstimatedFromBytes() {
    #expect(ModelRenderer.tokens(in: "") == 0)
    #expect(ModelRenderer.tokens(in: "abcd") == 2)
    #expect(ModelRenderer.tokens(in: "é") == 1)
  }

  @Test func aVeryLongLineIsShownAroundThePlace() {
    let long = SourceFile(name: "a", text: String(repeating: "x", count: 5000) + "(")
    let text = ModelRenderer.render([
      Diagnostic(SyntaxFinding.unclosedBracket("`(`"), at: Location(long, Span(5000, 5001)))
    ])
    #expect(text.hasPrefix("line 1: …xxx") && text.contains("x(\n"))
  }
}
