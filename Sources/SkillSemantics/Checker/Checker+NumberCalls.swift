import SkillDiagnostics
import SkillSyntax

/// `abs`, `round`, `min`, `sum` and their like.
extension Checker {
  mutating func checkMathCall(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    let value = integer(check(arguments.positional[0]))
    let type = type(value)
    if type == .error {
      for node in arguments.positional.dropFirst() { _ = check(node) }
      return value
    }
    guard type.isNumber || type.isQuantity else {
      reportWrongValue(value, expected: .float, in: .named("`x` of `\(special.rawValue)`"))
      return broken(span)
    }
    switch special {
    case .abs: return builtin(.absolute, [value], type, span)
    case .clamp: return checkClamp(value, arguments, span)
    case .round: return checkRound(value, arguments, span)
    case .sin: return trigonometric(.sine, value, span)
    case .cos: return trigonometric(.cosine, value, span)
    default: return trigonometric(.tangent, value, span)
    }
  }

  /// Of an angle, or of a number of radians as in Python.
  private mutating func trigonometric(_ operation: BuiltinOperation, _ value: ExpressionID, _ span: Span)
    -> ExpressionID
  {
    let number = type(value) == .angle ? emit(.convert(.angleToRadians, value), .float, span) : value
    guard let radians = converted(number, to: .float) else {
      reportWrongValue(value, expected: .angle, in: "the angle")
      return broken(span)
    }
    return builtin(operation, [radians], .float, span)
  }

  private mutating func checkRound(_ value: ExpressionID, _ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    let digitsNode = arguments.positional.count > 1 ? arguments.positional[1] : arguments.keyword("ndigits")
    if let digitsNode, tree.kind(digitsNode) != .noneLiteral {
      guard let digits = require(digitsNode, .int, in: "the number of digits") else { return broken(span) }
      if type(value) == .float || type(value).isQuantity {
        return builtin(.roundToDigits, [value, digits], type(value), span)
      }
      return builtin(.roundIntToDigits, [value, digits], .int, span)
    }
    if type(value) == .int { return value }
    guard type(value) == .float else {
      reportWrongValue(value, expected: .float, in: "`number` of `round`")
      return broken(span)
    }
    return builtin(.roundToInt, [value], .int, span)
  }

  private mutating func checkClamp(_ value: ExpressionID, _ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    let bounds = arguments.positional.dropFirst().map { integer(check($0)) }
    return together([value] + bounds, .clamp, span)
  }

  /// Numbers or quantities in one type, which is also the result's.
  private mutating func together(_ values: [ExpressionID], _ operation: BuiltinOperation, _ span: Span) -> ExpressionID
  {
    if values.contains(where: { type($0) == .error }) { return broken(span) }
    var common = type(values[0])
    for value in values.dropFirst() {
      let other = type(value)
      if common.isQuantity, other.isNumber { continue }
      if other.isQuantity, common.isNumber {
        common = other
        continue
      }
      guard let joined = join(common, other) else {
        report(
          TypeFinding.mixedElements(first: types.name(common), second: types.name(other)), at: self.span(value))
        return broken(span)
      }
      common = joined
    }
    guard types.isOrdered(common) else {
      report(TypeFinding.notComparable(left: types.name(common), right: types.name(common)), at: span)
      return broken(span)
    }
    var members: [ExpressionID] = []
    for value in values {
      guard let member = converted(value, to: common) else { return broken(span) }
      members.append(member)
    }
    return builtin(operation, members, common, span)
  }

  mutating func checkExtremum(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    let isLeast = special == .min
    if arguments.positional.count > 1 {
      if let key = arguments.keyword("key") {
        let items = arguments.positional.map { check($0) }
        guard let (members, element) = uniform(items, expecting: nil) else { return broken(span) }
        let run = list(members)
        let values = emit(.list(run), types.list(element), span)
        return extremum(isLeast, values, element, key: key, span)
      }
      var values = arguments.positional.map { check($0) }
      if values.contains(where: { type($0) != .bool }) { values = values.map { integer($0) } }
      return together(values, isLeast ? .minimum : .maximum, span)
    }
    guard let (values, element) = checkSequence(arguments.positional[0]) else { return broken(span) }
    if let key = arguments.keyword("key") { return extremum(isLeast, values, element, key: key, span) }
    guard types.isOrdered(element) else {
      report(TypeFinding.notComparable(left: types.name(element), right: types.name(element)), at: span)
      return broken(span)
    }
    return builtin(isLeast ? .minimumOfList : .maximumOfList, [values], element, span)
  }

