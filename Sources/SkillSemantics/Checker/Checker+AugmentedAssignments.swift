import SkillDiagnostics
import SkillSyntax

/// `x += 1` and its like.
extension Checker {
  mutating func checkAugmentedAssignment(_ node: NodeID) {
    let statement = tree.span(node)
    let target = tree.child(node, 0)
    guard let operation = Self.operation(tree.tokens[Int(tree[node].token)].kind) else { return }
    switch tree.kind(target) {
    case .name:
      let current = check(target)
      if changesInPlace(operation, current, tree.child(node, 1), statement) { return }
      let value = check(tree.child(node, 1))
      assign(name: target, arithmetic(operation, current, value, statement), statement)
    case .subscript:
      guard let (base, index) = checkElementTarget(target) else {
        _ = check(tree.child(node, 1))
        return
      }
      let (keptBase, keptIndex) = (temporary(type(base)), temporary(type(index)))
      emit(.assignLocal(keptBase, base), statement)
      emit(.assignLocal(keptIndex, index), statement)
      let element = elementType(type(base))
      let container = emit(.local(keptBase), type(base), span(base))
      let position = emit(.local(keptIndex), type(index), span(index))
      let current = emit(.element(base: container, index: position), element, tree.span(target))
      if changesInPlace(operation, current, tree.child(node, 1), statement) { return }
      let value = check(tree.child(node, 1))
      let result = arithmetic(operation, current, value, statement)
      if type(result) == .error { return }
      guard let converted = converted(result, to: element) else {
        reportWrongValue(
          result, expected: element, in: .named("an element of `\(tree.text(of: tree.child(target, 0)))`"))
        return
      }
      emit(.assignElement(base: container, index: position, value: converted), statement)
    case .attribute where importedCell(target) != nil:
      let current = check(target)
      if changesInPlace(operation, current, tree.child(node, 1), statement) { return }
      let value = check(tree.child(node, 1))
      assign(target: target, arithmetic(operation, current, value, statement), statement: statement)
    default:
      assign(target: target, check(tree.child(node, 1)), statement: statement)
    }
  }

  /// `xs += ys` and `xs *= n` change the list in place, as in Python. False for other operators and values.
  private mutating func changesInPlace(
    _ operation: BinaryOperator, _ current: ExpressionID, _ node: NodeID, _ statement: Span
  ) -> Bool {
    guard isList(type(current)) else { return false }
    switch operation {
    case .add: extend(current, node, statement)
    case .multiply: repeatInPlace(current, node, statement)
    default: return false
    }
    return true
  }

  private mutating func extend(_ current: ExpressionID, _ node: NodeID, _ statement: Span) {
    let value = gathered(check(node, expecting: type(current)))
    guard let converted = converted(value, to: type(current)) else {
      return reportWrongValue(value, expected: type(current), in: "what is added")
    }
    if type(converted) != .error {
      emit(.expression(builtin(.extend, [current, converted], Type.none, statement)), statement)
    }
  }

  /// The list is emptied and gets what the product holds.
  private mutating func repeatInPlace(_ current: ExpressionID, _ node: NodeID, _ statement: Span) {
    let kept = temporary(type(current))
    emit(.assignLocal(kept, current), statement)
    let list = emit(.local(kept), type(current), span(current))
    let value = check(node)
    let result = arithmetic(.multiply, list, value, statement)
    if type(result) == .error { return }
    let product = temporary(type(result))
    emit(.assignLocal(product, result), statement)
    let elements = emit(.local(product), type(result), span(current))
    emit(.expression(builtin(.clearList, [list], Type.none, statement)), statement)
    emit(.expression(builtin(.extend, [list, elements], Type.none, statement)), statement)
  }
}
