import SkillBytecode
import Testing

@Suite struct InstructionTableTests {
  @Test(arguments: Opcode.allCases)
  func everyOpcodeHasItsRow(_ opcode: Opcode) {
    let spec = opcode.specification
    #expect(spec.opcode == opcode)
    #expect(!spec.meaning.isEmpty)
    #expect(spec.operands.map(\.slot).count == Set(spec.operands.map(\.slot)).count)
  }

  @Test func theTableHasNoOtherRowsAndNoMnemonicTwice() {
    #expect(Opcode.table.count == Opcode.allCases.count)
    #expect(Set(Opcode.table.map(\.mnemonic)).count == Opcode.table.count)
  }

  @Test(arguments: Opcode.allCases)
  func jumpsAndIndicesOfEntriesAreWide(_ opcode: Opcode) {
    let operands = opcode.specification.operands
    #expect(operands.allSatisfy { $0.kind != .jump || $0.slot == .wide })
    let namesEntry = operands.contains { operand in
      if case .word(_, .ofEntry, _) = operand.kind { true } else { false }
    }
    let tables: [Operand.Kind] = [.cell, .function, .nativeCall, .hostFunction, .keyAccess]
    #expect(!namesEntry || operands.contains { $0.slot == .wide && tables.contains($0.kind) })
  }

  @Test(arguments: Native.allCases)
  func everyNativeHasItsRow(_ native: Native) { #expect(native.specification.native == native) }

  @Test func theNativeTableHasNoOtherRowsAndNoNameTwice() {
    #expect(Native.table.count == Native.allCases.count)
    #expect(Set(Native.table.map(\.name)).count == Native.table.count)
  }

  @Test(arguments: [0, 1, 255, 32_767, 65_535])
  func narrowOperandsSurviveEncoding(_ value: Int) {
    let instruction = Instruction(.addInt, a: value, b: value, c: value, d: value & 255)
    #expect(instruction.opcode == .addInt)
    #expect([instruction.a, instruction.b, instruction.c, instruction.d] == [value, value, value, value & 255])
  }

  @Test(arguments: [0, -1, 1, -(1 << 23), (1 << 23) - 1])
  func wideOperandsSurviveEncoding(_ value: Int) {
    let instruction = Instruction(.jumpLessInt, a: 7, b: 65_535, wide: value)
    #expect(instruction.opcode == .jumpLessInt)
    #expect([instruction.a, instruction.b, instruction.signedWide] == [7, 65_535, value])
  }

  @Test func signaturesBindTheirVariables() {
    #expect(Native.dictGet.specification.result(of: [.dict(key: .int, value: .pose), .int]) == .pose)
    #expect(Native.dictGet.specification.result(of: [.dict(key: .int, value: .pose), .string]) == nil)
    #expect(Native.listZip.specification.result(of: [.list(.int), .list(.string)]) == .list(.tuple([.int, .string])))
    #expect(Native.listZip.specification.result(of: [.list(.int), .int]) == nil)
    #expect(Native.joinStrings.specification.result(of: [.string, .string, .string]) == .string)
    #expect(Native.joinStrings.specification.result(of: [.string, .int]) == nil)
  }
}
