import SkillBytecode
import SkillSemantics

extension FunctionCompiler {
  // MARK: Conversions

  mutating func convert(_ conversion: Conversion, _ operand: ExpressionID, _ id: ExpressionID, into target: Place) {
    switch conversion {
    case .boolToInt, .metresToLength, .radiansToAngle, .angleToRadians, .secondsToDuration, .lengthToMetres, .unwrap:
      move(layout(id), from: value(id), to: target)
    case .intToFloat: code.emit(.intToFloat, a: target.word, b: value(operand).word)
    case .degreesToAngle:
      let degrees = value(operand)
      let factor = registers.allocate(Layout(words: 1, objects: 0))
      loadFloat(.pi / 180, into: factor.word)
      code.emit(.multiplyFloat, a: target.word, b: degrees.word, c: factor.word)
    case .listToVec3:
      native(holdsInts(operand) ? .vectorFromInts : .vectorFromList, [.value(operand)], .vec3, at: id, into: target)
    case .listToQuat:
      native(holdsInts(operand) ? .quatFromInts : .quatFromList, [.value(operand)], .quat, at: id, into: target)
    case .wrap:
      evaluate(operand, into: target + Layout(words: 1, objects: 0))
      code.emit(.loadTrue, a: target.word)
    case .noneToOptional: loadAbsent(layout(id), into: target)
    case .truth: truth(operand, into: target)
    case .tupleToList: listFromTuple(operand, type(id), into: target)
    }
  }

  private func holdsInts(_ list: ExpressionID) -> Bool {
    if case .list(.int) = types.shape(of: type(list)) { true } else { false }
  }

  /// All zero: no flag, and nothing that a comparison or the collector could stumble over.
  private mutating func loadAbsent(_ layout: Layout, into target: Place) {
    loadZeros(layout.words, into: target.word)
    for offset in 0..<layout.objects { code.emit(.loadNull, a: target.object + offset) }
  }

  private mutating func truth(_ operand: ExpressionID, into target: Place) {
    switch type(operand) {
    case .bool: evaluate(operand, into: target)
    case .int:
      let number = value(operand)
      let zero = registers.allocate(Layout(words: 1, objects: 0))
      code.emit(.loadInt, a: zero.word, wide: 0)
      code.emit(.equalInt, a: target.word, b: number.word, c: zero.word)
      code.emit(.not, a: target.word, b: target.word)
    default: native(.truth, [.value(operand)], .bool, into: target)
    }
  }

  private mutating func listFromTuple(_ operand: ExpressionID, _ list: Type, into target: Place) {
    guard case .tuple(let elements) = shape(operand) else { return }
    var part = value(operand)
    let made = temporary(list)
    code.emit(.newList, a: made.object, wide: index(list))
    for element in elements {
      append(part, element, to: made)
      part = part + types.layout(of: element)
    }
    move(types.layout(of: list), from: made, to: target)
  }

  // MARK: Arithmetic

  mutating func negate(_ operand: ExpressionID, _ id: ExpressionID, into target: Place) {
    let place = value(operand)
    code.mark(program[id].span)
    switch type(operand) {
    case .int: code.emit(.negateInt, a: target.word, b: place.word)
    case .vec3: code.emit(.negateVector, a: target.word, b: place.word)
    default: code.emit(.negateFloat, a: target.word, b: place.word)
    }
  }

  mutating func arithmetic(
    _ binary: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ id: ExpressionID, into target: Place
  ) {
    switch (shape(left), binary) {
    case (.fixed, .add) where type(left) == .str:
      native(.joinStrings, [.value(left), .value(right)], .str, at: id, into: target)
    case (.fixed, .multiply) where type(left) == .str:
      native(.stringRepeat, [.value(left), .value(right)], .str, at: id, into: target)
    case (.list, .add): native(.listConcatenate, [.value(left), .value(right)], type(id), at: id, into: target)
    case (.list, .multiply): native(.listRepeat, [.value(left), .value(right)], type(id), at: id, into: target)
    case (.tuple, _):
      evaluate(left, into: target)
      evaluate(right, into: target + layout(left))
    default: compute(binary, left, right, id, into: target)
    }
  }

  /// Arithmetic that is one instruction.
  private mutating func compute(
    _ binary: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ id: ExpressionID, into target: Place
  ) {
    if let immediate = program.immediate(binary, right) {
      let place = value(left)
      code.mark(program[id].span)
      return code.emit(.addImmediate, a: target.word, b: place.word, c: immediate)
    }
    if let (p, q) = program.floatProduct(right), let fused = Self.opcode(binary, type(left)).withProduct {
      let addend = value(left)
      return add((value(p), value(q)), to: addend, fused, into: target)
    }
    if binary == .add, let (p, q) = program.floatProduct(left) {
      let factors = (value(p), value(q))
      return add(factors, to: value(right), .addProduct, into: target)
    }
    let (a, b) = (value(left), value(right))
    code.mark(program[id].span)
    code.emit(Self.opcode(binary, type(left)), a: target.word, b: a.word, c: b.word)
  }

  /// Adds a product to a float, or takes it off, in one instruction where that can name the addend's register.
  private mutating func add(
    _ factors: (Place, Place), to addend: Place, _ fused: Opcode, into target: Place
  ) {
    guard addend.word <= UInt8.max else {
      let product = registers.allocate(Layout(words: 1, objects: 0))
      code.emit(.multiplyFloat, a: product.word, b: factors.0.word, c: factors.1.word)
      return code.emit(
        fused == .addProduct ? .addFloat : .subtractFloat, a: target.word, b: addend.word, c: product.word)
    }
    code.emit(fused, a: target.word, b: factors.0.word, c: factors.1.word, d: addend.word)
  }

