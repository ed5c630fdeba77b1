import SkillDiagnostics
import SkillMachine
import SkillRuntime
import Testing

/// Names, functions and memory from turn to turn.
@Suite struct SessionNameTests {
  // MARK: Names

  @Test func variablesOutliveTheirTurn() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\nname = 'ada'\nxs: list[int] = []") == "")
    #expect(try talk.say("xs.append(x)\nx += 1\nprint(x, name, xs)") == "2 ada [1]\n")
    #expect(try talk.say("print(x)") == "2\n")
  }

  @Test func oneObjectUnderTwoNamesStaysOne() throws {
    var talk = Conversation()
    #expect(try talk.say("a = [1]\nb = a") == "")
    #expect(try talk.say("b.append(2)") == "")
    #expect(try talk.say("print(a)") == "[1, 2]\n")
  }

  @Test func aVariableMayChangeItsTypeFromTurnToTurn() throws {
    var talk = Conversation()
    for (text, printed) in [("x = 1", "1"), ("x = 'a'", "a"), ("x = [1.5]", "[1.5]"), ("x = 2", "2")] {
      #expect(try talk.say(text) == "")
      #expect(try talk.say("print(x)") == "\(printed)\n")
    }
  }

  @Test func aVariableMayChangeItsTypeWithinATurn() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\nprint(x)\nx = 'a'\nprint(x + 'b')") == "1\nab\n")
    #expect(try talk.say("print(x + 'c')") == "ac\n")
  }

  @Test func whatAVariableIsAfterAFailureIsWhatItWasThen() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\nzero = 0") == "")
    #expect(try talk.say("x = 'a'\ny = 1 // zero\nx = [1]").hasPrefix("!"))
    #expect(try talk.say("print(x + 'b')") == "ab\n")
    #expect(try talk.say("y = 1 // zero\nx = 2.5").hasPrefix("!"))
    #expect(try talk.say("print(x + 'b')") == "ab\n")
    #expect(try talk.say("print(y)") == "SK2001")
  }

  @Test func branchesOfDifferentTypesAreKnownAfterwards() throws {
    var talk = Conversation()
    #expect(try talk.say("n = 3\nif n > 2:\n    x = 'big'\nelse:\n    x = 0") == "")
    #expect(try talk.say("print(x + '!')") == "big!\n")
  }

  @Test func optionalsAreKnownByWhatTheyHold() throws {
    var talk = Conversation()
    #expect(try talk.say("def find(n: int) -> int | None:\n    if n > 0:\n        return n\n    return None") == "")
    #expect(try talk.say("a = find(2)\nb = find(-2)") == "")
    #expect(try talk.say("print(a + 1)") == "3\n")
    #expect(try talk.say("print(b + 1)") == "SK2136")
    #expect(try talk.say("b = find(5)\nif b is not None:\n    print(b)") == "5\n")
  }

  @Test func annotationsLast() throws {
    var talk = Conversation()
    #expect(try talk.say("x: float = 1") == "")
    #expect(try talk.say("x = 2\nprint(x)") == "2.0\n")
    #expect(try talk.say("x = 'a'") == "SK2108")
  }

  // MARK: Functions

  @Test func functionsOutliveTheirTurn() throws {
    var talk = Conversation()
    #expect(try talk.say("def double(n: int) -> int:\n    return 2 * n") == "")
    #expect(try talk.say("def quadruple(n: int) -> int:\n    return double(double(n))") == "")
    #expect(try talk.say("print(quadruple(3))") == "12\n")
  }

  @Test func aFunctionDefinedAnewIsWhatItsCallersCall() throws {
    var talk = Conversation()
    #expect(try talk.say("def f(n: int):\n    return n + 1\ndef g(n: int):\n    return f(n)") == "")
    #expect(try talk.say("def f(n: int):\n    return n * 10\nprint(f(1), g(2))") == "10 20\n")
    #expect(try talk.say("print(g(3))") == "30\n")
  }

  @Test(arguments: [
    "def f(n: float):\n    return 1", "def f(n: int, m: int):\n    return 1", "def f(m: int):\n    return 1",
    "def f(n: int):\n    return 1.5", "def f(n: int) -> str:\n    return 'a'", "def f(n: int = 1):\n    return 1",
    "def f(*, n: int):\n    return 1", "def f(n: int):\n    print(n)",
  ])
  func aFunctionKeepsItsSignature(_ text: String) throws {
    var talk = Conversation()
    #expect(try talk.say("def f(n: int):\n    return n") == "")
    #expect(try talk.say(text) == "SK2019")
    #expect(try talk.say("print(f(4))") == "4\n")
  }

  @Test func aVariableThatAFunctionReadsKeepsItsType() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\ndef show():\n    print(x)") == "")
    #expect(try talk.say("x = 'a'") == "SK2135")
    #expect(try talk.say("x = 2.5") == "SK2135")
    #expect(try talk.say("x = 3\nshow()") == "3\n")
  }

  @Test func itIsFreeOnceNoFunctionReadsIt() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\ndef show():\n    print(x)") == "")
    #expect(try talk.say("def show():\n    print('x')\nx = 'a'") == "")
    #expect(try talk.say("show()\nprint(x)") == "x\na\n")
  }

  @Test func aTurnMayWriteAWholeProgramAgain() throws {
    var talk = Conversation()
    #expect(try talk.say("target = 1") == "")
    #expect(try talk.say("target = 'a'\ndef show():\n    print(target)\nshow()") == "a\n")
    #expect(try talk.say("show()\nprint(target)") == "a\na\n")
  }

  @Test func aFunctionOfThisTurnDoesNotReadWhatAnEarlierTurnLeftAtAnotherType() throws {
    var talk = Conversation()
    #expect(try talk.say("target = 1") == "")
    #expect(try talk.say("def show():\n    print(target)\nshow()\ntarget = 'a'") == "SK3003")
    #expect(try talk.say("print(target)") == "1\n")
  }

  @Test func aFunctionThatReadsWhatAFailedTurnDidNotSetIsReported() throws {
    var talk = Conversation()
    #expect(try talk.say("zero = 0\ndef show():\n    print(late)\ny = 1 // zero\nlate = 2").hasPrefix("!"))
    #expect(try talk.say("show()") == "SK3003")
    #expect(try talk.say("late = 3\nshow()") == "3\n")
  }

  @Test func recursionGoesOnAcrossTurns() throws {
    var talk = Conversation()
    #expect(
      try talk.say("def fact(n: int) -> int:\n    if n < 2:\n        return 1\n    return n * fact(n - 1)") == "")
    #expect(try talk.say("print(fact(10))") == "3628800\n")
  }

  @Test(arguments: ["f = 1", "memory f: int = 0", "import f"])
  func aNameStaysWhatItIs(_ text: String) throws {
    var talk = Conversation()
    #expect(try talk.say("def f():\n    print(1)") == "")
    #expect(try talk.say(text) == (text == "import f" ? "SK2009" : "SK2006"))
  }

  @Test func aFunctionDoesNotTakeTheNameOfAVariable() throws {
    var talk = Conversation()
    #expect(try talk.say("f = 1") == "")
    #expect(try talk.say("def f():\n    print(1)") == "SK2006")
    #expect(try talk.say("memory f: int = 0") == "SK2006")
  }

  // MARK: Memory

  @Test func memoryKeepsItsValueWhenItIsDeclaredAgain() throws {
    var talk = Conversation()
    #expect(try talk.say("memory count: int = 1\ncount += 1") == "")
    #expect(try talk.say("memory count: int = 1\ncount += 1\nprint(count)") == "3\n")
    #expect(try talk.say("print(count)") == "3\n")
    #expect(talk.memory["count"] == .int(3))
  }

  @Test func memoryKeepsItsType() throws {
    var talk = Conversation()
    #expect(try talk.say("memory count: int = 1") == "")
    #expect(try talk.say("memory count: str = 'a'") == "SK2140")
    #expect(try talk.say("memory count: int = 5\nmemory count: int = 6") == "SK2006")
    #expect(try talk.say("print(count)") == "1\n")
  }

  @Test func functionsOfEarlierTurnsStoreInMemory() throws {
    var talk = Conversation()
    #expect(try talk.say("memory seen: list[str] = []\ndef see(name: str):\n    seen.append(name)") == "")
    #expect(try talk.say("see('a')") == "")
    #expect(try talk.say("see('b')\nprint(seen)") == "['a', 'b']\n")
  }

  @Test func readsOfKeysAreCheckedAgainstWhatIsThere() throws {
    var talk = Conversation()
    #expect(try talk.say("pose_dict['a'] = Pose([0, 0, 0])") == "")
    #expect(try talk.say("print(pose_dict['a'].p.x)") == "0.0\n")
    #expect(try talk.say("print(pose_dict['b'].p.x)") == "SK3017")
    #expect(try talk.say("del pose_dict['a']") == "")
    #expect(try talk.say("print(pose_dict['a'].p.x)") == "SK3017")
  }

  @Test func anInitialiserThatDidNotRunRunsLater() throws {
    var talk = Conversation()
    #expect(try talk.say("zero = 0\ny = 1 // zero\nmemory count: int = 7").hasPrefix("!"))
    #expect(talk.memory["count"] == nil)
    #expect(try talk.say("memory count: int = 7\nprint(count)") == "7\n")
  }

  @Test func aDefaultIsNoVariableOfAnEarlierTurn() throws {
    var talk = Conversation()
    #expect(try talk.say("xs = [1]\ny = 2") == "")
    #expect(try talk.say("def f(x: int = xs[0]):\n    print(x)") == "SK2133")
    #expect(try talk.say("def f(x: list[int] = [y for y in range(3)]):\n    print(x)") == "SK2133")
    #expect(try talk.say("def f(x: int = 3):\n    print(x)\nf()") == "3\n")
    #expect(try talk.say("def g(x: int = f()):\n    print(x)") == "SK2133")
    #expect(try talk.say("def h(x: int = ax):\n    print(x)") == "SK2001")
  }
}
