import SkillDiagnostics
import SkillSyntax

/// `==`, `<`, `in`, `is`, and chains of them.
extension Checker {
  mutating func checkComparison(_ node: NodeID) -> Condition {
    let span = tree.span(node)
    let count = tree.children(node).count
    guard count >= 3 else { return Condition(value: broken(span)) }
    if count == 3, let test = checkNoneTest(node, span) { return test }
    var left = check(tree.child(node, 0))
    var result: ExpressionID?
    for position in stride(from: 2, to: count, by: 2) {
      var right = check(tree.child(node, position))
      var next = right
      if position + 1 < count, type(right) != .error {
        let kept = keepOnce(right)
        right = kept.value
        next = emit(.local(kept.local), type(right), self.span(right))
      }
      let link = compare(left, tree.child(node, position - 1), right, span: self.span(left).union(self.span(right)))
      if let before = result {
        result = type(before) == .error || type(link) == .error ? broken(span) : emit(.and(before, link), .bool, span)
      } else {
        result = link
      }
      // Its right side is not wrong once more in the next link.
      left = type(link) == .error ? link : next
    }
    return Condition(value: result ?? broken(span))
  }

  /// `x is None`, `x is not None`, and the same with `==` and `!=`.
  private mutating func checkNoneTest(_ node: NodeID, _ span: Span) -> Condition? {
    let valueNode: NodeID
    if tree.isNone(tree.child(node, 2)) {
      valueNode = tree.child(node, 0)
    } else if tree.isNone(tree.child(node, 0)) {
      valueNode = tree.child(node, 2)
    } else {
      return nil
    }
    let isNegated: Bool
    switch tree.comparison(tree.child(node, 1)) {
    case .is, .order(.equal): isNegated = false
    case .isNot, .order(.notEqual): isNegated = true
    default: return nil
    }
    let value = check(valueNode)
    let type = type(value)
    if type == .error { return Condition(value: broken(span)) }
    guard let inner = types.unwrapped(type) else {
      if type == Type.none { return Condition(value: emit(.bool(!isNegated), .bool, span)) }
      report(TypeFinding.neverNone(type: types.name(type)), at: self.span(value))
      return Condition(value: broken(span))
    }
    var test = emit(.isNone(value), .bool, span)
    if isNegated { test = emit(.not(test), .bool, span) }
    guard let variable = variable(readBy: valueNode) else { return Condition(value: test) }
    let absent = [Narrowing(variable: variable, type: .none)]
    let present = [Narrowing(variable: variable, type: inner)]
    return Condition(value: test, whenTrue: isNegated ? present : absent, whenFalse: isNegated ? absent : present)
  }

  private mutating func compare(_ left: ExpressionID, _ operatorNode: NodeID, _ right: ExpressionID, span: Span)
    -> ExpressionID
  {
    if type(left) == .error || type(right) == .error {
      // `x is Nnoe` was to be the test of `x`.
      assumePresent(type(left) == .error ? right : left)
      return broken(span)
    }
    switch tree.comparison(operatorNode) {
    case .order(let order): return compare(left, order, right, operatorNode, span)
    case .is: return compareIdentity(left, .equal, right, operatorNode, span)
    case .isNot: return compareIdentity(left, .notEqual, right, operatorNode, span)
    case .in: return contains(right, left, span)
    case .notIn:
      let found = contains(right, left, span)
      return type(found) == .error ? found : emit(.not(found), .bool, span)
    case nil: return broken(span)
    }
  }

  /// `is`: the same as `==` of values that do not change. Two lists that hold the same may be two all the same, which
  /// nothing tells.
  private mutating func compareIdentity(
    _ left: ExpressionID, _ order: ComparisonOperator, _ right: ExpressionID, _ operatorNode: NodeID, _ span: Span
  ) -> ExpressionID {
    guard isMutable(type(left)), isMutable(type(right)) else {
      return compare(left, order, right, operatorNode, span)
    }
    let place = tree.span(operatorNode)
    report(
      TypeFinding.unsupportedOperator(
        tree.source.text(in: place), left: types.name(type(left)), right: types.name(type(right))), at: span,
      notes: ["Whether two names stand for one container is not asked: `==` compares what they hold."],
      fixIts: [.rewriting(place, as: order == .equal ? "==" : "!=")])
    return broken(span)
  }

  private func isMutable(_ type: Type) -> Bool {
    switch types[types.unwrapped(type) ?? type] {
    case .list, .dictionary: true
    case .tuple(let parts): parts.contains { isMutable($0) }
    default: type.isPending
    }
  }

