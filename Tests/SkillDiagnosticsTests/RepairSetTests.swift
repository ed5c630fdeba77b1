import SkillDiagnostics
import Testing

@Suite struct RepairSetTests {
  private let file = SourceFile(name: "a.skill", text: "abcdef")

  private func diagnostic(_ fixIts: [FixIt]) -> Diagnostic {
    Diagnostic(SyntaxFinding.proseInCode, at: Location(file, Span(0, 1)), fixIts: fixIts)
  }

  private func mended(_ fixIts: [[FixIt]]) -> String {
    String(decoding: RepairSet(fixIts.map(diagnostic), of: file).applied(to: file.bytes), as: UTF8.self)
  }

  @Test func theFirstFixItOfEachIsTaken() {
    let first = FixIt("", replace: Span(0, 1), with: "A")
    #expect(mended([[first, FixIt("", replace: Span(0, 1), with: "?")], []]) == "Abcdef")
  }

  @Test func aRepairThatMeetsAnEarlierOneWaitsAsAWhole() {
    let first = FixIt("", replace: Span(2, 4), with: "CD")
    let second = FixIt("", [TextEdit(Span(0, 1), "?"), TextEdit(Span(3, 5), "?")])
    #expect(mended([[first], [second]]) == "abCDef")
  }

  @Test func twoInsertionsAtOnePlaceAreMadeOneAfterTheOther() {
    let insertion = FixIt("", insert: "!", at: 3)
    #expect(mended([[insertion], [insertion]]) == "abc!def")
  }

  @Test func neighboursDoNotMeet() {
    #expect(
      mended([[FixIt("", replace: Span(0, 2), with: "")], [FixIt("", replace: Span(2, 3), with: "C")]]) == "Cdef")
  }

  @Test func otherFilesAreLeftAlone() {
    let other = SourceFile(name: "b.skill", text: "abcdef")
    let diagnostics = [diagnostic([FixIt("", replace: Span(0, 1), with: "A")])]
    #expect(RepairSet(diagnostics, of: other).isEmpty)
  }
}
