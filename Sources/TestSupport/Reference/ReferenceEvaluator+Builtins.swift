import Foundation
import SkillSemantics

extension ReferenceEvaluator {
  func builtin(_ operation: BuiltinOperation, _ list: ArgumentList, _ type: Type) throws -> Datum {
    if operation == .anyGenerated || operation == .allGenerated {
      return .bool(try quantified(isAny: operation == .anyGenerated, program.arguments(of: list)))
    }
    let types = program.arguments(of: list).sorted { $0.parameter < $1.parameter }.map { program[$0.value].type }
    let arguments = try inOrder(list)
    switch operation {
    case .done: throw Thrown.done
    case .fail: try fail(try arguments[0].string())
    case .print:
      record.printed += try arguments[0].string()
      return .none
    default: break
    }
    if let result = try ofNumber(operation, arguments) { return result }
    if let result = try ofMathematics(operation, arguments) { return result }
    if let result = try ofGeometry(operation, arguments) { return result }
    if let result = try ofSequence(operation, arguments, types) { return result }
    if let result = try ofList(operation, arguments) { return result }
    if let result = try ofDictionary(operation, arguments, types) { return result }
    if let result = try ofText(operation, arguments) { return result }
    throw Thrown.broken("\(operation) is forgotten")
  }

  private func quantified(isAny: Bool, _ arguments: ArraySlice<TypedArgument>) throws -> Bool {
    guard let argument = arguments.first, case .comprehension(let id) = program[argument.value].kind else {
      throw Thrown.broken("there is no comprehension")
    }
    let comprehension = program[id]
    var result = !isAny
    try forEachElement(of: comprehension) {
      if try self.value(comprehension.element).bool() == isAny { result = isAny }
      return result != isAny
    }
    return result
  }

  // MARK: Numbers

  private func ofNumber(_ operation: BuiltinOperation, _ arguments: [Datum]) throws -> Datum? {
    switch operation {
    case .absolute:
      if case .int(let number) = arguments[0] { return .int(try fitting(abs(Int128(number)))) }
      return .number(abs(try arguments[0].number()))
    case .roundToInt: return .int(try integer(try arguments[0].number().rounded(.toNearestOrEven)))
    case .truncate: return .int(try integer(try arguments[0].number().rounded(.towardZero)))
    case .floor: return .int(try integer(try arguments[0].number().rounded(.down)))
    case .ceiling: return .int(try integer(try arguments[0].number().rounded(.up)))
    case .roundToDigits: return .number(try rounded(try arguments[0].number(), try arguments[1].int()))
    case .roundIntToDigits:
      let digits = try arguments[1].int()
      return .int(digits >= 0 ? try arguments[0].int() : try rounded(Int128(try arguments[0].int()), -digits))
    case .parseInt: return .int(try parsedInt(try arguments[0].string()))
    case .parseFloat:
      guard let number = Double(trimmed(try arguments[0].string())) else { throw fault("value") }
      return .number(number)
    case .minimum: return arguments.dropFirst().reduce(arguments[0]) { isLess($1, $0) ? $1 : $0 }
    case .maximum: return arguments.dropFirst().reduce(arguments[0]) { isLess($0, $1) ? $1 : $0 }
    case .compareNumbers: return .number(try order(arguments[0], arguments[1]))
    case .clamp:
      let raised = isLess(arguments[0], arguments[1]) ? arguments[1] : arguments[0]
      return isLess(arguments[2], raised) ? arguments[2] : raised
    default: return nil
    }
  }

  private func integer(_ whole: Double) throws -> Int64 {
    guard whole.isFinite else { throw fault("value") }
    guard abs(whole) < 1e30 else { throw fault("overflow") }
    return try fitting(Int128(whole))
  }

  private func rounded(_ number: Double, _ digits: Int64) throws -> Double {
    guard number.isFinite else { return number }
    if digits >= 0 { return Double(String(format: "%.\(min(digits, 400))f", number)) ?? number }
    guard digits > -30, abs(number) < 1e18 else { return number.sign == .minus ? -0.0 : 0.0 }
    // A fraction counts only where the whole part is half way.
    let whole = Int128(number)
    let isBetween = number != number.rounded(.towardZero)
    let nearest = rounded(whole * 4 + (isBetween ? (number < 0 ? -1 : 1) : 0), unit: 4 * power(ofTen: -digits)) / 4
    return nearest == 0 && number.sign == .minus ? -0.0 : Double(nearest)
  }

  private func rounded(_ number: Int128, _ digits: Int64) throws -> Int64 {
    if digits > 25 { return 0 }
    return try fitting(rounded(number, unit: power(ofTen: digits)))
  }

  private func power(ofTen exponent: Int64) -> Int128 { (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 } }