  private mutating func compare(
    _ left: ExpressionID, _ order: ComparisonOperator, _ right: ExpressionID, _ operatorNode: NodeID, _ span: Span
  ) -> ExpressionID {
    let isEquality = order == .equal || order == .notEqual
    let (l, r) = (type(left), type(right))
    if l == .int && r == .float || l == .float && r == .int, !isExactAsFloat(left), !isExactAsFloat(right) {
      let sign = builtin(.compareNumbers, [left, right], .float, span)
      return emit(.compare(order, sign, emit(.number(0), .float, span)), .bool, span)
    }
    if isEquality || l != .bool || r != .bool, let common = comparisonType(l, r), isEquality || types.isOrdered(common),
      let x = converted(left, to: common), let y = converted(right, to: common)
    {
      return emit(.compare(order, x, y), .bool, span)
    }
    if l == .bool || r == .bool, !isEquality || l.isNumber || r.isNumber {
      let (x, y) = (integer(left), integer(right))
      if type(x).isNumber, type(y).isNumber { return compare(x, order, y, operatorNode, span) }
    }
    let symbol = tree.source.text(in: tree.span(operatorNode))
    for (id, type) in [(left, l), (right, r)] where types.unwrapped(type) != nil && !isEquality {
      reportMayBeNone(id)
      return broken(span)
    }
    if l.isQuantity || l.isNumber, r.isQuantity || r.isNumber {
      report(TypeFinding.mixedQuantities(symbol, left: types.name(l), right: types.name(r)), at: span)
    } else {
      var notes: [String] = []
      if l == .actor && r == .str || l == .str && r == .actor { notes.append("An actor's name is `actor.name`.") }
      report(
        TypeFinding.notComparable(left: types.name(l), right: types.name(r)), at: span, notes: notes)
    }
    return broken(span)
  }

  /// Whether a number is written so that comparing it as a float with any other, also with an int that no float equals,
  /// decides rightly.
  @inline(__always)
  private func isExactAsFloat(_ id: ExpressionID) -> Bool {
    let limit = 0x1p53
    return switch expressions[Int(id.rawValue)].kind {
    case .int(let value): value.magnitude <= UInt64(limit)
    case .number(let value): value.magnitude < limit
    default: false
    }
  }

  /// The type in which two values are compared.
  private mutating func comparisonType(_ l: Type, _ r: Type) -> Type? {
    if l.isQuantity, r.isNumber || r == l { return l }
    if r.isQuantity, l.isNumber { return r }
    if l == .vec3 || r == .vec3 || l == .quat || r == .quat {
      let vector = l == .vec3 || l == .quat ? l : r
      return fits(l == vector ? r : l, vector) ? vector : nil
    }
    return join(l, r)
  }

  private mutating func contains(_ container: ExpressionID, _ element: ExpressionID, _ span: Span) -> ExpressionID {
    var container = container
    if case .tuple = types[type(container)], let list = tupleAsList(container) { container = list }
    let wanted: Type
    switch types[type(container)] {
    case .list(let item): wanted = item
    case .dictionary(let key, _): wanted = key
    default:
      if type(container) == .str {
        wanted = .str
      } else if type(container).isPending {
        return emit(.contains(container: container, element: element), .bool, span)
      } else {
        let type = type(container)
        if types.unwrapped(type) != nil {
          reportMayBeNone(container)
        } else {
          report(TypeFinding.notIterable(type: types.name(type)), at: self.span(container))
        }
        return broken(span)
      }
    }
    if let value = converted(element, to: wanted) {
      return emit(.contains(container: container, element: value), .bool, span)
    }
    if types.unwrapped(type(element)) != nil, let list = listOfOptionals(container, wanted, type(element)) {
      return emit(.contains(container: list, element: element), .bool, span)
    }
    reportWrongValue(element, expected: wanted, in: .named("an element of `\(types.name(type(container)))`"))
    return broken(span)
  }

  /// An optional can be looked for in a literal, whose elements become optionals too.
  private mutating func listOfOptionals(_ container: ExpressionID, _ element: Type, _ optional: Type) -> ExpressionID? {
    guard case .list(let members) = expressions[Int(container.rawValue)].kind, types.unwrapped(optional) == element
    else {
      return nil
    }
    var wrapped: [ExpressionID] = []
    for index in 0..<Int(members.count) {
      guard let member = converted(expressionLists[Int(members.start) + index], to: optional) else { return nil }
      wrapped.append(member)
    }
    let members2 = list(wrapped)
    return emit(.list(members2), types.list(optional), span(container))
  }

  /// A tuple of one type as a list; nil if its parts have no common type.
  mutating func tupleAsList(_ id: ExpressionID) -> ExpressionID? {
    guard case .tuple(let parts) = types[type(id)], let first = parts.first else { return nil }
    var common = first
    for part in parts.dropFirst() {
      guard let joined = join(common, part) else { return nil }
      common = joined
    }
    let uniform = types.tuple(parts.map { _ in common })
    guard let tuple = converted(id, to: uniform) else { return nil }
    return emit(.convert(.tupleToList, tuple), types.list(common), span(id))
  }
}

private enum Comparison: Equatable {
  case order(ComparisonOperator)
  case `in`, notIn, `is`, isNot
}

extension SyntaxTree {
  fileprivate func isNone(_ node: NodeID) -> Bool {
    kind(node) == .noneLiteral || kind(node) == .parenthesized && isNone(child(node, 0))
  }

  fileprivate func comparison(_ node: NodeID) -> Comparison? {
    let first = Int(self[node].firstToken)
    let isLong = self[node].lastToken > self[node].firstToken
    switch tokens[first].kind {
    case .equalEqual: return .order(.equal)
    case .notEqual: return .order(.notEqual)
    case .less: return .order(.less)
    case .lessEqual: return .order(.lessEqual)
    case .greater: return .order(.greater)
    case .greaterEqual: return .order(.greaterEqual)
    case .in: return .in
    case .not: return .notIn
    case .is: return isLong ? .isNot : .is
    default: return nil
    }
  }
}
