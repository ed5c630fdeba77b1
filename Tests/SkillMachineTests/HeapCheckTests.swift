import SkillBytecode
import SkillMachine
import Testing

/// That code finds objects of the types that it was proved to read, whatever came before.
@Suite struct HeapCheckTests {
  @Test func cellsHoldValuesOfTheirTypesBeforeTheyAreSet() throws {
    var module = ModuleBuilder()
    _ = module.declareFunction(name: "", file: module.file("test.skill"), parameters: [], result: .none)
    let type = ValueType.tuple([.list(.string), .string, .optional(.string), .failure])
    _ = module.cell(Cell(name: "first", type: .dict(key: .string, value: .list(.int)), isMemory: true))
    let cell = module.cell(Cell(name: "second", type: type, isMemory: true))
    var code = CodeBuilder()
    code.emit(.loadCell, a: 1, b: 0, wide: cell)
    code.emit(.listLength, a: 0, b: 0)
    for object in [1, 3, 5] { code.emit(.print, a: object) }
    code.emit(.finish)
    try module.define(0, &code, registers: Layout(words: 2, objects: 6))
    // As a program, and as a turn of a session after one that set nothing.
    let first = try Machine(module.module)
    for var machine in [first, try Machine(module.module, after: first, keeps: { _ in true })] {
      try machine.restore(machine.savedState())
      #expect((0..<4).map { _ in machine.run() } == [.print(""), .print(""), .print(""), .finished(isDone: false)])
    }
  }
}
