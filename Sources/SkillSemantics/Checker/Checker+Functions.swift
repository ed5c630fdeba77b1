import SkillDiagnostics
import SkillSyntax

/// Bodies of `def`s: checked when the first call needs their result, or at the end.
extension Checker {
  /// Notes which `def`s a body names, and which top-level variables it reads.
  mutating func connect(_ index: Int) {
    let node = functions[index].node
    functions[index].localNames = tree.localNames(of: node)
    lastStamp += 1
    for name in functions[index].localNames { localIndices[Int(tree.symbol(name).rawValue)].stamp = lastStamp }
    let scopes = tree.hasComprehensions ? tree.comprehensionScopes(of: node) : []
    var callees: [Int] = []
    for position in tree[node].firstToken...tree[node].lastToken {
      let token = tree.tokens[Int(position)]
      guard token.kind == .identifier else { continue }
      let symbol = Int(token.symbol.rawValue)
      guard symbol < bindings.count, localIndices[symbol].stamp != lastStamp,
        !scopes.contains(where: { $0.symbols.contains(token.symbol) && $0.holds(position) })
      else { continue }
      switch bindings[symbol] {
      case .function(let callee) where callee != index && !callees.contains(callee): callees.append(callee)
      case .variable(let variable) where tree.isRead(position):
        if context.variables[variable].reader == nil {
          context.variables[variable].reader = index
        }
        if !functions[index].readVariables.contains(variable) { functions[index].readVariables.append(variable) }
      default: break
      }
    }
    functions[index].callees = callees
  }

  /// Reports top-level variables that a call from the top level reads, itself or through others, before they are set.
  mutating func checkReads(of root: Int, at span: Span) {
    guard context.function == nil, flow.isReachable else { return }
    if functions[root].callees.isEmpty, functions[root].readVariables.isEmpty { return }
    var pending = [root]
    var seen: Set<Int> = [root]
    while let index = pending.popLast() {
      for variable in functions[index].readVariables where isUnset(variable) {
        report(
          FlowFinding.globalSetLater(name(ofVariable: variable), function: functions[index].signature.name),
          at: span, related: relatedPlace(ofVariable: variable, "set here"))
        flow.variables[variable] = .broken(at: span)
      }
      for callee in functions[index].callees where seen.insert(callee).inserted { pending.append(callee) }
    }
  }

  /// The result of calling a `def`, found from its body if need be.
  mutating func resultType(of index: Int, calledAt span: Span) -> Type {
    if let result = functions[index].result { return result }
    if functions[index].progress == .unchecked { checkWithCallees(index) }
    if let result = functions[index].result { return result }
    // The body is being checked at this moment: it calls itself.
    if !tree.returnsValue(functions[index].node) { return .none }
    report(
      TypeFinding.recursionNeedsResult(functions[index].signature.name), at: span,
      related: functions[index].signature.related("defined here"))
    functions[index].result = .error
    return .error
  }

  /// Checks a `def` after those that its body needs, so that no chain of calls becomes a chain of nested checks.
  private mutating func checkWithCallees(_ root: Int) {
    var stack: [(function: Int, next: Int)] = [(root, 0)]
    var seen: Set<Int> = [root]
    while let top = stack.last {
      let callees = functions[top.function].callees
      if let position = callees[top.next...].firstIndex(where: {
        functions[$0].progress == .unchecked && functions[$0].result == nil && !seen.contains($0)
      }) {
        stack[stack.count - 1].next = position + 1
        seen.insert(callees[position])
        stack.append((callees[position], 0))
      } else {
        stack.removeLast()
        if functions[top.function].progress == .unchecked { check(function: top.function) }
      }
    }
  }

