import SkillDiagnostics
import SkillSyntax

/// The defaults of parameters, which are constants.
extension Checker {
  /// The default of a parameter. After a report something stands in for it.
  mutating func readDefault(_ node: NodeID, _ wanted: Type?, of name: String) -> Constant? {
    let unknown = Constant(value: .none, type: .error)
    if isKnownOnlyWhenRun(node) {
      report(TypeFinding.defaultNotConstant(name), at: tree.span(node))
      return unknown
    }
    let value = check(node, expecting: wanted)
    if type(value) == .error { return unknown }
    guard let wanted else { return constant(value) }
    guard let converted = converted(value, to: wanted) else {
      reportWrongValue(value, expected: wanted, in: .named("the default of `\(name)`"))
      return unknown
    }
    if let constant = constant(converted) { return constant }
    report(TypeFinding.defaultNotConstant(name), at: tree.span(node))
    return unknown
  }

  /// An expression's value if it is known here.
  func constant(_ id: ExpressionID) -> Constant? {
    let expression = expressions[Int(id.rawValue)]
    switch expression.kind {
    case .none: return Constant(value: .none, type: expression.type)
    case .bool(let value): return Constant(value: .bool(value), type: expression.type)
    case .int(let value): return Constant(value: .int(value), type: expression.type)
    case .number(let value): return Constant(value: .number(value), type: expression.type)
    case .string(let text): return Constant(value: .string(strings[Int(text.rawValue)]), type: expression.type)
    case .tuple(let members):
      let parts = expressionLists.elements(in: members.indices).map { constant($0) }
      guard parts.allSatisfy({ $0 != nil }) else { return nil }
      return Constant(value: .tuple(parts.compactMap { $0 }), type: expression.type)
    case .vec3(let members), .quat(let members):
      var numbers: [Double] = []
      for member in expressionLists.elements(in: members.indices) {
        guard case .number(let value)? = constant(member)?.value else { return nil }
        numbers.append(value)
      }
      return Constant(value: .numbers(numbers), type: expression.type)
    case .convert(let conversion, let inner):
      return constant(inner).map { Constant(value: .converted(conversion, $0), type: expression.type) }
    default: return nil
    }
  }

  /// Whether an expression reads what the program itself sets or defines. Defaults are read before any of these has a value.
  @inline(__always)
  private func isKnownOnlyWhenRun(_ node: NodeID) -> Bool {
    for position in tree[node].firstToken...tree[node].lastToken {
      let token = tree.tokens[Int(position)]
      guard token.kind == .identifier, Int(token.symbol.rawValue) < bindings.count, tree.isRead(position)
      else { continue }
      switch bindings[Int(token.symbol.rawValue)] {
      case .variable, .cell, .function, .importedVariable, .namespace: return true
      case .unknown: if isSetAtTopLevel(token.symbol) { return true }
      default: continue
      }
    }
    return false
  }

  private func isSetAtTopLevel(_ symbol: Symbol) -> Bool {
    var names = tree.children(tree.root).filter { tree.kind($0) == .memoryDeclaration }.map { tree.child($0, 0) }
    tree.collectTargets(ofParts: tree.root, from: 0, &names)
    return names.contains { tree.kind($0) == .name && tree.symbol($0) == symbol }
  }
}