  private static func opcode(_ binary: BinaryOperator, _ type: Type) -> Opcode {
    switch (binary, type) {
    case (.add, .int): .addInt
    case (.add, .vec3): .addVector
    case (.add, _): .addFloat
    case (.subtract, .int): .subtractInt
    case (.subtract, .vec3): .subtractVector
    case (.subtract, _): .subtractFloat
    case (.multiply, .int): .multiplyInt
    case (.multiply, .vec3): .scaleVector
    case (.multiply, _): .multiplyFloat
    case (.divide, .int): .divideInt
    case (.divide, .vec3): .divideVector
    case (.divide, _): .divideFloat
    case (.floorDivide, .int): .floorDivideInt
    case (.floorDivide, _): .floorDivideFloat
    case (.modulo, .int): .moduloInt
    case (.modulo, _): .moduloFloat
    case (.power, .int): .powerInt
    case (.power, _): .powerFloat
    }
  }

  // MARK: Comparison

  mutating func compare(
    _ comparison: ComparisonOperator, _ left: ExpressionID, _ right: ExpressionID, into word: Int
  ) {
    let (a, b) = (value(left), value(right))
    compare(comparison, a, b, type(left), into: word)
  }

  private mutating func compare(
    _ comparison: ComparisonOperator, _ a: Place, _ b: Place, _ type: Type, into word: Int
  ) {
    let relation = Relation(comparison)
    let (first, second) = relation.isSwapped ? (b, a) : (a, b)
    if let opcode = relation.opcode(type) {
      code.emit(opcode, a: word, b: first.word, c: second.word)
    } else {
      let result = native(relation.native, [.place(first, type), .place(second, type)], .bool)
      code.emit(.move, a: word, b: result.word)
    }
    if relation.isNegated { code.emit(.not, a: word, b: word) }
  }

  mutating func contains(_ container: ExpressionID, _ element: ExpressionID, into target: Place) {
    // The element is written, and so evaluated, first.
    let wanted = value(element)
    let native: Native =
      switch shape(container) {
      case .fixed: .stringContains
      case .dictionary: .dictContains
      default: .listContains
      }
    self.native(native, [.value(container), .place(wanted, type(element))], .bool, into: target)
  }

  // MARK: Jumps

  /// Jumps if the condition is as `wanted`; comparisons of numbers become one instruction.
  mutating func jump(if condition: ExpressionID, is wanted: Bool, to target: CodeBuilder.Label) {
    switch program[condition].kind {
    case .bool(let flag): if flag == wanted { code.emit(.jump, to: target) }
    case .not(let operand): jump(if: operand, is: !wanted, to: target)
    case .and(let left, let right): jump(left, right, stopsAt: false, is: wanted, to: target)
    case .or(let left, let right): jump(left, right, stopsAt: true, is: wanted, to: target)
    case .compare(let comparison, let left, let right):
      temporarily { $0.jump(comparison, left, right, is: wanted, to: target) }
    case .isNone(let operand):
      temporarily { compiler in
        let flag = compiler.value(operand).word
        compiler.code.emit(wanted ? .jumpIfNot : .jumpIf, a: flag, to: target)
      }
    default:
      temporarily { compiler in
        let flag = compiler.value(condition).word
        compiler.code.emit(wanted ? .jumpIf : .jumpIfNot, a: flag, to: target)
      }
    }
  }

  /// Of two conditions, the left one decides when it is `decisive`.
  private mutating func jump(
    _ left: ExpressionID, _ right: ExpressionID, stopsAt decisive: Bool, is wanted: Bool, to target: CodeBuilder.Label
  ) {
    if decisive == wanted {
      jump(if: left, is: wanted, to: target)
      jump(if: right, is: wanted, to: target)
    } else {
      let end = code.makeLabel()
      jump(if: left, is: decisive, to: end)
      jump(if: right, is: wanted, to: target)
      code.place(end)
    }
  }

  private mutating func jump(
    _ comparison: ComparisonOperator, _ left: ExpressionID, _ right: ExpressionID, is wanted: Bool,
    to target: CodeBuilder.Label
  ) {
    let type = type(left)
    if type == .int, case .int(let number) = program[right].kind, abs(Double(number)) < 32_768 {
      let opcode = (wanted ? comparison : comparison.opposite).immediateJump
      return code.emit(opcode, a: value(left).word, b: Int(number), to: target)
    }
    let (a, b) = (value(left), value(right))
    // Of integers, a relation that does not hold is another that does.
    let isInteger = Relation.isInteger(type)
    let relation = Relation(isInteger && !wanted ? comparison.opposite : comparison)
    let wanted = wanted || isInteger
    let (first, second) = relation.isSwapped ? (b, a) : (a, b)
    if let opcode = relation.jump(type, ifHolds: wanted != relation.isNegated) {
      return code.emit(opcode, a: first.word, b: second.word, to: target)
    }
    let result = native(relation.native, [.place(first, type), .place(second, type)], .bool)
    code.emit(wanted != relation.isNegated ? .jumpIf : .jumpIfNot, a: result.word, to: target)
  }
}

extension Opcode {
  /// The instruction that adds or subtracts a product of floats.
  fileprivate var withProduct: Opcode? {
    switch self {
    case .addFloat: .addProduct
    case .subtractFloat: .subtractProduct
    default: nil
    }
  }
}