  /// Checks a `def`'s body.
  mutating func check(function index: Int) {
    functions[index].progress = .underway
    let suspended = suspend()
    let brokenBefore = brokenCount
    defer { brokenCount = brokenBefore }
    var expected = functions[index].hasWrittenResult ? functions[index].result : nil
    for _ in 0..<4 {
      let found = checkBody(index, expecting: expected)
      if functions[index].hasWrittenResult || expected == found || sharedTypesChanged { break }
      // A body is checked once more if its returns need a conversion to their common type.
      let needsConversion = context.returns.contains { resolved($0.type) != found }
      functions[index].result = found
      guard needsConversion, found != .error else { break }
      expected = found
    }
    functions[index].progress = .checked
    finishedDiagnostics += diagnostics
    resume(suspended)
  }

  /// One pass over a body; its result type.
  private mutating func checkBody(_ index: Int, expecting expected: Type?) -> Type {
    let node = functions[index].node
    let signature = functions[index].signature
    let isSpoilt = hasSyntaxError(node)
    let outerSpoiltDepth = spoiltDepth
    spoiltDepth = isSpoilt ? 1 : 0
    defer { spoiltDepth = outerSpoiltDepth }
    diagnostics = []
    enterFunction(index)
    context.expectedResult = expected
    for (position, parameter) in signature.parameters.enumerated() {
      let type = parameter.type ?? .error
      context.locals.append(LocalVariable(name: parameter.name, type: type))
      guard case .own(let variable) = referent(of: parameter.symbol) else { continue }
      context.variables[variable].add((type, UInt32(position)))
      flow.variables[variable] =
        type == .error
        ? .broken(at: parameter.span)
        : VariableState(
          presence: .set, slot: UInt32(position), type: type, otherType: .error, site: parameter.span)
    }
    var typed = TypedFunction(
      name: signature.name, file: imports.file, nameSpan: functions[index].nameSpan,
      parameterCount: signature.parameters.count,
      locals: [], result: .none, requires: [], ensures: [], resultLocal: nil, body: Self.emptyBlock)
    let mark = pendingStatements.count
    let body = tree.child(node, 3)
    checkRequires(body, &typed)
    checkBlock(body)
    let result = finishBody(index, expected)
    typed.result = result
    checkEnsures(body, result, &typed)
    typed.body = closeBlock(from: mark)
    typed.locals = context.locals
    functions[index].typed = typed
    return result
  }

  /// Judges the end of a body and joins its returns.
  private mutating func finishBody(_ index: Int, _ expected: Type?) -> Type {
    let signature = functions[index].signature
    if functions[index].hasWrittenResult {
      let result = functions[index].result ?? .error
      if flow.isReachable, result != .error, result != Type.none, types.unwrapped(result) == nil {
        report(FlowFinding.missingReturn(signature.name), at: functions[index].nameSpan)
      } else if flow.isReachable, types.unwrapped(result) != nil {
        emitReturn(nil, functions[index].nameSpan)
      }
      return result
    }
    var result: Type? = flow.isReachable ? Type.none : .never
    for (type, span) in context.returns {
      guard let known = result, let joined = join(known, type) else {
        report(
          TypeFinding.wrongResult(
            function: signature.name, expected: types.name(result ?? .error), found: types.name(resolved(type))),
          at: span)
        return .error
      }
      result = joined
    }
    if flow.isReachable, let expected, types.unwrapped(expected) != nil { emitReturn(nil, functions[index].nameSpan) }
    return result ?? .error
  }

  // MARK: Contracts

  private mutating func checkRequires(_ body: NodeID, _ typed: inout TypedFunction) {
    guard body.isPresent else { return }
    for clause in tree.children(body) where tree.kind(clause) == .requiresClause {
      let condition = checkCondition(tree.child(clause, 0))
      typed.requires.append(condition.value)
      apply(condition.whenTrue)
    }
  }

