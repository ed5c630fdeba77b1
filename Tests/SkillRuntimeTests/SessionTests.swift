import RobotInterface
import SkillDiagnostics
import SkillMachine
import SkillRuntime
import SkillSemantics
import Testing

/// Turns: how they end, what they are told of the world, how they are taken back.
@Suite struct SessionTests {
  // MARK: Turns that do not end well

  @Test func aTurnThatDoesNotCompileChangesNothing() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1") == "")
    let before = (talk.session.turnCount, talk.session.undoCount)
    #expect(try talk.say("x = 5\ndef f():\n    print(1)\nmemory m: int = 0\nprint(nothing)") == "SK2001")
    #expect((talk.session.turnCount, talk.session.undoCount) == before)
    #expect(try talk.say("print(x)") == "1\n")
    #expect(try talk.say("f()") == "SK2001")
    #expect(try talk.say("print(m)") == "SK2001")
  }

  @Test func aTurnThatFailsLeavesTheMemoryAsItWasThen() throws {
    var talk = Conversation(policy: CountingPolicy(failing: [2]))
    let end = try talk.turn(
      "pose_dict['a'] = Pose([0, 0, 0])\npick(get_actor('red cube'))\nwait(1s)\npose_dict.clear()")
    #expect(end.skills == 2)
    guard case .failed(let failure) = end.end else { return #expect(Bool(false)) }
    #expect(failure.trace.first?.file == "turn 1")
    #expect(try talk.say("print(len(pose_dict))\nwait(1s)") == "1\n")
    #expect(talk.world?.steps == 6)
  }

  @Test func aTurnThatIsStoppedLeavesWhatItDid() throws {
    var talk = Conversation(policy: CountingPolicy(stepsPerCall: 50))
    guard case .began = try talk.session.begin(Array("x = 1\nwait(5s)\nx = 2".utf8)) else {
      return #expect(Bool(false))
    }
    for _ in 0..<10 { _ = try talk.session.next() }
    #expect(talk.session.status == .running)
    #expect(throws: SessionError.self) { try talk.session.begin(Array("x = 3".utf8)) }
    talk.session.stop()
    #expect(try talk.session.next() == nil)
    #expect(try talk.say("print(x)\nwait(1s)") == "1\n")
  }

  @Test func nothingFollowsDone() throws {
    var talk = Conversation(policy: CountingPolicy())
    #expect(try talk.say("x = 1\ndone()") == "")
    #expect(talk.session.status == .done)
    #expect(throws: SessionError.self) { try talk.session.begin(Array("x = 2".utf8)) }
    #expect(try talk.session.undo())
    #expect(try talk.say("x = 3\nprint(x)") == "3\n")
  }

  @Test func limitsHoldForEachTurn() throws {
    var talk = Conversation()
    talk.session = Session(options: SessionOptions(limits: ExecutionLimits(machine: MachineLimits(steps: 1000))))
    for _ in 0..<3 { #expect(try talk.say("for i in range(500):\n    pass") == "") }
    #expect(try talk.say("for i in range(5000):\n    pass").hasPrefix("!"))
    #expect(try talk.say("print(500 < i < 1000)") == "True\n")
  }

  @Test func withoutARobotItsCallsAreRefused() throws {
    var talk = Conversation()
    #expect(throws: SessionError.self) { try talk.session.begin(Array("pick(get_actor('a'))".utf8)) }
    #expect(throws: SessionError.self) { try talk.session.begin(Array("def f():\n    wait(1s)".utf8)) }
    #expect(try talk.say("print(1)") == "1\n")
  }

  @Test func aSessionMayHaveManyTurns() throws {
    var talk = Conversation(undoLimit: 3)
    #expect(try talk.say("memory seen: list[int] = []\nx = 0\ndef note():\n    seen.append(len(seen))") == "")
    for number in 1...150 {
      #expect(try talk.say("note()\nx = 'a'") == "")
      #expect(try talk.say("x = \(number)\nif x % 50 == 0:\n    print(x)") == (number % 50 == 0 ? "\(number)\n" : ""))
    }
    #expect(try talk.say("print(len(seen), x)") == "150 150\n")
  }

  // MARK: The gripper

  @Test func whatIsHeldIsKnownAtTheBeginningOfATurn() throws {
    var talk = Conversation(policy: CountingPolicy())
    talk.world?.held = ActorID(rawValue: 0)
    #expect(try talk.say("pick(get_actor('blue cube'))") == "SK3015")
    #expect(try talk.say("pick(get_actor('red cube'))") == "")
    talk.world?.held = nil
    #expect(try talk.say("pick(get_actor('blue cube'))") == "")
  }

  @Test func actorsInVariablesAreKnownWithinATurn() throws {
    var talk = Conversation(policy: CountingPolicy())
    #expect(try talk.say("a = get_actor('red cube')\nb = get_actor('blue cube')\npick(a)\npick(b)") == "SK3015")
  }

  @Test func actorsInVariablesOfEarlierTurnsAreKnown() throws {
    var talk = Conversation(policy: CountingPolicy())
    #expect(try talk.say("a = get_actor('red cube')\nb = get_actor('blue cube')\nc = a") == "")
    talk.world?.held = ActorID(rawValue: 0)
    #expect(try talk.say("pick(b)") == "SK3015")
    #expect(try talk.say("pick(c)") == "")
    #expect(try talk.say("b = get_actor('red cube')\npick(b)") == "")
    #expect(try talk.say("def f(actor: Actor):\n    pick(actor)\nf(a)") == "")
  }

  // MARK: Taking back

  @Test func undoGoesBackToBeforeTheTurn() throws {
    var talk = Conversation(policy: CountingPolicy())
    #expect(try talk.say("x = 1\npose_dict['a'] = Pose([0, 0, 0])\nwait(1s)") == "")
    #expect(try talk.say("x = 'a'\npose_dict['b'] = Pose([0, 0, 0])\ndef f():\n    print(1)\nwait(1s)") == "")
    #expect(talk.world?.steps == 4)
    #expect(try talk.session.undo())
    #expect(talk.world?.steps == 2)
    #expect(try talk.say("print(x + 1, len(pose_dict))") == "2 1\n")
    #expect(try talk.say("f()") == "SK2001")
    #expect(try talk.session.undo())
    #expect(try talk.session.undo())
    #expect(try !talk.session.undo())
    #expect(try talk.say("print(x)") == "SK2001")
    #expect(talk.world?.steps == 0)
  }

  @Test func soManyTurnsCanBeTakenBackAsTheOptionsSay() throws {
    var talk = Conversation(undoLimit: 2)
    for number in 0..<5 { #expect(try talk.say("x = \(number)") == "") }
    #expect(talk.session.undoCount == 2)
    #expect(try talk.session.undo() && talk.session.undo())
    #expect(try !talk.session.undo())
    #expect(try talk.say("print(x)") == "2\n")
  }

  @Test func aCopyGoesOnByItself() throws {
    var talk = Conversation()
    #expect(try talk.say("xs = [1]") == "")
    var other = talk
    #expect(try other.say("xs.append(2)\nprint(xs)") == "[1, 2]\n")
    #expect(try talk.say("print(xs)") == "[1]\n")
  }

  // MARK: Prompt

  @Test(arguments: [
    ("1 + 1", "2\n"), ("'a'", "'a'\n"), ("None", ""), ("print(1)", "1\n"), ("[1, 2.5]", "[1.0, 2.5]\n"),
    ("5cm", "0.05m\n"), ("for i in range(2):\n    i", "0\n1\n"), ("def f() -> int:\n    1\n    return 2\nf()", "2\n"),
    ("x: int | None = None\nx", ""), ("Pose([0, 0, 0]).p", "[0.0, 0.0, 0.0]\n"), ("1\n2", "1\n2\n"),
  ])
  func aPromptShowsValues(_ text: String, _ printed: String) throws {
    var talk = Conversation(echoesValues: true)
    #expect(try talk.say(text) == printed)
  }

  @Test func aPromptShowsWhatAnOptionalHolds() throws {
    var talk = Conversation(echoesValues: true)
    #expect(try talk.say("def f(n: int) -> int | None:\n    if n > 0:\n        return n\n    return None") == "")
    #expect(try talk.say("f(3)\nf(-3)") == "3\n")
  }

  @Test func whatThereIsCanBeListed() throws {
    var talk = Conversation()
    #expect(try talk.say("x = 1\ny: int | None = None\nmemory m: str = 'a'\nx = 'b'") == "")
    #expect(talk.session.variables.map(\.name) == ["x", "y"])
    #expect(talk.session.variables.map(\.value) == [.string("b"), Value.none])
    #expect(talk.memory == ["pose_dict": .dict([]), "m": .string("a")])
  }
}
