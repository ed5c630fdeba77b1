import SkillDiagnostics
import SkillSyntax

/// `[… for … in … if …]`, dict comprehensions, generator arguments.
extension Checker {
  mutating func checkListComprehension(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let span = tree.span(node)
    var wanted: Type?
    if let expecting, case .list(let element) = types[types.unwrapped(expecting) ?? expecting] { wanted = element }
    return comprehension(node) { checker in
      var element = checker.check(checker.tree.child(node, 0), expecting: wanted)
      if let wanted, let converted = checker.converted(element, to: wanted) { element = converted }
      let type = checker.type(element)
      if type == .error { return nil }
      if type == Type.none || type == .never {
        checker.report(
          TypeFinding.noValue(checker.tree.text(of: checker.tree.child(node, 0))), at: checker.span(element))
        return nil
      }
      return (element, nil, checker.types.list(type))
    } ?? broken(span)
  }

  /// A generator as the list of what it yields.
  mutating func checkGenerator(_ node: NodeID, expecting: Type?) -> ExpressionID? {
    let list = checkListComprehension(node, expecting: expecting)
    return type(list) == .error ? nil : list
  }

  mutating func checkDictionaryComprehension(_ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    return comprehension(node) { checker in
      let entry = checker.tree.child(node, 0)
      let key = checker.check(checker.tree.child(entry, 0))
      let value = checker.check(checker.tree.child(entry, 1))
      let (keyType, valueType) = (checker.type(key), checker.type(value))
      if keyType == .error || valueType == .error { return nil }
      guard checker.types.isHashable(keyType) else {
        checker.report(TypeFinding.notHashable(type: checker.types.name(keyType)), at: checker.span(key))
        return nil
      }
      return (key, value, checker.types.dictionary(keyType, valueType))
    } ?? broken(span)
  }

  /// The clauses in order, then the element. The targets are variables of the comprehension alone.
  private mutating func comprehension(
    _ node: NodeID, element: (inout Checker) -> (ExpressionID, ExpressionID?, Type)?
  ) -> ExpressionID? {
    let clauseNodes = tree.children(node).dropFirst()
    guard let first = clauseNodes.first else { return nil }
    // What the first clause goes through is no part of the comprehension's scope: `[x for x in x.split()]`.
    let outermost = checkIterable(tree.child(first, 1))
    var names: [NodeID] = []
    for clause in clauseNodes { tree.appendTargetNames(tree.child(clause, 0), &names) }
    let scope = openScope(names)
    var clauses: [TypedComprehension.Clause] = []
    var isBroken = false
    for clause in clauseNodes {
      let source = clause == first ? outermost : checkIterable(tree.child(clause, 1))
      if source.element == .error { isBroken = true }
      let mark = pendingStatements.count
      let local = bindLoopTarget(tree.child(clause, 0), source.element, statement: tree.span(clause))
      let unpacking = closeBlock(from: mark)
      var conditions: [ExpressionID] = []
      for conditionNode in tree.children(clause).dropFirst(2) {
        let condition = checkCondition(conditionNode)
        apply(condition.whenTrue)
        if type(condition.value) == .error { isBroken = true }
        conditions.append(condition.value)
      }
      let kind: TypedComprehension.Source
      switch source.kind {
      case .range(let bounds): kind = .range(local, bounds)
      case .each(let iterable): kind = .each(local, iterable: iterable)
      }
      clauses.append(TypedComprehension.Clause(source: kind, unpacking: unpacking, conditions: conditions))
    }
    let result = element(&self)
    closeScope(scope)
    guard let (item, value, type) = result, !isBroken else { return nil }
    comprehensions.append(TypedComprehension(element: item, value: value, clauses: clauses))
    return emit(.comprehension(ComprehensionID(rawValue: UInt32(comprehensions.count - 1))), type, tree.span(node))
  }

  // MARK: Scopes

  /// What names meant before a scope of their own began.
  struct Scope {
    var symbols: [Symbol]
    var stamps: [(stamp: UInt32, index: Int32)]
    var bindings: [Binding]
    var variableCount: Int
  }

  /// Gives `names` variables of their own.
  private mutating func openScope(_ names: [NodeID]) -> Scope {
    var scope = Scope(symbols: [], stamps: [], bindings: [], variableCount: context.variables.count)
    for name in names {
      let symbol = tree.symbol(name)
      let number = Int(symbol.rawValue)
      guard number < localIndices.count else { continue }
      scope.symbols.append(symbol)
      scope.stamps.append(localIndices[number])
      scope.bindings.append(bindings[number])
      let index = context.variables.count
      context.variables.append(Variable(symbol: symbol, span: tree.span(name)))
      flow.variables.append()
      for region in context.regions.indices { context.regions[region].state.variables.append() }
      if context.function != nil {
        localIndices[number] = (currentStamp, Int32(index))
      } else {
        bindings[number] = .variable(index)
      }
    }
    return scope
  }

  private mutating func closeScope(_ scope: Scope) {
    for (position, symbol) in scope.symbols.enumerated().reversed() {
      localIndices[Int(symbol.rawValue)] = scope.stamps[position]
      bindings[Int(symbol.rawValue)] = scope.bindings[position]
    }
    while context.variables.count > scope.variableCount {
      context.variables.removeLast()
      flow.variables.removeLast()
      for region in context.regions.indices { context.regions[region].state.variables.removeLast() }
    }
  }
}