  private mutating func extremum(
    _ isLeast: Bool, _ values: ExpressionID, _ element: Type, key: NodeID, _ span: Span
  ) -> ExpressionID {
    guard let key = checkKey(key, element: element) else { return broken(span) }
    return builtin(isLeast ? .minimumByKey : .maximumByKey, [values, key], element, span)
  }

  private mutating func reportKey(_ node: NodeID, _ element: Type) {
    let example = "def by_size(x: \(types.name(element))) -> int:"
    report(
      TypeFinding.wrongValue(place: "`key`", expected: "name of a def", found: tree.text(of: node)),
      at: tree.span(node),
      notes: element == .error ? [] : ["Define it in this file, as `\(example)`, and pass its name."])
  }

  /// A function's name as the `key` of `sorted`, `min`, `max`. Nil after a report.
  mutating func checkKey(_ node: NodeID, element: Type) -> ExpressionID? {
    let span = tree.span(node)
    guard tree.kind(node) == .name else {
      // `key=d.get`, `key=str.lower`: a method is no value.
      if tree.kind(node) != .attribute {
        let value = check(node)
        if type(value) == .error { return nil }
      }
      reportKey(node, element)
      return nil
    }
    guard case .function(let index) = binding(ofCallee: node) else {
      if case .unknown = binding(ofCallee: node) {
        reportUnknown(tree.symbol(node), at: span)
      } else {
        reportKey(node, element)
      }
      return nil
    }
    let result = resultType(of: index, calledAt: span)
    forgetCells()
    let signature = functions[index].signature
    let required = signature.parameters.filter { $0.defaultValue == nil }
    guard signature.parameters.count == 1, required.count <= 1, let wanted = signature.parameters[0].type,
      wanted == element, types.isOrdered(result) || result == .error
    else {
      report(
        TypeFinding.wrongValue(
          place: "`key`", expected: "def of one \(types.name(element)) with an ordered result",
          found: signature.text(types)), at: span,
        related: signature.related())
      return nil
    }
    return emit(.function(FunctionID(rawValue: UInt32(index))), types.function([wanted], result), span)
  }

  mutating func checkReduction(_ special: SpecialFunction, _ arguments: LooseArguments, _ span: Span) -> ExpressionID {
    guard let (values, element) = checkSequence(arguments.positional[0]) else { return broken(span) }
    if special != .sum { return checkQuantifier(special, values, element, arguments.positional[0], span) }
    let startNode = arguments.positional.count > 1 ? arguments.positional[1] : arguments.keyword("start")
    var total = element == .bool ? Type.int : element
    guard total.isNumber || total.isQuantity else {
      report(TypeFinding.wrongValue(place: "the elements", expected: "float", found: types.name(element)), at: span)
      return broken(span)
    }
    var start = total == .int ? emit(.int(0), .int, span) : emit(.number(0), total, span)
    if let startNode {
      start = integer(check(startNode))
      if type(start) == .float, total == .int { total = .float }
      guard let converted = converted(start, to: total) else {
        reportWrongValue(start, expected: total, in: "`start`")
        return broken(span)
      }
      start = converted
    }
    return builtin(.sum, [values, start], total, span)
  }

  private mutating func checkQuantifier(
    _ special: SpecialFunction, _ values: ExpressionID, _ element: Type, _ node: NodeID, _ span: Span
  ) -> ExpressionID {
    guard element == .bool || hasTruth(element) || types.unwrapped(element) != nil else {
      report(TypeFinding.alwaysTrue(type: types.name(element)), at: self.span(values))
      return broken(span)
    }
    guard tree.kind(withoutParentheses(node)) == .generator,
      case .comprehension(let id) = expressions[Int(values.rawValue)].kind
    else {
      return builtin(special == .any ? .any : .all, [values], .bool, span)
    }
    comprehensions[Int(id.rawValue)].element = truth(comprehensions[Int(id.rawValue)].element)
    expressions[Int(values.rawValue)].type = types.list(.bool)
    return builtin(special == .any ? .anyGenerated : .allGenerated, [values], .bool, span)
  }
}