  private mutating func checkEnsures(_ body: NodeID, _ result: Type, _ typed: inout TypedFunction) {
    guard body.isPresent else { return }
    let clauses = tree.children(body).filter { tree.kind($0) == .ensuresClause }
    if clauses.isEmpty { return }
    let before = flow
    // A contract speaks of the arguments as they were passed, and of `result`.
    flow.end = .open
    if result != Type.none, result != .never, let symbol = tree.symbols.symbol(for: "result"),
      case .own(let index) = referent(of: symbol)
    {
      let local = temporary(result)
      context.locals[Int(local.rawValue)].name = "result"
      typed.resultLocal = local
      context.variables[index].add((result, local.rawValue))
      flow.variables[index] = VariableState(
        presence: .set, slot: local.rawValue, type: result, otherType: .error, site: typed.nameSpan)
    }
    for clause in clauses { typed.ensures.append(checkCondition(tree.child(clause, 0)).value) }
    flow = before
  }

  // MARK: Contexts

  /// What was underway when a `def` had to be checked.
  struct Suspended {
    var context: FunctionContext
    var flow: FlowState
    var diagnostics: [Diagnostic]
    var stamp: UInt32
    var depth: Int
  }

  private mutating func suspend() -> Suspended {
    if context.function == nil { moduleVariables = context.variables }
    var suspended = Suspended(
      context: FunctionContext(function: nil, variables: []), flow: FlowState(variables: VariableStates(count: 0)),
      diagnostics: [], stamp: currentStamp, depth: depth)
    // Exchanged, not copied: nothing needs counting.
    swap(&suspended.context, &context)
    swap(&suspended.flow, &flow)
    swap(&suspended.diagnostics, &diagnostics)
    depth = 0
    return suspended
  }

  private mutating func resume(_ suspended: consuming Suspended) {
    var suspended = suspended
    swap(&suspended.context, &context)
    swap(&suspended.flow, &flow)
    swap(&suspended.diagnostics, &diagnostics)
    depth = suspended.depth
    currentStamp = suspended.stamp
    guard context.function != nil else {
      moduleVariables = []
      return
    }
    for (index, variable) in context.variables.enumerated() where variable.cell == nil {
      localIndices[Int(variable.symbol.rawValue)] = (currentStamp, Int32(index))
    }
  }

  /// A fresh context with the variables of a `def`.
  private mutating func enterFunction(_ index: Int) {
    lastStamp += 1
    currentStamp = lastStamp
    context = FunctionContext(function: index, variables: [])
    let node = functions[index].node
    let nameCount = functions[index].localNames.count
    context.variables.reserveCapacity(nameCount + optionalCells.count + 1)
    context.locals.reserveCapacity(nameCount + 4)
    for name in functions[index].localNames { addLocal(name) }
    if let symbol = tree.symbols.symbol(for: "result"), localIndices[Int(symbol.rawValue)].stamp != currentStamp,
      tree.child(node, 3).isPresent,
      tree.children(tree.child(node, 3)).contains(where: { tree.kind($0) == .ensuresClause })
    {
      localIndices[Int(symbol.rawValue)] = (currentStamp, Int32(context.variables.count))
      context.variables.append(Variable(symbol: symbol, span: tree.span(tree.child(node, 0))))
    }
    addCellVariables()
    flow = FlowState(variables: VariableStates(count: context.variables.count))
    forgetCells()
  }

  private mutating func addLocal(_ name: NodeID) {
    let symbol = tree.symbol(name)
    let number = Int(symbol.rawValue)
    guard number < localIndices.count, localIndices[number].stamp != currentStamp else { return }
    if case .cell(let index) = bindings[number] {
      // Assigning a cell is no local; a parameter of its name is one.
      let isParameter = tree.children(tree.child(functions[context.function ?? 0].node, 1)).contains {
        tree.kind($0) == .parameter && tree.child($0, 0) == name
      }
      if !isParameter { return }
      report(
        NameFinding.shadowedCell(tree.name(of: name)), at: tree.span(name),
        related: relatedDeclaration(ofCell: index, "declared here"))
    }
    localIndices[number] = (currentStamp, Int32(context.variables.count))
    context.variables.append(Variable(symbol: symbol, span: tree.span(name)))
  }
}
