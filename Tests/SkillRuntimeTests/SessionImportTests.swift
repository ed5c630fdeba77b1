import SkillDiagnostics
import SkillMachine
import SkillRuntime
import TestSupport
import Testing

/// Imports in the turns of a session.
@Suite struct SessionImportTests {
  private let files = ProgramFiles(
    """
    # file: a.skill
    import b
    print('a')
    X = b.Y + 1
    memory count: int = 10
    def twice(n: int) -> int:
        return b.one() * n * 2
    # file: b.skill
    print('b')
    Y = 1
    def one() -> int:
        return Y
    # file: wrong.skill
    print(nothing)
    # file: failing.skill
    ZERO = 0
    Z = 1 // ZERO
    """)

  @Test func importsOutliveTheirTurn() throws {
    var talk = Conversation()
    #expect(try talk.say("import a", modules: files) == "b\na\n")
    #expect(try talk.say("print(a.X, a.twice(4))\na.count += 1", modules: files) == "2 8\n")
    #expect(try talk.say("from a import twice, count\nprint(twice(1), count)", modules: files) == "2 11\n")
    #expect(try talk.say("print(twice(2))", modules: files) == "4\n")
    #expect(talk.memory["a.count"] == .int(11))
  }

  @Test func aModuleRunsOnceInASession() throws {
    var talk = Conversation()
    #expect(try talk.say("import b", modules: files) == "b\n")
    #expect(try talk.say("import a", modules: files) == "a\n")
    #expect(try talk.say("import a\nimport b\nprint(b.Y)", modules: files) == "1\n")
    #expect(try talk.say("import a as m\nprint(m.X)", modules: files) == "2\n")
    #expect(try talk.say("import b as m\nprint(m.Y)", modules: files) == "1\n")
  }

  @Test func aModuleThatDidNotRunRunsLater() throws {
    var talk = Conversation()
    #expect(try talk.say("zero = 0\nn = 1 // zero\nimport a", modules: files).hasPrefix("!"))
    #expect(try talk.say("import a\nprint(a.X)", modules: files) == "b\na\n2\n")
  }

  @Test func aModuleThatFailsFailsAgain() throws {
    var talk = Conversation()
    #expect(try talk.say("import failing", modules: files).hasPrefix("!"))
    #expect(try talk.say("import failing", modules: files).hasPrefix("!"))
    #expect(try talk.say("print(failing.Z)", modules: files).hasPrefix("!"))
  }

  @Test func aModuleWithMistakesChangesNothing() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\nimport wrong", modules: files) == "SK2001")
    #expect(try talk.say("print(x)", modules: files) == "SK2001")
    #expect(try talk.say("import wrong", modules: files) == "SK2001")
  }

  @Test func functionsUseWhatTheirTurnImported() throws {
    var talk = Conversation()
    #expect(
      try talk.say("import a\nimport math\ndef f() -> float:\n    return math.sqrt(a.twice(2))", modules: files)
        == "b\na\n")
    #expect(try talk.say("print(f(), math.pi > 3)", modules: files) == "2.0 True\n")
    #expect(try talk.say("from math import pi as p\nprint(p > 3)") == "True\n")
    #expect(try talk.say("print(p > 3)") == "True\n")
  }
}
