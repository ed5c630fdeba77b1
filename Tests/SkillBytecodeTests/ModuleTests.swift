import SkillBytecode
import SkillDiagnostics
import Testing

@Suite struct ModuleTests {
  /// `x = 1 + 2.5` printed, with a call and a handler.
  static func sample() throws -> Module {
    var builder = ModuleBuilder()
    let file = builder.file("sample.skill")
    _ = builder.declareFunction(name: "", file: file, parameters: [], result: .none)
    let twice = builder.declareFunction(name: "twice", file: file, parameters: [.int], result: .int)
    var main = CodeBuilder()
    main.markStatement(Span(0, 8))
    let handler = main.makeLabel()
    main.emit(.loadInt, a: 0, wide: 21)
    let start = main.position
    main.emit(.call, a: 0, b: 0, wide: twice)
    main.handle(.failure, start..<main.position, target: handler, word: 1, object: 0, deadlines: 0)
    main.markStatement(Span(9, 20))
    main.emit(.loadConstants, a: 1, b: 2, wide: builder.constants([(1.5).bitPattern, 7]))
    main.emit(.loadString, a: 0, wide: builder.string("a\n\"b\""))
    main.emit(.finish, a: 0)
    main.place(handler)
    main.emit(.finish, a: 0)
    try builder.define(0, &main, registers: Layout(words: 3, objects: 3))
    var body = CodeBuilder()
    body.markStatement(Span(30, 40))
    body.emit(.addInt, a: 0, b: 0, c: 0)
    body.emit(.returnWord, a: 0)
    try builder.define(twice, &body, registers: Layout(words: 1, objects: 0))
    return builder.module
  }

  @Test func aListingNamesWhatInstructionsPointAt() throws {
    #expect(
      try Self.sample().disassembly() == """
        function 0 () -> None: 3 words, 3 objects
            0  load_int              w0, 21                              [0..<8]
            1  call                  w0…, o0…, twice                     [0..<8]
            2  load_constants        w1…, ×2, 1.5 7                      [9..<20]
            3  load_string           o0, "a\\n\\"b\\""                      [9..<20]
            4  finish                0                                   [9..<20]
            5  finish                0                                   [9..<20]
              failure in 1..<2 → 5, w1, o0
        function 1 twice(int) -> int: 1 words, 0 objects
            6  add_int               w0, w0, w0                          [30..<40]
            7  return_word           w0                                  [30..<40]

        """)
  }

  @Test func aSoundModuleVerifies() throws { try Self.sample().verify() }

  @Test(arguments: [
    (0, Instruction(.loadInt, a: 3, wide: 0), "word 3 is out of bounds"),
    (1, Instruction(.call, a: 0, b: 0, wide: 2), "function 2 is out of bounds"),
    (2, Instruction(.loadConstants, a: 0, b: 2, wide: 1), "constant 1 is out of bounds"),
    (2, Instruction(.loadConstants, a: 2, b: 2, wide: 0), "word 2 is out of bounds"),
    (3, Instruction(.loadString, a: 3, wide: 0), "object 3 is out of bounds"),
    (3, Instruction(.loadString, a: 0, wide: 1), "string 1 is out of bounds"),
    (3, Instruction(.jump, wide: 2), "the jump leaves the function"),
    (5, Instruction(.loadInt, a: 0, wide: 0), "control runs out of it"),
    (4, Instruction(.loadInt, a: 0, wide: 0), "control runs into a handler"),
    (6, Instruction(rawValue: 0xff), "unknown instruction"),
    (7, Instruction(.return), "the result is missing"),
    (0, Instruction(.loadCell, a: 0, b: 0, wide: 0), "cell 0 is out of bounds"),
    (0, Instruction(.trap, a: 0, c: 99), "unknown trap"),
  ])
  func aDamagedInstructionIsRefused(_ position: Int, _ instruction: Instruction, _ reason: String) throws {
    var module = try Self.sample()
    module.code[position] = instruction
    let error = #expect(throws: VerificationError.self) { try module.verify() }
    #expect(error?.reason == reason)
    #expect(error?.instruction == (reason == "control runs into a handler" ? 5 : position))
  }

  @Test func aHandlerOutsideItsFunctionIsRefused() throws {
    var module = try Self.sample()
    module.handlers[0].target = 7
    #expect(throws: VerificationError.self) { try module.verify() }
  }

  @Test func aTouchedKeyOfACellWithoutKeysIsRefused() throws {
    var module = try Self.sample()
    module.cells.append(Cell(name: "count", type: .int, isMemory: true))
    module.code[0] = Instruction(.touchKey, a: 0, b: 0, wide: 0)
    let error = #expect(throws: VerificationError.self) { try module.verify() }
    #expect(error?.reason == "the cell has no keys")
  }

  @Test func aKeyAccessToACellOfOtherValuesIsRefused() throws {
    var module = try Self.sample()
    module.cells.append(Cell(name: "poses", type: .dict(key: .string, value: .pose), isMemory: true))
    module.keyAccesses.append(KeyAccess(key: 0, value: .pose, cell: 0))
    try module.verify()
    module.keyAccesses[0].value = .int
    #expect(throws: VerificationError.self) { try module.verify() }
    module.keyAccesses[0] = KeyAccess(key: 0, value: .int)
    module.code[0] = Instruction(.cellGetKey, a: 0, wide: 0)
    let error = #expect(throws: VerificationError.self) { try module.verify() }
    #expect(error?.reason == "the key access is to no cell")
  }

  @Test func aNativeCallThatDoesNotFitItsSignatureIsRefused() throws {
    var module = try Self.sample()
    module.nativeCalls.append(NativeCall(.listGet, arguments: [.list(.int), .int], result: .string))
    #expect(throws: VerificationError.self) { try module.verify() }
  }

  @Test func aJumpOutOfReachIsAnErrorOfTheBuilder() throws {
    var builder = ModuleBuilder()
    let main = builder.declareFunction(
      name: "", file: builder.file("far.skill"), parameters: [], result: .none)
    var code = CodeBuilder()
    let end = code.makeLabel()
    code.emit(.jump, to: end)
    for _ in 0...(1 << 23) { code.emit(.loadNull, a: 0) }
    code.place(end)
    code.emit(.finish)
    #expect(throws: CodeBuilder.Failure.jumpTooFar) { try builder.define(main, &code, registers: .zero) }
  }

  @Test func lineTablesFindTheRunThatHoldsAnInstruction() {
    var table = LineTable()
    #expect(table.span(at: 0) == nil)
    table.append(start: 2, span: Span(0, 1))
    table.append(start: 5, span: Span(3, 4))
    table.append(start: 5, span: Span(6, 7))
    table.append(start: 9, span: Span(6, 7))
    #expect(table.span(at: 1) == nil)
    #expect(table.span(at: 4) == Span(0, 1))
    #expect(table.span(at: 5) == Span(6, 7))
    #expect(table.span(at: 100) == Span(6, 7))
    #expect(table.entries.count == 2)
  }
}
