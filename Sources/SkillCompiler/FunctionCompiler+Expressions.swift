import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  /// Where the value of `id` is after this: its variable's registers, part of another value's, or new temporaries.
  mutating func value(_ id: ExpressionID) -> Place {
    switch program[id].kind {
    case .local(let local): return place(local)
    case .number, .int:
      if let word = program.constant(id), let known = literals[word] { return Place(Layout(words: known, objects: 0)) }
    case .keep(let local, let value):
      evaluate(value, into: place(local))
      return place(local)
    case .field(let field, let base): if let offset = field.offset(in: type(base)) { return value(base) + offset }
    case .tupleElement(let base, let index): return value(base) + offset(of: Int(index), in: base)
    case .convert(let conversion, let operand) where conversion.keepsRegisters: return value(operand)
    case .convert(.unwrap, let operand): return unwrapped(operand, type(id))
    case .call(let function, let arguments):
      code.mark(program[id].span)
      let result = call(function, arguments)
      // The checker took it that control does not come back; so the verifier sees it, too.
      if type(id) == .never { trap(.unreachable, "\(program[function].name) returned") }
      return result
    case .hostCall(let function, let arguments):
      code.mark(program[id].span)
      return hostCall(function, arguments)
    case .builtin(let operation, let arguments): return builtin(operation, arguments, type(id))
    default: break
    }
    let target = temporary(type(id))
    temporarily { $0.compute(id, into: target) }
    return target
  }

  /// The value of an optional that a test has shown to be there. The test is out of the verifier's sight: that there are
  /// the objects is looked at again.
  private mutating func unwrapped(_ operand: ExpressionID, _ type: Type) -> Place {
    let place = value(operand) + Layout(words: 1, objects: 0)
    for object in types.requiredObjects(of: type) { code.emit(.requireObject, a: place.object + object) }
    return place
  }

  /// Leaves the value of `id` in these registers.
  mutating func evaluate(_ id: ExpressionID, into target: Place) {
    switch program[id].kind {
    case .local, .keep, .tupleElement, .call, .hostCall, .builtin, .convert(.unwrap, _):
      moveValue(id, into: target)
    case .convert(let conversion, _) where conversion.keepsRegisters: moveValue(id, into: target)
    case .field(let field, let base) where field.offset(in: type(base)) != nil: moveValue(id, into: target)
    default: temporarily { $0.compute(id, into: target) }
    }
  }

  private mutating func moveValue(_ id: ExpressionID, into target: Place) {
    temporarily { compiler in
      compiler.move(compiler.layout(id), from: compiler.value(id), to: target)
    }
  }

  /// The part of a tuple's registers before element `index`.
  private func offset(of index: Int, in tuple: ExpressionID) -> Layout {
    guard case .tuple(let elements) = shape(tuple) else { return .zero }
    return elements.prefix(index).reduce(.zero) { $0 + types.layout(of: $1) }
  }

  /// Evaluates what is neither a variable, a part of another value nor a call.
  private mutating func compute(_ id: ExpressionID, into target: Place) {
    let expression = program[id]
    switch expression.kind {
    case .none, .function: break
    case .bool(let flag): code.emit(flag ? .loadTrue : .loadFalse, a: target.word)
    case .int(let number): loadInt(number, into: target.word)
    case .number(let number): loadFloat(number, into: target.word)
    case .string(let text): code.emit(.loadString, a: target.object, wide: index(text))
    case .global(let global, let mayBeUnset):
      code.mark(expression.span)
      if mayBeUnset { code.emit(.requireCell, wide: index(global)) }
      code.emit(.loadCell, a: target.word, b: target.object, wide: index(global))
    case .cell(let cell):
      code.mark(expression.span)
      requireInitialized(cell)
      code.emit(.loadCell, a: target.word, b: target.object, wide: index(cell))
    case .convert(let conversion, let operand): convert(conversion, operand, id, into: target)
    case .not(let operand): code.emit(.not, a: target.word, b: value(operand).word)
    case .negate(let operand): negate(operand, id, into: target)
    case .binary(let binary, let left, let right): arithmetic(binary, left, right, id, into: target)
    case .compare(let comparison, let left, let right): compare(comparison, left, right, into: target.word)
    case .isNone(let operand): code.emit(.not, a: target.word, b: value(operand).word)
    case .contains(let container, let element): contains(container, element, into: target)
    case .and(let left, let right): shortCircuit(left, right, stopsAt: false, into: target)
    case .or(let left, let right): shortCircuit(left, right, stopsAt: true, into: target)
    case .conditional(let condition, let then, let otherwise): choose(condition, then, otherwise, into: target)
    case .list(let elements): makeList(elements, type(id), into: target)
    case .dictionary(let entries): makeDict(entries, type(id), into: target)
    case .tuple(let elements), .vec3(let elements), .quat(let elements): lay(elements, into: target)
    case .pose(let position, let rotation):
      evaluate(position, into: target)
      evaluate(rotation, into: target + types.layout(of: .vec3))
    case .comprehension(let comprehension): comprehend(program[comprehension], type(id), into: target)
    case .field(let field, let base): readField(field, of: base, into: target)
    case .element(let base, let index): element(index, of: base, id, into: target)
    case .slice(let base, let bounds): slice(base, bounds, id, into: target)
    case .joined(let parts):
      let arguments = program.expressions(in: parts).map { NativeArgument.value($0) }
      native(.joinStrings, arguments, .str, at: id, into: target)
    case .text(let operand): native(.string, [.value(operand)], .str, at: id, into: target)
    case .representation(let operand): native(.representation, [.value(operand)], .str, at: id, into: target)
    case .formatted(let operand, let format):
      native(.format, [.value(operand), .format(format)], .str, at: id, into: target)
    case .formattedDynamically(let operand, let spec):
      native(.format, [.value(operand), .value(spec)], .str, at: id, into: target)
    case .local, .keep, .tupleElement, .call, .hostCall, .builtin:
      move(layout(id), from: value(id), to: target)
    }
  }

  // MARK: Constants

  mutating func loadInt(_ number: Int64, into word: Int) {
    if Instruction.wideSigned.contains(Int(number)) {
      code.emit(.loadInt, a: word, wide: Int(number))
    } else {
      loadWord(UInt64(bitPattern: number), into: word)
    }
  }

  mutating func loadFloat(_ number: Double, into word: Int) {
    code.emit(.loadFloat, a: word, wide: module.constant(number.bitPattern))
  }

  mutating func loadWord(_ constant: UInt64, into word: Int) {
    code.emit(.loadConstant, a: word, wide: module.constant(constant))
  }

  mutating func loadWords(_ words: [UInt64], into word: Int) {
    if words.count == 1 { return loadWord(words[0], into: word) }
    code.emit(.loadConstants, a: word, b: words.count, wide: module.constants(words))
  }

  /// The values one after the other. Numbers that are all known become one load.
  private mutating func lay(_ elements: ExpressionList, into target: Place) {
    let members = program.expressions(in: elements)
    if members.count > 1, members.allSatisfy({ program.constant($0) != nil }) {
      return loadWords(members.compactMap { program.constant($0) }, into: target.word)
    }
    var position = target
    for member in members {
      evaluate(member, into: position)
      position = position + layout(member)
    }
  }

  // MARK: Choices

  /// Into `target` the left operand, or, where that does not decide, the right one.
  private mutating func shortCircuit(
    _ left: ExpressionID, _ right: ExpressionID, stopsAt decisive: Bool, into target: Place
  ) {
    let end = code.makeLabel()
    shortCircuit(left, stopsAt: decisive, into: target, end)
    evaluate(right, into: target)
    code.place(end)
  }

  /// Evaluates a left operand and goes to `end` where it decides. One that is such a choice itself goes there from its
  /// own operands, so that what follows is reached only when all of them ran.
  private mutating func shortCircuit(
    _ operand: ExpressionID, stopsAt decisive: Bool, into target: Place, _ end: CodeBuilder.Label
  ) {
    switch program[operand].kind {
    case .and(let left, let right) where !decisive, .or(let left, let right) where decisive:
      shortCircuit(left, stopsAt: decisive, into: target, end)
      shortCircuit(right, stopsAt: decisive, into: target, end)
    default:
      evaluate(operand, into: target)
      code.emit(decisive ? .jumpIf : .jumpIfNot, a: target.word, to: end)
    }
  }

  private mutating func choose(
    _ condition: ExpressionID, _ then: ExpressionID, _ otherwise: ExpressionID, into target: Place
  ) {
    let (alternative, end) = (code.makeLabel(), code.makeLabel())
    jump(if: condition, is: false, to: alternative)
    evaluate(then, into: target)
    code.emit(.jump, to: end)
    code.place(alternative)
    evaluate(otherwise, into: target)
    code.place(end)
  }

  private mutating func readField(_ field: Field, of base: ExpressionID, into target: Place) {
    let native: Native
    switch field {
    case .actorName: native = .actorName
    case .actorShape: native = .actorShape
    case .actorTexture: native = .actorTexture
    default: return
    }
    self.native(native, [.value(base)], .str, at: base, into: target)
  }
}

extension Field {
  /// Where the part lies in the registers of the whole; nil for what the machine has to look up.
  func offset(in whole: Type) -> Layout? {
    // A rotation's w comes first.
    let first = whole == .quat ? 1 : 0
    return switch self {
    case .position, .failureSkill, .w: .zero
    case .rotation: ValueType.vec3.layout
    case .x: Layout(words: first, objects: 0)
    case .y: Layout(words: first + 1, objects: 0)
    case .z: Layout(words: first + 2, objects: 0)
    case .failureReason: Layout(words: 0, objects: 1)
    case .failureMessage: Layout(words: 0, objects: 2)
    case .actorName, .actorShape, .actorTexture: nil
    }
  }
}

extension Conversion {
  /// The value's registers are the same for both types.
  var keepsRegisters: Bool {
    switch self {
    case .boolToInt, .metresToLength, .radiansToAngle, .angleToRadians, .secondsToDuration, .lengthToMetres: true
    case .intToFloat, .degreesToAngle, .listToVec3, .listToQuat, .wrap, .noneToOptional, .unwrap, .truth, .tupleToList:
      false
    }
  }
}
