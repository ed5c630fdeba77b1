import SkillServices
import Testing

@Suite struct TurnLinesTests {
  @Test(arguments: [
    "x = 1\n", "print('a')\n", "x = [1,\n 2]\n", "if x:\n    y = 1\n\n", "def f():\n    pass\n   \n",
    "for i in xs: print(i)\n",
    "x = 'a:'\n", "x = 1 # :\n", "d = {'a': 1}\n", "print(xs[1:])\n", "'''a\nb'''\n", "x = ')'\n", "# (\n", "'it\n",
    "f'{x:.2f}'\n", "x: int = 1\n", ")\n", "x = '\\''\n",
  ])
  func aTurnIsComplete(_ text: String) { #expect(!TurnLines.isOpen(text, blocksEndAt: .emptyLine)) }

  @Test(arguments: [
    "x = [1,\n", "print(\n", "if x:\n", "if x:\n    y = 1\n", "def f(a: int,\n", "'''a\n", "x = {'a': [1,\n\n",
    "for i in xs: # each\n",
    "def f():\n    '''a\n\n", "if x:\n    y = (\n\n", "if x:\n    y = 1\nelse:\n    y = 2\n", "\"\"\"it's\n",
  ])
  func aTurnNeedsMore(_ text: String) { #expect(TurnLines.isOpen(text, blocksEndAt: .emptyLine)) }

  private func turns(_ text: String, _ end: TurnLines.BlockEnd) -> [String] {
    var lines = TurnLines(blocksEndAt: end)
    var turns = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { lines.add(String($0)) }
    if let last = lines.finish() { turns.append(last) }
    return turns
  }

  private static let program = """
    x = 1

    def f():
        y = 2

        return y
    if x > 0:
        print(1)
    else:
        print(2)
    print(
        x)
    for i in range(2):
        print(i)
    """

  @Test func atAPromptAnEmptyLineEndsABlock() {
    #expect(
      turns(Self.program, .emptyLine) == [
        "x = 1\n", "def f():\n    y = 2\n\n", "    return y\n",
        "if x > 0:\n    print(1)\nelse:\n    print(2)\nprint(\n    x)\nfor i in range(2):\n    print(i)\n",
      ])
  }

  @Test func inAFileTheNextStatementEndsABlock() {
    #expect(
      turns(Self.program, .nextStatement) == [
        "x = 1\n", "def f():\n    y = 2\n\n    return y\n", "if x > 0:\n    print(1)\nelse:\n    print(2)\n",
        "print(\n    x)\n", "for i in range(2):\n    print(i)\n",
      ])
  }

  @Test func commentsDoNotEndABlock() {
    #expect(turns("if x:\n    y = 1\n# why\n    z = 2\nw = 3", .nextStatement).count == 2)
  }

  @Test func emptyLinesAreNoTurns() { #expect(turns("\n\n  \nx = 1\n\n", .nextStatement) == ["x = 1\n"]) }
}
