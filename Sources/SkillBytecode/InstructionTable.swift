extension Opcode {
  /// One row for each opcode, in the order of their raw values.
  public static let table: [InstructionSpec] =
    moves + integers + floats + vectors + comparisons + branches + calls + failures + containers + debugging

  private static let moves: [InstructionSpec] = [
    .init(.move, "move", [word(.a, .write, .any), word(.b, .any)], "w[a] ← w[b]"),
    .init(
      .moveWords, "move_words",
      [words(.a, .write, .counted(.c), .any), words(.b, .read, .counted(.c), .any), count(.c)],
      "w[a…] ← w[b…], c words, as if all were read first"),
    .init(.moveObject, "move_object", [object(.a, .write, .any), object(.b, .any)], "o[a] ← o[b]"),
    .init(
      .moveObjects, "move_objects",
      [objects(.a, .write, .counted(.c), .any), objects(.b, .read, .counted(.c), .any), count(.c)],
      "o[a…] ← o[b…], c objects, as if all were read first"),
    .init(.loadInt, "load_int", [word(.a, .write, .int), Operand(.wide, .number)], "w[a] ← wide"),
    .init(.loadFalse, "load_false", [word(.a, .write, .bool)], "w[a] ← 0"),
    .init(.loadTrue, "load_true", [word(.a, .write, .bool)], "w[a] ← 1"),
    .init(
      .loadFloat, "load_float", [word(.a, .write, .float), Operand(.wide, .constant)], "w[a] ← constants[wide]"),
    .init(
      .loadConstant, "load_constant", [word(.a, .write, .constant), Operand(.wide, .constant)],
      "w[a] ← constants[wide]"),
    .init(
      .loadConstants, "load_constants",
      [words(.a, .write, .counted(.b), .constant), count(.b), Operand(.wide, .constant)],
      "w[a…] ← constants[wide…], b words"),
    .init(.loadString, "load_string", [object(.a, .write, .text), Operand(.wide, .string)], "o[a] ← strings[wide]"),
    .init(.loadNull, "load_null", [object(.a, .write, .null)], "o[a] ← no object"),
    .init(.requireObject, "require_object", [object(.a, .update, .present)], "faults when o[a] is no object"),
    .init(
      .loadCell, "load_cell",
      [words(.a, .write, .ofEntry, .entry), objects(.b, .write, .ofEntry, .entry), Operand(.wide, .cell)],
      "w[a…], o[b…] ← cells[wide]"),
    .init(
      .storeCell, "store_cell",
      [words(.a, .read, .ofEntry, .entry), objects(.b, .read, .ofEntry, .entry), Operand(.wide, .cell)],
      "cells[wide] ← w[a…], o[b…]; the cell is set from now on"),
    .init(.requireCell, "require_cell", [Operand(.wide, .cell)], "faults when cells[wide] was never set"),
  ]

  private static let integers: [InstructionSpec] = [
    binary(.addInt, "add_int", .int, "w[a] ← w[b] + w[c]; faults on overflow"),
    binary(.subtractInt, "subtract_int", .int, "w[a] ← w[b] − w[c]; faults on overflow"),
    binary(.multiplyInt, "multiply_int", .int, "w[a] ← w[b] · w[c]; faults on overflow"),
    binary(.floorDivideInt, "floor_divide_int", .int, "w[a] ← ⌊w[b] / w[c]⌋; faults on zero and overflow"),
    binary(.moduloInt, "modulo_int", .int, "w[a] ← w[b] − ⌊w[b] / w[c]⌋ · w[c]; faults on zero"),
    binary(.powerInt, "power_int", .int, "w[a] ← w[b] to the w[c]; faults on overflow and on a negative exponent"),
    unary(.negateInt, "negate_int", .int, "w[a] ← −w[b]; faults on overflow"),
    .init(
      .addImmediate, "add_immediate", [word(.a, .write, .int), word(.b, .int), Operand(.c, .number)],
      "w[a] ← w[b] + c; faults on overflow"),
    .init(
      .divideInt, "divide_int", [word(.a, .write, .float), word(.b, .int), word(.c, .int)],
      "w[a] ← the double nearest to w[b] / w[c]; faults on zero"),
    .init(
      .intToFloat, "int_to_float", [word(.a, .write, .float), word(.b, .int)],
      "w[a] ← the double nearest to the integer w[b]"),
  ]

  private static let floats: [InstructionSpec] = [
    binary(.addFloat, "add_float", .float, "w[a] ← w[b] + w[c]"),
    binary(.subtractFloat, "subtract_float", .float, "w[a] ← w[b] − w[c]"),
    binary(.multiplyFloat, "multiply_float", .float, "w[a] ← w[b] · w[c]"),
    binary(.divideFloat, "divide_float", .float, "w[a] ← w[b] / w[c]; faults on zero"),
    binary(.floorDivideFloat, "floor_divide_float", .float, "w[a] ← ⌊w[b] / w[c]⌋; faults on zero"),
    binary(.moduloFloat, "modulo_float", .float, "w[a] ← w[b] modulo w[c], with the sign of w[c]; faults on zero"),
    binary(.powerFloat, "power_float", .float, "w[a] ← w[b] to the w[c]; faults where no real number is the answer"),
    unary(.negateFloat, "negate_float", .float, "w[a] ← −w[b]"),
    .init(
      .addProduct, "add_product", [word(.a, .write, .float), word(.b, .float), word(.c, .float), word(.d, .float)],
      "w[a] ← w[d] + w[b] · w[c], rounded twice"),
    .init(
      .subtractProduct, "subtract_product",
      [word(.a, .write, .float), word(.b, .float), word(.c, .float), word(.d, .float)],
      "w[a] ← w[d] − w[b] · w[c], rounded twice"),
  ]

  private static let vectors: [InstructionSpec] = [
    .init(
      .addVector, "add_vector", [vector(.a, .write), vector(.b), vector(.c)], "w[a…] ← w[b…] + w[c…], 3 words each"),
    .init(
      .subtractVector, "subtract_vector", [vector(.a, .write), vector(.b), vector(.c)],
      "w[a…] ← w[b…] − w[c…], 3 words each"),
    .init(
      .scaleVector, "scale_vector", [vector(.a, .write), vector(.b), word(.c, .float)], "w[a…] ← w[c] · w[b…]"),
    .init(
      .divideVector, "divide_vector", [vector(.a, .write), vector(.b), word(.c, .float)],
      "w[a…] ← w[b…] / w[c]; faults on zero"),
    .init(.negateVector, "negate_vector", [vector(.a, .write), vector(.b)], "w[a…] ← −w[b…]"),
  ]

  private static let comparisons: [InstructionSpec] = [
    comparison(.equalInt, "equal_int", .scalar, "w[a] ← w[b] = w[c]; of integers, truth values and actors"),
    comparison(.lessInt, "less_int", .int, "w[a] ← w[b] < w[c]"),
    comparison(.lessEqualInt, "less_equal_int", .int, "w[a] ← w[b] ≤ w[c]"),
    comparison(.equalFloat, "equal_float", .float, "w[a] ← w[b] = w[c]"),
    comparison(.lessFloat, "less_float", .float, "w[a] ← w[b] < w[c]"),
    comparison(.lessEqualFloat, "less_equal_float", .float, "w[a] ← w[b] ≤ w[c]"),
    unary(.not, "not", .bool, "w[a] ← 1 − w[b]"),
  ]

  private static let branches: [InstructionSpec] = [
    .init(.jump, "jump", [target], .jump, "goes to the target"),
    .init(.loop, "loop", [target], .loop, "goes to the target; costs a step"),
    .init(.jumpIf, "jump_if", [word(.a, .bool), target], .branch, "goes to the target if w[a] ≠ 0"),
    .init(.jumpIfNot, "jump_if_not", [word(.a, .bool), target], .branch, "goes to the target if w[a] = 0"),
    compareAndJump(.jumpEqualInt, "jump_equal_int", .scalar, "w[a] = w[b]"),
    compareAndJump(.jumpNotEqualInt, "jump_not_equal_int", .scalar, "w[a] ≠ w[b]"),
    compareAndJump(.jumpLessInt, "jump_less_int", .int, "w[a] < w[b]"),
    compareAndJump(.jumpLessEqualInt, "jump_less_equal_int", .int, "w[a] ≤ w[b]"),
    immediateAndJump(.jumpEqualImmediate, "jump_equal_immediate", "w[a] = b"),
    immediateAndJump(.jumpNotEqualImmediate, "jump_not_equal_immediate", "w[a] ≠ b"),
    immediateAndJump(.jumpLessImmediate, "jump_less_immediate", "w[a] < b"),
    immediateAndJump(.jumpLessEqualImmediate, "jump_less_equal_immediate", "w[a] ≤ b"),
    immediateAndJump(.jumpGreaterImmediate, "jump_greater_immediate", "w[a] > b"),
    immediateAndJump(.jumpGreaterEqualImmediate, "jump_greater_equal_immediate", "w[a] ≥ b"),
    compareAndJump(.jumpEqualFloat, "jump_equal_float", .float, "w[a] = w[b]"),
    compareAndJump(.jumpNotEqualFloat, "jump_not_equal_float", .float, "not w[a] = w[b]"),
    compareAndJump(.jumpLessFloat, "jump_less_float", .float, "w[a] < w[b]"),
    compareAndJump(.jumpLessEqualFloat, "jump_less_equal_float", .float, "w[a] ≤ w[b]"),
    compareAndJump(.jumpNotLessFloat, "jump_not_less_float", .float, "not w[a] < w[b]"),
    compareAndJump(.jumpNotLessEqualFloat, "jump_not_less_equal_float", .float, "not w[a] ≤ w[b]"),
    .init(
      .jumpIfCellSet, "jump_if_cell_set", [Operand(.a, .cell), target], .branch,
      "goes to the target if cells[a] was set"),
    .init(
      .rangeStart, "range_start", [words(.a, .update, .fixed(3), .rangeBounds)],
      "turns start, stop, step in w[a…] into next, how many are left, step; faults on step 0"),
    .init(
      .rangeNext, "range_next",
      [words(.a, .update, .fixed(3), .rangeState), word(.b, .writeOnJump, .int), target], .loopBranch,
      "if any are left: w[b] ← next, advances, goes to the target; costs a step"),
    .init(
      .listNext, "list_next", [word(.a, .int), object(.b, .list), target], .loopBranch,
      "goes to the target if w[a] is below the length of list o[b]; costs a step"),
  ]

  private static let calls: [InstructionSpec] = [
    .init(
      .call, "call",
      [words(.a, .update, .ofEntry, .entry), objects(.b, .update, .ofEntry, .entry), Operand(.wide, .function)],
      "calls functions[wide] with the arguments at w[a…], o[b…], where its result will be"),
    .init(.return, "return", [], .end, "returns nothing"),
    .init(.returnWord, "return_word", [word(.a, .result)], .end, "returns w[a]"),
    .init(
      .returnValue, "return_value", [words(.a, .read, .ofResult, .result), objects(.b, .read, .ofResult, .result)],
      .end, "returns w[a…], o[b…]"),
    .init(
      .native, "native",
      [words(.a, .update, .ofEntry, .entry), objects(.b, .update, .ofEntry, .entry), Operand(.wide, .nativeCall)],
      "calls nativeCalls[wide] with the arguments at w[a…], o[b…], where its result will be"),
    .init(
      .host, "host",
      [words(.a, .update, .ofEntry, .entry), objects(.b, .update, .ofEntry, .entry), Operand(.wide, .hostFunction)],
      "asks the host for hostFunctions[wide] with the arguments at w[a…], o[b…], where its result will be"),
    .init(.print, "print", [object(.a, .text)], "hands the string o[a] to the host to print"),
    .init(.touchCell, "touch_cell", [Operand(.wide, .cell)], "tells an observing host that memory cells[wide] changed"),
    .init(
      .touchKey, "touch_key",
      [words(.a, .read, .ofEntry, .entry), objects(.b, .read, .ofEntry, .entry), Operand(.wide, .cell)],
      "tells an observing host that the key at w[a…], o[b…] of the dictionary in cells[wide] changed"),
    .init(
      .finish, "finish", [Operand(.a, .number)], .end, "ends the program; a is 1 when it said that it is done, else 0"),
  ]

  private static let failures: [InstructionSpec] = [
    .init(
      .raise, "raise", [objects(.a, .read, .fixed(3), .text)], .end,
      "fails with the skill, reason and message in o[a…]"),
    .init(
      .rethrow, "rethrow", [word(.a, .bool), objects(.b, .read, .fixed(3), .optionalText)], .end,
      "goes on with what a handler caught: the failure in o[b…], or the machine's pending fault where w[a] ≠ 0"),
    .init(.trap, "trap", [object(.a, .text), Operand(.c, .trapKind)], .end, "faults: kind c, message o[a]"),
    .init(.pushDeadline, "push_deadline", [word(.a, .float)], "the next deadline is w[a] seconds from now"),
    .init(.popDeadline, "pop_deadline", [], "takes the last deadline off"),
  ]

  private static let containers: [InstructionSpec] = [
    .init(
      .newList, "new_list", [object(.a, .write, .newList), Operand(.wide, .type)],
      "o[a] ← an empty list of types[wide]"),
    .init(
      .newDict, "new_dict", [object(.a, .write, .newDictionary), Operand(.wide, .type)],
      "o[a] ← an empty dictionary of types[wide]"),
    .init(.listLength, "list_length", [word(.a, .write, .int), object(.b, .list)], "w[a] ← the length of list o[b]"),
    .init(
      .listGetWords, "list_get_words",
      [words(.a, .write, .counted(.d), .element), object(.b, .list), word(.c, .int), count(.d)],
      "w[a…] ← element w[c] of list o[b], whose elements are d words; faults out of range"),
    .init(
      .listGetObject, "list_get_object", [object(.a, .write, .element), object(.b, .list), word(.c, .int)],
      "o[a] ← element w[c] of list o[b], whose elements are one object; faults out of range"),
    .init(
      .listSetWords, "list_set_words",
      [words(.a, .read, .counted(.d), .element), object(.b, .list), word(.c, .int), count(.d)],
      "element w[c] of list o[b] ← w[a…], d words; faults out of range"),
    .init(
      .listSetObject, "list_set_object", [object(.a, .element), object(.b, .list), word(.c, .int)],
      "element w[c] of list o[b] ← o[a]; faults out of range"),
    .init(
      .listAppendWords, "list_append_words", [words(.a, .read, .counted(.d), .element), object(.b, .list), count(.d)],
      "appends w[a…], d words, to list o[b]"),
    .init(
      .listAppendObject, "list_append_object", [object(.a, .element), object(.b, .list)], "appends o[a] to list o[b]"),
    .init(
      .dictGetConstant, "dict_get_constant",
      [words(.a, .write, .ofEntry, .entry), object(.b, .dictionary), Operand(.wide, .keyAccess)],
      "w[a…] ← the value in dictionary o[b] under the key of keyAccesses[wide]; faults when there is none"),
    .init(
      .dictSetConstant, "dict_set_constant",
      [words(.a, .read, .ofEntry, .entry), object(.b, .dictionary), Operand(.wide, .keyAccess)],
      "the value in dictionary o[b] under the key of keyAccesses[wide] ← w[a…]"),
    .init(
      .dictGetWords, "dict_get_words",
      [words(.a, .write, .counted(.d), .element), object(.b, .textDictionary), object(.c, .text), count(.d)],
      "w[a…] ← the value in dictionary o[b] under the string o[c]; values are d words; faults when there is none"),
    .init(
      .dictSetWords, "dict_set_words",
      [words(.a, .read, .counted(.d), .element), object(.b, .textDictionary), object(.c, .text), count(.d)],
      "the value in dictionary o[b] under the string o[c] ← w[a…], d words"),
    .init(
      .cellGetKey, "cell_get_key", [words(.a, .write, .ofEntry, .entry), Operand(.wide, .keyAccess)],
      "w[a…] ← the value under the key of keyAccesses[wide] in its cell's dictionary; faults when there is none"),
    .init(
      .cellSetKey, "cell_set_key", [words(.a, .read, .ofEntry, .entry), Operand(.wide, .keyAccess)],
      "the value under the key of keyAccesses[wide] in its memory cell's dictionary ← w[a…]; tells an observing host"),
    .init(
      .cellKeepKey, "cell_keep_key",
      [words(.a, .read, .ofEntry, .entry), words(.b, .write, .ofEntry, .entry), Operand(.wide, .keyAccess)],
      "cell_set_key, and w[b…] ← the value, as cell_get_key would after it"),
  ]

  private static let debugging: [InstructionSpec] = [
    .init(.pause, "pause", [], "tells the host that a statement begins; only in code that was compiled for a debugger")
  ]

  // MARK: Shapes that many rows share

  private static let target = Operand(.wide, .jump)

  private static func word(_ slot: Operand.Slot, _ type: OperandType) -> Operand { word(slot, .read, type) }

  private static func word(_ slot: Operand.Slot, _ access: Operand.Access, _ type: OperandType) -> Operand {
    Operand(slot, .word(access, .one, type))
  }

  private static func words(
    _ slot: Operand.Slot, _ access: Operand.Access, _ extent: Operand.Extent, _ type: OperandType
  ) -> Operand {
    Operand(slot, .word(access, extent, type))
  }

  private static func vector(_ slot: Operand.Slot, _ access: Operand.Access = .read) -> Operand {
    Operand(slot, .word(access, .fixed(3), .float))
  }

  private static func object(_ slot: Operand.Slot, _ type: OperandType) -> Operand { object(slot, .read, type) }

  private static func object(_ slot: Operand.Slot, _ access: Operand.Access, _ type: OperandType) -> Operand {
    Operand(slot, .object(access, .one, type))
  }

  private static func objects(
    _ slot: Operand.Slot, _ access: Operand.Access, _ extent: Operand.Extent, _ type: OperandType
  ) -> Operand {
    Operand(slot, .object(access, extent, type))
  }

  private static func count(_ slot: Operand.Slot) -> Operand { Operand(slot, .count) }

  /// Operands and result of one type.
  private static func binary(
    _ opcode: Opcode, _ mnemonic: String, _ type: OperandType, _ meaning: String
  ) -> InstructionSpec {
    .init(opcode, mnemonic, [word(.a, .write, type), word(.b, type), word(.c, type)], meaning)
  }

  private static func unary(
    _ opcode: Opcode, _ mnemonic: String, _ type: OperandType, _ meaning: String
  ) -> InstructionSpec {
    .init(opcode, mnemonic, [word(.a, .write, type), word(.b, type)], meaning)
  }

  private static func comparison(
    _ opcode: Opcode, _ mnemonic: String, _ type: OperandType, _ meaning: String
  ) -> InstructionSpec {
    .init(opcode, mnemonic, [word(.a, .write, .bool), word(.b, type), word(.c, type)], meaning)
  }

  private static func compareAndJump(
    _ opcode: Opcode, _ mnemonic: String, _ type: OperandType, _ condition: String
  ) -> InstructionSpec {
    .init(opcode, mnemonic, [word(.a, type), word(.b, type), target], .branch, "goes to the target if \(condition)")
  }

  private static func immediateAndJump(_ opcode: Opcode, _ mnemonic: String, _ condition: String) -> InstructionSpec {
    .init(
      opcode, mnemonic, [word(.a, .int), Operand(.b, .number), target], .branch, "goes to the target if \(condition)")
  }
}