  /// To the nearest multiple of the unit, half way to the even one.
  private func rounded(_ number: Int128, unit: Int128) -> Int128 {
    let below = (number / unit - (number % unit < 0 ? 1 : 0))
    let rest = number - below * unit
    let isUp = rest * 2 > unit || (rest * 2 == unit && below % 2 != 0)
    return (isUp ? below + 1 : below) * unit
  }

  private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  private func parsedInt(_ text: String) throws -> Int64 {
    let text = trimmed(text)
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { throw fault("value") }
    var value: Int128 = 0
    for digit in digits {
      value = value * 10 + Int128(digit.wholeNumberValue ?? 0)
      if value > 1 << 70 { throw fault("overflow") }
    }
    return try fitting(text.first == "-" ? -value : value)
  }

  /// Exactly, for numbers of moderate size: as fractions of 2^60.
  private func order(_ a: Datum, _ b: Datum) throws -> Double {
    func compare(_ integer: Int64, _ number: Double) -> Double {
      if number.isNaN { return .nan }
      if number >= 0x1p63 { return -1 }
      if number < -0x1p63 { return 1 }
      let whole = Int64(number.rounded(.down))
      if integer != whole { return integer < whole ? -1 : 1 }
      return number > number.rounded(.down) ? -1 : 0
    }
    switch (a, b) {
    case (.int(let a), .number(let b)): return compare(a, b)
    case (.number(let a), .int(let b)): return -compare(b, a)
    default: throw Thrown.broken("these are not an int and a float")
    }
  }

  // MARK: Mathematics

  private func ofMathematics(_ operation: BuiltinOperation, _ arguments: [Datum]) throws -> Datum? {
    guard case .number(let x)? = arguments.first else { return nil }
    let y = if arguments.count == 2, case .number(let y) = arguments[1] { y } else { 0.0 }
    func demand(_ holds: Bool) throws { if !holds, !x.isNaN { throw fault("value") } }
    switch operation {
    case .squareRoot:
      try demand(x >= 0)
      return .number(sqrt(x))
    case .sine, .cosine, .tangent:
      try demand(x.isFinite)
      return .number(operation == .sine ? sin(x) : operation == .cosine ? cos(x) : tan(x))
    case .arcSine, .arcCosine:
      try demand(x >= -1 && x <= 1)
      return .number(operation == .arcSine ? asin(x) : acos(x))
    case .arcTangent: return .number(atan(x))
    case .arcTangent2: return .number(atan2(x, y))
    case .hypotenuse: return .number(hypot(x, y))
    case .exponential:
      try demand(exp(x).isFinite || x.isInfinite)
      return .number(exp(x))
    case .naturalLogarithm, .logarithm2, .logarithm10:
      try demand(x > 0)
      return .number(operation == .naturalLogarithm ? log(x) : operation == .logarithm2 ? log2(x) : log10(x))
    case .logarithmToBase:
      guard y != 1 else { throw fault("division by zero") }
      try demand(x > 0 && y > 0)
      return .number(log(x) / log(y))
    case .copySign: return .number(copysign(x, y))
    case .isNotANumber: return .bool(x.isNaN)
    case .isInfinite: return .bool(x.isInfinite)
    case .isFinite: return .bool(x.isFinite)
    case .toDegrees: return .number(x * (180 / Double.pi))
    case .toRadians: return .number(x * (Double.pi / 180))
    default: return nil
    }
  }

  // MARK: Geometry

  private func ofGeometry(_ operation: BuiltinOperation, _ arguments: [Datum]) throws -> Datum? {
    switch operation {
    case .norm:
      let v = try arguments[0].numbers()
      return .number(sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]))
    case .dot:
      let (a, b) = (try arguments[0].numbers(), try arguments[1].numbers())
      return .number(a[0] * b[0] + a[1] * b[1] + a[2] * b[2])
    case .cross:
      let (a, b) = (try arguments[0].numbers(), try arguments[1].numbers())
      return .numbers(
        [(1, 2), (2, 0), (0, 1)].map { (i: Int, j: Int) -> Double in a[i] * b[j] - a[j] * b[i] })
    case .offset:
      var pose = try arguments[0].numbers()
      for index in 0..<3 { pose[index] += try arguments[1 + index].number() }
      return .numbers(pose)
    case .rotateZ:
      let (pose, half) = (try arguments[0].numbers(), try arguments[1].number() / 2)
      let turned = product([cos(half), sin(half) * 0, sin(half) * 0, sin(half) * 1], Array(pose.dropFirst(3)))
      let length = sqrt(turned.reduce(0) { $0 + $1 * $1 })
      return .numbers(pose.prefix(3) + (length > 0 ? turned.map { $0 / length } : [1, 0, 0, 0]))
    default: return nil
    }
  }

  /// Of two quaternions.
  private func product(_ a: [Double], _ b: [Double]) -> [Double] {
    [
      a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3], a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
      a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1], a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
    ]
  }
}
