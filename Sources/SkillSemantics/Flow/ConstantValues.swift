/// Values of a function that are known before the program runs: literals, sums of them, names that are set once.
struct ConstantValues {
  let program: TypedProgram
  let settings: LocalSettings

  typealias Vector = (x: Double, y: Double, z: Double)

  func integer(_ id: ExpressionID) -> Int64? {
    switch program[settings.value(of: id)].kind {
    case .int(let value): value
    case .negate(let inner): integer(inner).flatMap { $0 == .min ? nil : -$0 }
    case .binary(let operation, let left, let right): combined(operation, integer(left), integer(right))
    case .builtin(.length, let arguments): program.argument(0, of: arguments).flatMap { elementCount($0) }
    default: nil
    }
  }

  private func combined(_ operation: BinaryOperator, _ left: Int64?, _ right: Int64?) -> Int64? {
    guard let left, let right else { return nil }
    let result: (partialValue: Int64, overflow: Bool)? =
      switch operation {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      default: nil
      }
    return result.flatMap { $0.overflow ? nil : $0.partialValue }
  }

  /// A number, or a quantity in SI units.
  func number(_ id: ExpressionID) -> Double? {
    let id = settings.value(of: id)
    switch program[id].kind {
    case .number(let value): return value
    case .int: return integer(id).map { Double($0) }
    case .negate(let inner): return number(inner).map { -$0 }
    case .convert(.intToFloat, let inner), .convert(.metresToLength, let inner), .convert(.lengthToMetres, let inner):
      return number(inner)
    case .field(let field, let base):
      guard let vector = vector(base) else { return nil }
      return field == .x ? vector.x : field == .y ? vector.y : field == .z ? vector.z : nil
    case .binary(let operation, let left, let right):
      guard let left = number(left), let right = number(right) else { return nil }
      switch operation {
      case .add: return left + right
      case .subtract: return left - right
      case .multiply: return left * right
      case .divide: return right == 0 ? nil : left / right
      default: return nil
      }
    default: return nil
    }
  }

  func vector(_ id: ExpressionID) -> Vector? {
    switch program[settings.value(of: id)].kind {
    case .vec3(let list):
      let parts = program.expressions(in: list).compactMap { number($0) }
      return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
    case .field(.position, let pose): return position(pose)
    case .negate(let inner): return vector(inner).map { (-$0.x, -$0.y, -$0.z) }
    case .binary(.add, let left, let right):
      guard let left = vector(left), let right = vector(right) else { return nil }
      return (left.x + right.x, left.y + right.y, left.z + right.z)
    case .binary(.subtract, let left, let right):
      guard let left = vector(left), let right = vector(right) else { return nil }
      return (left.x - right.x, left.y - right.y, left.z - right.z)
    default: return nil
    }
  }

  /// The position of a pose.
  func position(_ id: ExpressionID) -> Vector? {
    switch program[settings.value(of: id)].kind {
    case .pose(let position, _): return vector(position)
    case .builtin(.rotateZ, let arguments): return program.argument(0, of: arguments).flatMap { position($0) }
    case .builtin(.offset, let arguments):
      let values = (0..<4).map { program.argument($0, of: arguments) }
      guard let pose = values[0], let start = position(pose) else { return nil }
      let steps = values.dropFirst().compactMap { $0.flatMap { number($0) } }
      return steps.count == 3 ? (start.x + steps[0], start.y + steps[1], start.z + steps[2]) : nil
    default: return nil
    }
  }

  // MARK: Counts

  /// How many elements a value has that nothing else can change: one that is written where it is used.
  func elementCount(_ id: ExpressionID) -> Int64? {
    switch program[id].kind {
    case .list(let members), .tuple(let members): return Int64(members.count)
    case .dictionary(let members): return Int64(members.count / 2)
    case .string(let text): return Int64(program[text].count)
    case .convert(.tupleToList, let inner): return elementCount(settings.value(of: inner))
    case .builtin(let operation, let arguments):
      return elementCount(operation, program.arguments(of: arguments).map(\.value))
    default: return nil
    }
  }

  private func elementCount(_ operation: BuiltinOperation, _ values: [ExpressionID]) -> Int64? {
    switch operation {
    case .range where values.count == 3:
      return count(RangeBounds(start: values[0], stop: values[1], step: values[2]))
    case .enumerate, .sorted, .sortedByKey, .reversed, .listCopy, .characters, .dictionaryKeys, .dictionaryItems,
      .dictionaryValues:
      return values.first.flatMap { elementCount($0) }
    case .zip: return values.compactMap { elementCount($0) }.min()
    default: return nil
    }
  }

  /// How often a counting loop goes round.
  func count(_ bounds: RangeBounds) -> Int64? {
    guard let start = integer(bounds.start), let stop = integer(bounds.stop), let step = integer(bounds.step),
      step != 0, step != .min
    else { return nil }
    let (first, last) = step > 0 ? (start, stop) : (stop, start)
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    if overflow { return nil }
    return distance <= 0 ? 0 : (distance - 1) / abs(step) + 1
  }
}
