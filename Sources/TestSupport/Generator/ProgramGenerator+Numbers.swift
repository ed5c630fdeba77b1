extension ProgramGenerator {
  /// An expression of this kind, nested at most so deep.
  func expression(_ kind: Kind, _ depth: Int = 2) -> String {
    if depth <= 0 || chance(5) { return leaf(kind) }
    if !place.callsNothing, chance(8), let call = call(kind, depth - 1) { return call }
    if chance(12) {
      return "(\(expression(kind, depth - 1)) if \(condition(depth - 1)) else \(expression(kind, depth - 1)))"
    }
    switch kind {
    case .int: return integer(depth - 1)
    case .float: return float(depth - 1)
    case .bool: return condition(depth - 1)
    case .text: return textual(depth - 1)
    case .length, .angle, .duration: return quantity(kind, depth - 1)
    case .vec3, .pose, .actor: return geometric(kind, depth - 1)
    case .list(let element): return list(of: element, depth - 1)
    case .dictionary(let key, let value): return dictionary(key, value, depth - 1)
    case .tuple(let parts): return "(\(parts.map { expression($0, depth - 1) }.joined(separator: ", ")))"
    case .optional(let inner): return optional(inner, depth - 1)
    }
  }

  /// A variable or a literal.
  func leaf(_ kind: Kind) -> String {
    if !chance(4), let variable = variable(kind) { return variable }
    return literal(kind)
  }

  func literal(_ kind: Kind) -> String {
    switch kind {
    case .int: return chance(40) ? pick(["9223372036854775807", "4611686018427387904"]) : "\(index(12))"
    case .float: return pick(["0.5", "1.5", "2.0", "0.1", "3.25", "7.0", "1e-05", "12.75"])
    case .bool: return pick(["True", "False"])
    case .text: return textLiteral()
    case .length: return pick(["5cm", "20mm", "0.3m", "1m"])
    case .angle: return pick(["90deg", "30deg", "1.5rad", "45deg"])
    case .duration: return pick(["2s", "500ms", "1.5s"])
    case .vec3: return "Vec3(\(literal(.float)), \(index(4)), \(literal(.float)))"
    case .pose: return "Pose([\(literal(.float)), 0.2, \(literal(.float))])"
    case .actor: return "get_actor(\(pick(["'red cube'", "'blue star'", "'green bowl'"])))"
    case .list(let element):
      return "[\((0..<(1 + index(4))).map { _ in literal(element) }.joined(separator: ", "))]"
    case .dictionary(let key, let value):
      return "{\((0..<(1 + index(3))).map { _ in "\(literal(key)): \(literal(value))" }.joined(separator: ", "))}"
    case .tuple(let parts): return "(\(parts.map { literal($0) }.joined(separator: ", ")))"
    case .optional(let inner): return literal(inner)
    }
  }

  // MARK: Integers

  private func integer(_ depth: Int) -> String {
    func int() -> String { expression(.int, depth) }
    switch index(18) {
    case 0...2: return "(\(int()) \(pick(["+", "-", "+"])) \(int()))"
    case 3: return "(\(int()) * \(int()) % \(pick(["97", "1000", "-13"])))"
    case 4: return "(\(int()) * \(int()))"
    case 5: return "(\(int()) // \(divisor(depth)))"
    case 6: return "(\(int()) % \(divisor(depth)))"
    case 7: return "(\(small(depth)) ** \(pick(["2", "3", "0", "5"])))"
    case 8: return "(-\(int()))"
    case 9: return "abs(\(int()))"
    case 10:
      let kind = pick([Kind.text, .list(.int), .dictionary(.text, .int)])
      return "len(\(expression(kind, depth)))"
    case 11: return "\(pick(["min", "max"]))(\(int()), \(int()))"
    case 12: return "sum(\(expression(.list(.int), depth)))"
    case 13: return pick(["int(\(boundedFloat(depth)))", "round(\(boundedFloat(depth)))", "round(\(int()), -1)"])
    case 14: return "int(\(chance(10) ? leaf(.text) : pick(["'12'", "' -7 '", "'0'"])))"
    case 15: return element(.int, depth)
    case 16:
      let text = expression(.text, depth)
      return "\(text).\(pick(["find", "rfind", "count"]))(\(leaf(.text)))"
    default: return "int(\(expression(.bool, depth)))"
    }
  }

  /// An int from -9 to 9.
  func small(_ depth: Int) -> String { "(\(expression(.int, depth)) % 10 - \(index(4)))" }

  /// Not zero, mostly.
  private func divisor(_ depth: Int) -> String {
    if chance(12) { return expression(.int, depth) }
    return pick(["3", "7", "(-4)", "(abs(\(expression(.int, depth))) % 50 + 1)"])
  }

  // MARK: Floats

  /// A float that is no larger than integers are.
  private func boundedFloat(_ depth: Int) -> String { "(\(expression(.float, depth)) % 1000.0)" }

  private func float(_ depth: Int) -> String {
    func float() -> String { expression(.float, depth) }
    func number() -> String { chance(4) ? expression(.int, depth) : float() }
    switch index(isWhole ? 18 : 13) {
    case 0...3: return "(\(float()) \(pick(["+", "-", "*"])) \(number()))"
    case 4: return "(\(number()) / \(chance(12) ? float() : pick(["2.0", "4", "(-0.5)", "3"])))"
    case 5: return "(\(expression(.int, depth)) / \(divisor(depth)))"
    case 6: return "(\(float()) \(pick(["//", "%"])) \(pick(["0.5", "3.0", "(-1.5)", "7"])))"
    case 7: return "(\(pick(["1.5", "0.5", "2.0"])) ** (\(small(depth))))"
    case 8: return pick(["abs(\(float()))", "(-\(float()))", "float(\(expression(.int, depth)))"])
    case 9: return "round(\(boundedFloat(depth)), \(index(4)))"
    case 10: return "\(pick(["min", "max"]))(\(float()), \(float()))"
    case 11: return "sum(\(expression(.list(.float), depth)), 0.0)"
    case 12: return pick(["float(\(pick(["'1.5'", "'-2'", "'1e3'"])))", element(.float, depth)])
    case 13:
      let x = boundedFloat(depth)
      return pick(["sqrt(abs(\(x)))", "sin(\(x))", "cos(\(x))", "atan2(\(x), 2.0)"])
    case 14: return "norm(\(expression(.vec3, depth)))"
    case 15: return "dot(\(expression(.vec3, depth)), \(expression(.vec3, depth)))"
    case 16: return "\(expression(.vec3, depth)).\(pick(["x", "y", "z"]))"
    default:
      let kind = pick([Kind.length, .angle, .duration])
      return "(\(expression(kind, depth)) / \(literal(kind)))"
    }
  }

  // MARK: Quantities

  private func quantity(_ kind: Kind, _ depth: Int) -> String {
    func quantity() -> String { expression(kind, depth) }
    switch index(kind == .length ? 8 : 7) {
    case 0, 1: return "(\(quantity()) \(pick(["+", "-"])) \(quantity()))"
    case 2: return "(\(expression(.float, depth)) * \(quantity()))"
    case 3: return "(\(quantity()) / \(pick(["2", "4.0", "(-3)"])))"
    case 4: return pick(["abs(\(quantity()))", "(-\(quantity()))", "(\(quantity()) % \(literal(kind)))"])
    case 5: return "\(pick(["min", "max"]))(\(quantity()), \(quantity()))"
    case 6: return "clamp(\(quantity()), \(literal(kind)), \(literal(kind)))"
    default: return place.callsNothing ? leaf(kind) : "distance(\(leaf(.actor)), \(leaf(.actor)))"
    }
  }

  // MARK: Truth

  /// A bool that is no literal, so that no branch is known before the program runs.
  func condition(_ depth: Int = 1) -> String {
    switch index(14) {
    case 0...2: return "(\(expression(.int, depth)) \(pick(Self.orders)) \(expression(.int, depth)))"
    case 3: return "(\(expression(.float, depth)) \(pick(Self.orders)) \(expression(.float, depth)))"
    case 4: return "(\(expression(.text, depth)) \(pick(Self.orders)) \(expression(.text, depth)))"
    case 5:
      let kind = anyKind()
      if kind.isRobotic || !kind.isOrdered {
        return "(\(expression(kind, depth)) \(pick(["==", "!="])) \(expression(kind, depth)))"
      }
      return "(\(expression(kind, depth)) \(pick(Self.orders)) \(expression(kind, depth)))"
    case 6:
      return
        "(\(leaf(.int)) \(pick(["<", "<="])) \(expression(.int, depth)) \(pick(["<", "!="])) \(expression(.int, depth)))"
    case 7: return "(\(expression(.bool, depth)) \(pick(["and", "or"])) \(condition(depth - 1)))"
    case 8: return "(not \(condition(depth - 1)))"
    case 9:
      let kind = pick([Kind.int, .text])
      return "(\(expression(kind, depth)) \(pick(["in", "not in"])) \(expression(.list(kind), depth)))"
    case 10:
      return
        "(\(expression(.text, depth)) in \(pick([expression(.text, depth), expression(.dictionary(.text, .int), depth)])))"
    case 11: return textTest(depth)
    case 12: return "bool(\(expression(pick([Kind.int, .text, .list(.int), .float]), depth)))"
    default:
      return "\(pick(["any", "all"]))(\(comprehension(.bool, depth)))"
    }
  }

  private static let orders = ["<", "<=", ">", ">=", "==", "!="]

  private func textTest(_ depth: Int) -> String {
    let text = expression(.text, depth)
    let tests = [
      "isdigit", "isalpha", "isalnum", "islower", "isupper", "isspace", "istitle", "isidentifier", "isascii",
    ]
    return chance(2)
      ? "\(text).\(pick(["startswith", "endswith"]))(\(leaf(.text)))" : "\(text).\(pick(tests))()"
  }

  private func optional(_ inner: Kind, _ depth: Int) -> String {
    chance(3) ? expression(inner, depth) : leaf(.optional(inner))
  }
}
