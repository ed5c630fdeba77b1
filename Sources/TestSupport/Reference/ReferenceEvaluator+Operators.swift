import Foundation
import SkillSemantics

extension ReferenceEvaluator {
  func converted(_ value: Datum, _ conversion: Conversion) throws -> Datum {
    switch conversion {
    case .boolToInt: return .int(try value.bool() ? 1 : 0)
    case .intToFloat: return .number(Double(try value.int()))
    case .degreesToAngle: return .number(try value.number() * (Double.pi / 180))
    case .listToVec3: return try numbers(value, count: 3)
    case .listToQuat: return try numbers(value, count: 4)
    case .truth: return .bool(isTrue(value))
    case .tupleToList: return .list(try value.tuple())
    case .metresToLength, .radiansToAngle, .angleToRadians, .secondsToDuration, .lengthToMetres, .wrap,
      .noneToOptional, .unwrap:
      return value
    }
  }

  private func numbers(_ value: Datum, count: Int) throws -> Datum {
    let elements = try value.list().elements
    guard elements.count == count else { throw fault("value") }
    return .numbers(
      try elements.map { element in
        if case .int(let number) = element { return Double(number) }
        return try element.number()
      })
  }

  func negated(_ value: Datum) throws -> Datum {
    switch value {
    case .int(let number): return .int(try fitting(-Int128(number)))
    case .numbers(let numbers): return .numbers(numbers.map { -$0 })
    default: return .number(-(try value.number()))
    }
  }

  func holds(_ comparison: ComparisonOperator, _ a: Datum, _ b: Datum) -> Bool {
    switch comparison {
    case .equal: areEqual(a, b)
    case .notEqual: !areEqual(a, b)
    case .less: isLess(a, b)
    case .lessEqual: isLess(a, b) || areEqual(a, b)
    case .greater: isLess(b, a)
    case .greaterEqual: isLess(b, a) || areEqual(a, b)
    }
  }

  func combined(_ operation: BinaryOperator, _ a: Datum, _ b: Datum) throws -> Datum {
    switch (a, b) {
    case (.int(let a), .int(let b)): return try ofIntegers(operation, Int128(a), Int128(b))
    case (.number(let a), .number(let b)): return .number(try ofNumbers(operation, a, b))
    case (.numbers(let a), .numbers(let b)):
      return .numbers(try zip(a, b).map { try ofNumbers(operation, $0, $1) })
    case (.numbers(let a), .number(let b)): return .numbers(try a.map { try ofNumbers(operation, $0, b) })
    case (.text(let a), .text(let b)):
      try checkSize(a.count + b.count)
      return .text(a + b)
    case (.text(let a), .int(let times)): return .text(try repeated(a, times))
    case (.list(let a), .list(let b)):
      try checkSize(a.elements.count + b.elements.count)
      return .list(a.elements + b.elements)
    case (.list(let a), .int(let times)): return .list(try repeated(a.elements, times))
    case (.tuple(let a), .tuple(let b)): return .tuple(a + b)
    default: throw Thrown.broken("no \(operation) of \(a) and \(b)")
    }
  }

  private func repeated<Element>(_ elements: [Element], _ times: Int64) throws -> [Element] {
    if elements.isEmpty || times <= 0 { return [] }
    if times > 20_000 { throw Thrown.exhausted }
    try checkSize(elements.count * Int(times))
    return Array(repeatElement(elements, count: Int(times)).joined())
  }

  // MARK: Integers, in twice their width

  func fitting(_ value: Int128) throws -> Int64 {
    guard let fits = Int64(exactly: value) else { throw fault("overflow") }
    return fits
  }

  private func ofIntegers(_ operation: BinaryOperator, _ a: Int128, _ b: Int128) throws -> Datum {
    switch operation {
    case .add: return .int(try fitting(a + b))
    case .subtract: return .int(try fitting(a - b))
    case .multiply: return .int(try fitting(a * b))
    case .divide:
      guard b != 0 else { throw fault("division by zero") }
      return .number(quotient(a, b))
    case .floorDivide:
      guard b != 0 else { throw fault("division by zero") }
      return .int(try fitting(floored(a, b)))
    case .modulo:
      guard b != 0 else { throw fault("division by zero") }
      return .int(try fitting(a - floored(a, b) * b))
    case .power:
      guard b >= 0 else { throw fault("value") }
      if a == 0 || a == 1 || b == 0 { return .int(b == 0 ? 1 : Int64(a)) }
      if a == -1 { return .int(b % 2 == 0 ? 1 : -1) }
      var result: Int128 = 1
      for _ in 0..<min(b, 64) { result = Int128(try fitting(result * a)) }
      return .int(try fitting(result))
    }
  }

  private func floored(_ a: Int128, _ b: Int128) -> Int128 {
    let towardsZero = a / b
    return towardsZero * b != a && (a < 0) != (b < 0) ? towardsZero - 1 : towardsZero
  }

  /// a / b, rounded once: long division, bit by bit, until 64 bits stand or nothing is left.
  private func quotient(_ a: Int128, _ b: Int128) -> Double {
    let (dividend, divisor) = (a.magnitude, b.magnitude)
    var (digits, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    var exponent = 0
    while digits < 1 << 63, remainder != 0 {
      remainder <<= 1
      digits = digits << 1 | (remainder >= divisor ? 1 : 0)
      if remainder >= divisor { remainder -= divisor }
      exponent -= 1
    }
    // What is still left makes the number odd, so that it is no tie.
    if remainder != 0 { digits |= 1 }
    let magnitude = Double(UInt64(digits)) * pow(2, Double(exponent))
    return (a < 0) != (b < 0) ? -magnitude : magnitude
  }

  // MARK: Floats

  func ofNumbers(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide:
      guard b != 0 else { throw fault("division by zero") }
      return a / b
    case .floorDivide:
      guard b != 0 else { throw fault("division by zero") }
      let whole = (a - modulo(a, b)) / b
      if whole == 0 { return a / b < 0 || (a / b).sign == .minus ? -0.0 : 0.0 }
      let floor = whole.rounded(.down)
      return whole - floor > 0.5 ? floor + 1 : floor
    case .modulo:
      guard b != 0 else { throw fault("division by zero") }
      return modulo(a, b)
    case .power:
      if a == 0, b < 0 { throw fault("division by zero") }
      if a < 0, a.isFinite, b.isFinite, b.rounded() != b { throw fault("value") }
      let power = pow(a, b)
      if power.isInfinite, a.isFinite, b.isFinite { throw fault("value") }
      return power
    }
  }

  private func modulo(_ a: Double, _ b: Double) -> Double {
    let remainder = a.truncatingRemainder(dividingBy: b)
    if remainder == 0 { return b.sign == .minus ? -0.0 : 0.0 }
    return (remainder < 0) == (b < 0) ? remainder : remainder + b
  }
}
