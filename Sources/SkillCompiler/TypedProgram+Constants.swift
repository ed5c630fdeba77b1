import SkillSemantics

/// What the compiler wants to know of an expression before it compiles it.
extension TypedProgram {
  /// The word of a number that is known.
  func constant(_ id: ExpressionID) -> UInt64? {
    switch self[id].kind {
    case .number(let number): number.bitPattern
    case .int(let number): UInt64(bitPattern: number)
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }

  /// The small number that an addition of ints adds.
  func immediate(_ binary: BinaryOperator, _ right: ExpressionID) -> Int? {
    guard case .int(let number) = self[right].kind, abs(Double(number)) < 32_768 else { return nil }
    return switch binary {
    case .add: Int(number)
    case .subtract: -Int(number)
    default: nil
    }
  }

  /// The factors of a product of floats.
  func floatProduct(_ id: ExpressionID) -> (ExpressionID, ExpressionID)? {
    guard case .binary(.multiply, let p, let q) = self[id].kind, self[p].type != .int, self[p].type != .vec3 else {
      return nil
    }
    return (p, q)
  }
}
