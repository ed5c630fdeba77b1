import SkillBytecode
import SkillDiagnostics
import Testing

/// What the verifier proves of the types of registers: each case is a piece of code that must be refused, or one beside
/// it that must not.
@Suite struct TypeVerificationTests {
  /// What is wrong with a module whose top level is this code; nil if nothing is.
  func refusal(
    _ emit: (inout CodeBuilder, inout ModuleBuilder) -> Void
  ) throws -> String? {
    var module = ModuleBuilder()
    _ = module.declareFunction(name: "", file: module.file("test.skill"), parameters: [], result: .none)
    var code = CodeBuilder()
    emit(&code, &module)
    try module.define(0, &code, registers: Layout(words: 12, objects: 8))
    return reason(module.module)
  }

  func reason(_ module: Module) -> String? {
    do throws(VerificationError) {
      try module.verify()
      return nil
    } catch { return error.reason }
  }

  @Test func aRegisterThatNothingWroteIsNotRead() throws {
    #expect(
      try refusal { code, _ in
        code.emit(.addInt, a: 0, b: 1, c: 2)
        code.emit(.finish)
      } == "word 1 does not hold an int")
    #expect(
      try refusal { code, _ in
        code.emit(.print, a: 0)
        code.emit(.finish)
      } == "object 0 does not hold a string")
  }

  @Test func aWordIsTakenForWhatItIs() throws {
    #expect(
      try refusal { code, module in
        code.emit(.loadInt, a: 0, wide: 5)
        code.emit(.negateFloat, a: 1, b: 0)
        code.emit(.finish)
      } == "word 0 does not hold a float")
    #expect(
      try refusal { code, module in
        code.emit(.loadInt, a: 0, wide: 1)
        code.emit(.not, a: 1, b: 0)
        code.emit(.finish)
      } == "word 0 does not hold a bool")
    #expect(
      try refusal { code, module in
        code.emit(.loadTrue, a: 0)
        code.emit(.not, a: 1, b: 0)
        code.emit(.addInt, a: 2, b: 1, c: 0)
        code.emit(.finish)
      } == nil)
  }

  @Test func anObjectIsTakenForWhatItIs() throws {
    #expect(
      try refusal { code, module in
        code.emit(.loadString, a: 0, wide: module.string("a"))
        code.emit(.listLength, a: 0, b: 0)
        code.emit(.finish)
      } == "object 0 does not hold a list")
    #expect(
      try refusal { code, module in
        code.emit(.newList, a: 0, wide: module.type(.list(.pose)))
        code.emit(.loadInt, a: 0, wide: 0)
        code.emit(.listGetWords, a: 1, b: 0, c: 0, d: 1)
        code.emit(.finish)
      } == "word 1 does not hold an element of its container")
    #expect(
      try refusal { code, module in
        code.emit(.newList, a: 0, wide: module.type(.dict(key: .int, value: .int)))
        code.emit(.finish)
      } == "object 0 does not hold a list, by its type")
  }

  @Test func whatMeetsIsWhatAllPathsHave() throws {
    func meeting(_ other: Int) throws -> String? {
      try refusal { code, module in
        let (otherwise, end) = (code.makeLabel(), code.makeLabel())
        code.emit(.loadTrue, a: 0)
        code.emit(.jumpIfNot, a: 0, to: otherwise)
        code.emit(.loadInt, a: 1, wide: 5)
        code.emit(.jump, to: end)
        code.place(otherwise)
        code.emit(.loadInt, a: other, wide: 6)
        code.place(end)
        code.emit(.addInt, a: 3, b: 1, c: 1)
        code.emit(.finish)
      }
    }
    #expect(try meeting(1) == nil)
    #expect(try meeting(2) == "word 1 does not hold an int")
  }

  @Test func aLoopHoldsOnlyWhatEveryTurnLeaves() throws {
    // The second turn would find a float where the first found an int.
    #expect(
      try refusal { code, module in
        let (top, end) = (code.makeLabel(), code.makeLabel())
        code.emit(.loadTrue, a: 0)
        code.emit(.loadInt, a: 1, wide: 4)
        code.place(top)
        code.emit(.jumpIfNot, a: 0, to: end)
        code.emit(.addInt, a: 2, b: 1, c: 1)
        code.emit(.intToFloat, a: 1, b: 2)
        code.emit(.loop, to: top)
        code.place(end)
        code.emit(.finish)
      } == "word 1 does not hold an int")
  }

  @Test func aLoopThatIsEnteredAtItsEndIsFollowed() throws {
    func loop(reads register: Int) throws -> String? {
      try refusal { code, module in
        let (start, next) = (code.makeLabel(), code.makeLabel())
        for word in 0..<3 { code.emit(.loadInt, a: word, wide: 1) }
        code.emit(.rangeStart, a: 0)
        code.emit(.jump, to: next)
        code.place(start)
        code.emit(.addInt, a: 5, b: 3, c: register)
        code.place(next)
        code.emit(.rangeNext, a: 0, b: 3, to: start)
        code.emit(.finish)
      }
    }
    #expect(try loop(reads: 3) == nil)
    #expect(try loop(reads: 4) == "word 4 does not hold an int")
    #expect(try loop(reads: 1) == "word 1 does not hold an int")
  }

  @Test func whatALoopSetsIsNotSetWhereItDidNotGoRound() throws {
    #expect(
      try refusal { code, module in
        let (start, next) = (code.makeLabel(), code.makeLabel())
        for word in 0..<3 { code.emit(.loadInt, a: word, wide: 1) }
        code.emit(.rangeStart, a: 0)
        code.emit(.jump, to: next)
        code.place(start)
        code.emit(.move, a: 4, b: 3)
        code.place(next)
        code.emit(.rangeNext, a: 0, b: 3, to: start)
        code.emit(.addInt, a: 5, b: 4, c: 4)
        code.emit(.finish)
      } == "word 4 does not hold an int")
  }

  @Test func aHandlerHoldsWhatEveryMomentOfItsRegionDoes() throws {
    func handled(_ body: (inout CodeBuilder) -> Void) throws -> String? {
      try refusal { code, module in
        let handler = code.makeLabel()
        code.emit(.loadInt, a: 1, wide: 5)
        let start = code.position
        body(&code)
        code.handle(.failure, start..<code.position, target: handler, word: 4, object: 4, deadlines: 0)
        code.emit(.finish)
        code.place(handler)
        code.emit(.print, a: 6)
        code.emit(.addInt, a: 5, b: 1, c: 1)
        code.emit(.finish)
      }
    }
    #expect(try handled { $0.emit(.loadInt, a: 2, wide: 6) } == nil)
    // For a moment the register holds a float, though an int again at the end.
    #expect(
      try handled { code in
        code.emit(.intToFloat, a: 1, b: 1)
        code.emit(.loadInt, a: 1, wide: 6)
      } == "word 1 does not hold an int")
  }

  @Test func aCallLeavesNothingAboveItsResult() throws {
    var module = ModuleBuilder()
    let file = module.file("test.skill")
    _ = module.declareFunction(name: "", file: file, parameters: [], result: .none)
    let twice = module.declareFunction(name: "twice", file: file, parameters: [.int], result: .int)
    func define(reads register: Int) throws -> String? {
      var copy = module
      var code = CodeBuilder()
      for word in 0..<4 { code.emit(.loadInt, a: word, wide: 1) }
      code.emit(.call, a: 2, wide: twice)
      code.emit(.addInt, a: 5, b: register, c: 2)
      code.emit(.finish)
      try copy.define(0, &code, registers: Layout(words: 12, objects: 0))
      code.emit(.addInt, a: 0, b: 0, c: 0)
      code.emit(.returnWord, a: 0)
      try copy.define(twice, &code, registers: Layout(words: 1, objects: 0))
      return reason(copy.module)
    }
    #expect(try define(reads: 1) == nil)
    #expect(try define(reads: 3) == "word 3 does not hold an int")
  }

  @Test func anAbsentObjectIsNotTakenForOneThatIsThere() throws {
    func printing(checked: Bool) throws -> String? {
      try refusal { code, module in
        code.emit(.loadNull, a: 0)
        let call = module.native(
          NativeCall(.dictFind, arguments: [.dict(key: .string, value: .string), .string], result: .optional(.string)))
        code.emit(.newDict, a: 0, wide: module.type(.dict(key: .string, value: .string)))
        code.emit(.loadString, a: 1, wide: module.string("a"))
        code.emit(.native, wide: call)
        if checked { code.emit(.requireObject, a: 0) }
        code.emit(.print, a: 0)
        code.emit(.finish)
      }
    }
    #expect(try printing(checked: true) == nil)
    #expect(try printing(checked: false) == "object 0 does not hold a string")
  }

  @Test func argumentsFitTheSignature() throws {
    #expect(
      try refusal { code, module in
        code.emit(.newList, a: 0, wide: module.type(.list(.int)))
        code.emit(.loadInt, a: 0, wide: 0)
        code.emit(
          .native, wide: module.native(NativeCall(.listGet, arguments: [.list(.string), .int], result: .string)))
        code.emit(.finish)
      } == "object 0 does not hold what the table says")
    #expect(
      try refusal { code, module in
        code.emit(
          .host,
          wide: module.host(
            HostFunction(
              name: "pick", kind: .skill, parameters: [HostFunction.Parameter(name: "actor", type: .actor)],
              result: .none)))
        code.emit(.finish)
      } == "word 0 does not hold what the table says")
  }

  @Test func deadlinesAreTakenOffAsOftenAsTheyAreSet() throws {
    #expect(
      try refusal { code, _ in
        code.emit(.popDeadline)
        code.emit(.finish)
      } == "no deadline is left to take off")
    #expect(
      try refusal { code, module in
        let top = code.makeLabel()
        code.emit(.loadConstant, a: 0, wide: module.constant((1.0).bitPattern))
        code.place(top)
        code.emit(.pushDeadline, a: 0)
        code.emit(.loop, to: top)
      } == "the loop does not come back to as many deadlines")
    #expect(
      try refusal { code, module in
        let end = code.makeLabel()
        code.emit(.loadConstant, a: 0, wide: module.constant(1))
        code.emit(.jumpIf, a: 0, to: end)
        code.emit(.pushDeadline, a: 0)
        code.place(end)
        code.emit(.finish)
      } == "paths meet here that have set different deadlines")
  }

  @Test func noLoopIsFree() throws {
    #expect(
      try refusal { code, _ in
        let top = code.makeLabel()
        code.place(top)
        code.emit(.jump, to: top)
      } == "it jumps back at no cost")
  }

  @Test func theTopLevelDoesNotReturn() throws {
    #expect(try refusal { code, _ in code.emit(.return) } == "the top level returns")
  }

  @Test func keysStayWhatTheyAre() throws {
    #expect(
      try refusal { code, module in
        _ = module.type(.dict(key: .list(.int), value: .int))
        code.emit(.finish)
      } == "a dictionary has keys that cannot be keys")
  }

  /// Each turn of the outermost loop tells the verifier about one register more.
  @Test func codeThatWouldKeepTheVerifierBusyIsRefused() throws {
    var module = ModuleBuilder()
    _ = module.declareFunction(name: "", file: module.file("test.skill"), parameters: [], result: .none)
    var code = CodeBuilder()
    let count = 1_500
    for word in 0...count { code.emit(.loadInt, a: word, wide: 1) }
    let top = code.makeLabel()
    code.place(top)
    for word in 0..<count { code.emit(.move, a: word, b: word + 1) }
    code.emit(.intToFloat, a: count, b: 0)
    code.emit(.loop, to: top)
    try module.define(0, &code, registers: Layout(words: count + 1, objects: 0))
    #expect(reason(module.module) == "it is too intricate")
  }
}
