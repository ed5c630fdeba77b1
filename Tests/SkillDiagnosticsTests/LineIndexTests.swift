import SkillDiagnostics
import Testing

@Suite struct LineIndexTests {
  @Test func linesEndWithAnyLineEnd() {
    let index = LineIndex(SourceFile(name: "a", text: "ab\ncd\r\ne\rf"))
    #expect(index.lineCount == 4)
    #expect([0, 2, 3, 6, 7, 9, 10].map { index.line(of: $0) } == [1, 1, 2, 2, 3, 4, 4])
    #expect((1...4).map { index.file.text(in: index.span(ofLine: $0)) } == ["ab", "cd", "e", "f"])
    #expect(index.span(ofLine: 5) == Span(0, 0))
  }

  @Test func columnsCountUnicodeScalars() {
    let index = LineIndex(SourceFile(name: "a", text: "é😀x"))
    #expect(index.position(of: 6) == Position(line: 1, column: 3))
    #expect(index.position(of: 100) == Position(line: 1, column: 4))
  }

  @Test func bytesThatAreNotUTF8CountAsOneColumn() {
    let index = LineIndex(SourceFile(name: "a", bytes: [0xFF, 0xFE, 0x41]))
    #expect(index.position(of: 2) == Position(line: 1, column: 3))
  }
}
