import SkillDiagnostics
import SkillSyntax

/// Arithmetic, comparison, logic as a value.
extension Checker {
  // MARK: Unary

  mutating func checkUnary(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    let operandNode = tree.child(node, 0)
    switch tree.tokens[Int(tree[node].token)].kind {
    case .not: return checkCondition(node).value
    case .minus:
      if let value = tree.integerValue(of: node) { return emit(.int(value), .int, span) }
      let operand = integer(check(operandNode))
      if case .number(let value) = expressions[Int(operand.rawValue)].kind {
        return emit(.number(-value), type(operand), span)
      }
      return sign("-", operand, span)
    default:
      let operand = integer(check(operandNode))
      let checked = sign("+", operand, span)
      return type(checked) == .error ? checked : operand
    }
  }

  private mutating func sign(_ symbol: String, _ operand: ExpressionID, _ span: Span) -> ExpressionID {
    let type = type(operand)
    if type == .error { return operand }
    if type.isNumber || type.isQuantity || type == .vec3 { return emit(.negate(operand), type, span) }
    if types.unwrapped(type) != nil {
      reportMayBeNone(operand)
    } else {
      report(TypeFinding.unsupportedUnary(symbol, operand: types.name(type)), at: span)
    }
    return broken(span)
  }

  /// A bool counts as a number in arithmetic.
  mutating func integer(_ id: ExpressionID) -> ExpressionID {
    type(id) == .bool ? emit(.convert(.boolToInt, id), .int, span(id)) : id
  }

  // MARK: Binary

  mutating func checkBinary(_ node: NodeID) -> ExpressionID {
    let left = check(tree.child(node, 0))
    let right = check(tree.child(node, 1))
    guard let operation = Self.operation(tree.tokens[Int(tree[node].token)].kind) else {
      return broken(tree.span(node))
    }
    return arithmetic(operation, left, right, tree.span(node))
  }

  static func operation(_ kind: TokenKind) -> BinaryOperator? {
    switch kind {
    case .plus, .plusEqual: .add
    case .minus, .minusEqual: .subtract
    case .star, .starEqual: .multiply
    case .slash, .slashEqual: .divide
    case .doubleSlash, .doubleSlashEqual: .floorDivide
    case .percent, .percentEqual: .modulo
    case .doubleStar, .doubleStarEqual: .power
    default: nil
    }
  }

  /// `left operation right`, with the conversions it needs.
  mutating func arithmetic(
    _ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span
  ) -> ExpressionID {
    let left = integer(left)
    let right = integer(right)
    let l = type(left)
    let r = type(right)
    if l == .error || r == .error { return broken(span) }
    if l.isNumber, r.isNumber { return numeric(operation, left, right, span) }
    if l.isQuantity || r.isQuantity {
      if let result = quantities(operation, left, right, span) { return result }
      if l.isQuantity || l.isNumber, r.isQuantity || r.isNumber {
        report(TypeFinding.mixedQuantities(operation.symbol, left: types.name(l), right: types.name(r)), at: span)
        return broken(span)
      }
    }
    if l == .vec3 || r == .vec3, let result = vectors(operation, left, right, span) { return result }
    if let result = sequences(operation, left, right, span) { return result }
    reportUnsupported(operation, left, right, span)
    return broken(span)
  }

  private mutating func numeric(_ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span)
    -> ExpressionID
  {
    var isFloat = type(left) == .float || type(right) == .float
    if operation == .divide, !isFloat { return emit(.binary(.divide, left, right), .float, span) }
    if operation == .power, case .int(let exponent) = expressions[Int(right.rawValue)].kind, exponent < 0 {
      isFloat = true
    }
    guard isFloat, let x = converted(left, to: .float), let y = converted(right, to: .float) else {
      return emit(.binary(operation, left, right), .int, span)
    }
    return emit(.binary(operation, x, y), .float, span)
  }

  private mutating func quantities(
    _ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span
  ) -> ExpressionID? {
    let l = type(left)
    let r = type(right)
    switch operation {
    case .add, .subtract, .modulo:
      let quantity = l.isQuantity ? l : r
      guard let x = converted(left, to: quantity), let y = converted(right, to: quantity) else { return nil }
      return emit(.binary(operation, x, y), quantity, span)
    case .multiply:
      let (quantity, number) = l.isQuantity ? (left, right) : (right, left)
      guard type(number).isNumber, let factor = converted(number, to: .float) else { return nil }
      return emit(.binary(.multiply, quantity, factor), type(quantity), span)
    case .divide:
      if l == r { return emit(.binary(.divide, left, right), .float, span) }
      guard r.isNumber, let divisor = converted(right, to: .float) else { return nil }
      return emit(.binary(.divide, left, divisor), l, span)
    case .floorDivide, .power:
      return nil
    }
  }

