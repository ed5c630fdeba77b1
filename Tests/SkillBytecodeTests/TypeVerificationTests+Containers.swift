import SkillBytecode
import Testing

/// Dictionaries under strings, and what a call that fails leaves.
extension TypeVerificationTests {
  @Test func aHandlerFindsNothingWhereACalleeThatFailedHadItsRegisters() throws {
    func refusal(reading register: Int) throws -> String? {
      var module = ModuleBuilder()
      let file = module.file("test.skill")
      _ = module.declareFunction(name: "", file: file, parameters: [], result: .none)
      let callee = module.declareFunction(name: "f", file: file, parameters: [.string], result: .string)
      var code = CodeBuilder()
      let handler = code.makeLabel()
      let text = module.string("x")
      for register in 0..<2 { code.emit(.loadString, a: register, wide: text) }
      let start = code.position
      code.emit(.call, a: 0, b: 1, wide: callee)
      code.handle(.failure, start..<code.position, target: handler, word: 0, object: 2, deadlines: 0)
      code.emit(.finish)
      code.place(handler)
      code.emit(.print, a: register)
      code.emit(.finish)
      try module.define(0, &code, registers: Layout(words: 2, objects: 6))
      code.emit(.returnValue, a: 0, b: 0)
      try module.define(callee, &code, registers: Layout(words: 1, objects: 1))
      return reason(module.module)
    }
    #expect(try refusal(reading: 0) == nil)
    // A string before the call and after it, but anything between.
    #expect(try refusal(reading: 1) == "object 1 does not hold a string")
  }

  @Test func aDictionaryUnderStringsIsReadAsWhatItIs() throws {
    func refusal(_ type: ValueType, key: Opcode = .loadString, words: Int = 7) throws -> String? {
      try self.refusal { code, module in
        code.emit(.newDict, a: 0, wide: module.type(type))
        code.emit(key, a: 1, wide: key == .loadString ? module.string("x") : module.type(.list(.int)))
        code.emit(.dictGetWords, a: 0, b: 0, c: 1, d: words)
        code.emit(.negateFloat, a: 8, b: 0)
        code.emit(.finish)
      }
    }
    #expect(try refusal(.dict(key: .string, value: .pose)) == nil)
    #expect(
      try refusal(.dict(key: .string, value: .pose), words: 6) == "word 0 does not hold an element of its container")
    #expect(try refusal(.dict(key: .string, value: .string)) == "word 0 does not hold an element of its container")
    #expect(try refusal(.dict(key: .string, value: .int), words: 1) == "word 0 does not hold a float")
    #expect(
      try refusal(.dict(key: .int, value: .pose)) == "object 0 does not hold a dictionary whose keys are strings")
    #expect(try refusal(.dict(key: .string, value: .pose), key: .newList) == "object 1 does not hold a string")
  }

  @Test func aKeyAccessIsToTheMemoryThatItSays() throws {
    func refusal(_ cell: ValueType, isMemory: Bool = true, hasCell: Bool = true) throws -> String? {
      try self.refusal { code, module in
        let cell = module.cell(Cell(name: "x", type: cell, isMemory: isMemory))
        let access = KeyAccess(key: module.string("x"), value: .pose, cell: hasCell ? cell : nil)
        code.emit(.cellGetKey, a: 0, wide: module.keyAccess(access))
        code.emit(.negateFloat, a: 8, b: 6)
        code.emit(.finish)
      }
    }
    let poses = ValueType.dict(key: .string, value: .pose)
    #expect(try refusal(poses) == nil)
    #expect(try refusal(poses, isMemory: false) == "a key access is to no memory of such values")
    #expect(try refusal(poses, hasCell: false) == "the key access is to no cell")
    for other in [ValueType.dict(key: .string, value: .quat), .dict(key: .int, value: .pose), .list(.pose)] {
      #expect(try refusal(other) == "a key access is to no memory of such values")
    }
  }
}