  /// With a Vec3 on one side: a list of numbers on the other counts as one too.
  private mutating func vectors(
    _ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span
  ) -> ExpressionID? {
    switch operation {
    case .add, .subtract:
      guard let x = converted(left, to: .vec3), let y = converted(right, to: .vec3) else { return nil }
      return emit(.binary(operation, x, y), .vec3, span)
    case .multiply:
      let (vector, number) = type(left) == .vec3 ? (left, right) : (right, left)
      guard let factor = converted(number, to: .float) else { return nil }
      return emit(.binary(.multiply, vector, factor), .vec3, span)
    case .divide:
      guard type(left) == .vec3, let divisor = converted(right, to: .float) else { return nil }
      return emit(.binary(.divide, left, divisor), .vec3, span)
    case .floorDivide, .modulo, .power:
      return nil
    }
  }

  private mutating func sequences(
    _ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span
  ) -> ExpressionID? {
    let l = type(left)
    let r = type(right)
    switch operation {
    case .add:
      if l == .str, r == .str { return emit(.binary(.add, left, right), .str, span) }
      if case .tuple(let a) = types[l], case .tuple(let b) = types[r] {
        return emit(.binary(.add, left, right), types.tuple(a + b), span)
      }
      guard isList(l), isList(r), let joined = join(l, r), type(left) == type(right) else { return nil }
      return emit(.binary(.add, left, right), joined, span)
    case .multiply:
      let (sequence, count) = r == .int ? (left, right) : (right, left)
      guard type(count) == .int, type(sequence) == .str || isList(type(sequence)) else { return nil }
      return emit(.binary(.multiply, sequence, count), type(sequence), span)
    default:
      return nil
    }
  }

  @inline(__always)
  func isList(_ type: Type) -> Bool {
    if case .list = types[type] { return true }
    return isPending(type, .list)
  }

  private mutating func reportUnsupported(
    _ operation: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID, _ span: Span
  ) {
    let l = type(left)
    let r = type(right)
    for (id, type) in [(left, l), (right, r)] {
      if types.unwrapped(type) != nil {
        reportMayBeNone(id)
        return
      }
      if type == Type.none {
        reportNone(id)
        return
      }
    }
    var notes: [String] = []
    if operation == .add, l == .str || r == .str { notes.append("`str(x)` or an f-string makes text of a value.") }
    if operation == .modulo, l == .str { notes.append("An f-string formats values: f\"{x:.2f}\".") }
    report(
      TypeFinding.unsupportedOperator(operation.symbol, left: types.name(l), right: types.name(r)), at: span,
      notes: notes)
  }

  // MARK: `and`, `or`, `… if … else …` as values

  /// Python's value of `and` and `or`: one of the operands. As a test, a bool.
  mutating func checkLogical(_ node: NodeID, asTest: Bool) -> Condition {
    let span = tree.span(node)
    let isAnd = tree.tokens[Int(tree[node].token)].kind == .and
    let left = asTest ? checkCondition(tree.child(node, 0)) : examine(tree.child(node, 0), asTest: false)
    let right = with(isAnd ? left.whenTrue : left.whenFalse) { checker in
      let rightNode = checker.tree.child(node, 1)
      return asTest ? checker.checkCondition(rightNode) : checker.examine(rightNode, asTest: false)
    }
    let whenTrue = isAnd ? left.whenTrue + right.whenTrue : []
    let whenFalse = isAnd ? [] : left.whenFalse + right.whenFalse
    let (l, r) = (type(left.value), type(right.value))
    if l == .error || r == .error { return Condition(value: broken(span), whenTrue: whenTrue, whenFalse: whenFalse) }
    if l == .bool, r == .bool || r == .never {
      let value = emit(isAnd ? .and(left.value, right.value) : .or(left.value, right.value), .bool, span)
      return Condition(value: value, whenTrue: whenTrue, whenFalse: whenFalse)
    }
    let kept = keepOnce(left.value)
    let test = truth(kept.value)
    var value = emit(.local(kept.local), l, self.span(left.value))
    if !isAnd, let inner = types.unwrapped(l) { value = emit(.convert(.unwrap, value), inner, self.span(left.value)) }
    let (then, otherwise) = isAnd ? (right.value, value) : (value, right.value)
    return Condition(
      value: chosen(test, then, otherwise, span), whenTrue: whenTrue, whenFalse: whenFalse)
  }

  /// `then` or `otherwise`, as `test` decides, in their common type.
  private mutating func chosen(
    _ test: ExpressionID, _ then: ExpressionID, _ otherwise: ExpressionID, _ span: Span
  ) -> ExpressionID {
    if type(test) == .error || type(then) == .error || type(otherwise) == .error { return broken(span) }
    guard let joined = join(type(then), type(otherwise)), let x = converted(then, to: joined),
      let y = converted(otherwise, to: joined)
    else {
      report(TypeFinding.mixedElements(first: types.name(type(then)), second: types.name(type(otherwise))), at: span)
      return broken(span)
    }
    return emit(.conditional(condition: test, then: x, else: y), joined, span)
  }

  mutating func checkConditional(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let condition = checkCondition(tree.child(node, 1))
    let then = with(condition.whenTrue) { $0.check($0.tree.child(node, 0), expecting: expecting) }
    let otherwise = with(condition.whenFalse) { $0.check($0.tree.child(node, 2), expecting: expecting) }
    return chosen(condition.value, then, otherwise, tree.span(node))
  }
}
