import SkillDiagnostics
import SkillSyntax

/// Statements other than loops, failures, assignments and definitions.
extension Checker {
  /// Checks the statements of a file or block and leaves them pending.
  mutating func checkStatements(of parent: NodeID) {
    for slot in 0..<tree.childCount(parent) {
      let node = tree.child(parent, slot)
      if !flow.isReachable, tree.isExecutable(node) { reportUnreachable(node) }
      check(statement: node)
    }
  }

  /// Checks a `block` node; its statements become a finished block.
  mutating func check(block node: NodeID) -> BlockID {
    let mark = pendingStatements.count
    checkBlock(node)
    return closeBlock(from: mark)
  }

  /// Checks a `block` node and leaves its statements pending. An absent one is empty.
  mutating func checkBlock(_ node: NodeID) {
    guard node.isPresent else { return }
    if tree.kind(node) == .block { checkStatements(of: node) } else { check(statement: node) }
  }

  private mutating func reportUnreachable(_ node: NodeID) {
    switch flow.end {
    case .open, .reported: return
    case .done(let end):
      report(FlowFinding.codeAfterDone, at: headerSpan(node), related: [related(end, "the program ends here")])
    case .left:
      report(FlowFinding.unreachable, at: headerSpan(node))
    }
    flow.end = .reported
  }

  mutating func check(statement node: NodeID) {
    depth += 1
    let before = StatementMark(self)
    checkParts(ofStatement: node)
    if before.isChanged(self) || !syntaxErrors.isEmpty { mend(node, since: before) }
    depth -= 1
  }

  private mutating func checkParts(ofStatement node: NodeID) {
    if !syntaxErrors.isEmpty, tree.kind(node) != .block, hasSyntaxError(node) { assumePresent(in: node) }
    switch tree.kind(node) {
    case .expressionStatement: checkExpressionStatement(node)
    case .assignment: checkAssignment(node)
    case .annotatedAssignment: checkAnnotatedAssignment(node)
    case .augmentedAssignment: checkAugmentedAssignment(node)
    case .memoryDeclaration: checkMemoryDeclaration(node)
    case .ifStatement: checkIf(node)
    case .whileStatement: checkWhile(node)
    case .forStatement: checkFor(node)
    case .returnStatement: checkReturn(node)
    case .breakStatement: checkBreak(node)
    case .continueStatement: checkContinue(node)
    case .tryStatement: checkTry(node)
    case .raiseStatement: checkRaise(node)
    case .retryStatement: checkRetry(node)
    case .withinStatement: checkWithin(node)
    case .assertStatement: checkAssert(node)
    case .deleteStatement: checkDelete(node)
    case .functionDefinition where context.function != nil || depth > 1:
      brokenSymbols.insert(tree.symbol(tree.child(node, 0)))
      report(FlowFinding.outsideModule("def"), at: headerSpan(node))
    case .importStatement, .fromImportStatement: checkImport(node)
    case .block: checkStatements(of: node)
    case .requiresClause, .ensuresClause: checkPlace(ofContract: node)
    case .errorStatement: checkBrokenStatement(node)
    default: break
    }
  }

  /// A contract stands in the first lines of a `def`, where only a docstring may be before it.
  private mutating func checkPlace(ofContract node: NodeID) {
    let first = Int(tree[node].firstToken)
    if let function = context.function, depth == 1 {
      let body = tree.child(functions[function].node, 3)
      let head = tree.children(body).prefix { clause in
        switch tree.kind(clause) {
        case .requiresClause, .ensuresClause: true
        case .expressionStatement: tree.kind(tree.child(clause, 0)) == .stringLiteral
        default: false
        }
      }
      if head.contains(node) { return }
    }
    report(FlowFinding.misplacedContract(tree.source.text(in: tree.tokens[first].span)), at: tree.span(node))
  }

  @inline(__always)
  func headerSpan(_ node: NodeID) -> Span { tree.headerSpan(node) }

  /// The names that a broken statement may have meant to set are taken as set, so that their readers stay silent.
  private mutating func checkBrokenStatement(_ node: NodeID) {
    for token in tree[node].firstToken...max(tree[node].firstToken, tree[node].lastToken) {
      let token = tree.tokens[Int(token)]
      if token.kind == .identifier, case .own(let index) = referent(of: token.symbol) {
        setState(index, .broken(at: token.span))
      }
    }
  }

  private mutating func checkExpressionStatement(_ node: NodeID) {
    let expression = tree.child(node, 0)
    switch tree.kind(expression) {
    case .stringLiteral where !isEchoing, .ellipsisLiteral: return
    default: break
    }
    let value = check(expression)
    if isEchoing {
      echo(value, tree.span(node))
    } else if type(value) != .error {
      emit(.expression(value), tree.span(node))
    }
    if type(value) == .never { endPath(isDone(value) ? .done(tree.span(node)) : .left) }
  }

  /// Whether a prompt shows the values of expressions that stand as statements here.
  private var isEchoing: Bool { options.echoesValues && context.function == nil && !imports.isImported }

  private func isDone(_ value: ExpressionID) -> Bool {
    if case .builtin(.done, _) = expressions[Int(value.rawValue)].kind { true } else { false }
  }

  /// Notes that control does not go on from here.
  mutating func endPath(_ end: PathEnd) {
    if flow.isReachable { flow.end = end }
  }

  private mutating func checkIf(_ node: NodeID) {
    let count = tree.childCount(node)
    let branchMark = pendingBranches.count
    let endMark = pendingEnds.count
    for slot in stride(from: 0, to: count - 1, by: 2) {
      let test = tree.child(node, slot)
      let condition = checkCondition(test)
      let before = flow
      apply(condition.whenTrue)
      let block = check(block: tree.child(node, slot + 1))
      pendingBranches.append(
        TypedBranch(condition: condition.value, block: block, span: tree.clauseSpan(test)))
      pendingEnds.append(flow)
      flow = before
      apply(condition.whenFalse)
    }
    let otherwise = count.isMultiple(of: 2) ? Self.emptyBlock : check(block: tree.child(node, count - 1))
    // A test that was reported may be the one that always leads to the end.
    if !mayHaveEnded, pendingEnds[endMark...].contains(where: { !$0.isReachable }),
      (branchMark..<pendingBranches.count).contains(where: { type(pendingBranches[$0].condition) == .error })
    {
      mayHaveEnded = true
    }
    let span = tree.clauseSpan(tree.child(node, 0))
    let last = joinBranches(from: branchMark, endMark, otherwise, at: span)
    let list = BranchList(start: UInt32(branches.count), count: UInt32(pendingBranches.count - branchMark))
    branches.append(from: pendingBranches, at: branchMark)
    pendingBranches.truncate(to: branchMark)
    emit(.if(list, else: last), span)
  }

  /// Where the branches of an `if` meet: joins what holds at their ends, and lets each end with the moves it needs. The
  /// `else` block, with its moves.
  private mutating func joinBranches(from branchMark: Int, _ endMark: Int, _ otherwise: BlockID, at span: Span)
    -> BlockID
  {
    let last = flow
    var needsMoves = false
    for index in (endMark..<pendingEnds.count).reversed() {
      let joined = join(pendingEnds[index], flow)
      if !joined.afterA.isEmpty || !joined.afterB.isEmpty { needsMoves = true }
      flow = joined.state
    }
    defer { pendingEnds.truncate(to: endMark) }
    guard needsMoves else { return otherwise }
    for index in branchMark..<pendingBranches.count {
      let moves = join(pendingEnds[endMark + index - branchMark], flow).afterA
      pendingBranches[index].block = moved(pendingBranches[index].block, moves, at: pendingBranches[index].span)
    }
    return moved(otherwise, join(last, flow).afterA, at: span)
  }

  /// A finished block that ends with these moves too.
  private mutating func moved(_ block: BlockID, _ moves: [Move], at span: Span) -> BlockID {
    if moves.isEmpty { return block }
    let mark = pendingStatements.count
    pendingStatements.append(from: statements, in: block.indices)
    emit(moves, at: span)
    return closeBlock(from: mark)
  }

  private mutating func checkReturn(_ node: NodeID) {
    let span = tree.span(node)
    let valueNode = tree.child(node, 0)
    guard context.function != nil else {
      report(FlowFinding.outsideFunction("return"), at: span)
      if valueNode.isPresent { _ = check(valueNode) }
      endPath(.reported)
      return
    }
    if valueNode.isPresent {
      let value = check(valueNode, expecting: context.expectedResult)
      checkResult(value, at: span)
    } else {
      checkReturnWithoutValue(span)
    }
    endPath(.left)
  }

  /// A bare `return`: of a `def` that says that it gives a value, a mistake.
  private mutating func checkReturnWithoutValue(_ span: Span) {
    noteReturn(.none, at: span)
    if let function = context.function, functions[function].hasWrittenResult, let expected = context.expectedResult,
      expected != .none, expected != .error, types.unwrapped(expected) == nil
    {
      reportWrongResult(of: function, expected: expected, found: .none, at: span)
      return
    }
    emitReturn(nil, span)
  }

  private mutating func reportWrongResult(of function: Int, expected: Type, found: Type, at span: Span) {
    report(
      TypeFinding.wrongResult(
        function: functions[function].signature.name, expected: types.name(expected), found: types.name(found)),
      at: span, related: [related(tree.span(tree.child(functions[function].node, 2)), "declared here")])
  }

  private mutating func checkResult(_ value: ExpressionID, at span: Span) {
    let found = type(value)
    noteReturn(found, at: self.span(value))
    guard let expected = context.expectedResult else {
      emit(.return(found == .none ? nil : value), span)
      if found == .none { emit(.expression(value), span) }
      return
    }
    if let converted = converted(value, to: expected) {
      emitReturn(expected == .none ? nil : converted, span)
    } else if let function = context.function, functions[function].hasWrittenResult {
      reportWrongResult(of: function, expected: expected, found: found, at: self.span(value))
    }
  }

  /// `return`, with None made explicit where the result is an optional.
  mutating func emitReturn(_ value: ExpressionID?, _ span: Span) {
    guard value == nil, let expected = context.expectedResult, types.unwrapped(expected) != nil else {
      emit(.return(value), span)
      return
    }
    let none = emit(.none, Type.none, span)
    emit(.return(convert(none, .noneToOptional, expected)), span)
  }

  mutating func noteReturn(_ type: Type, at span: Span) {
    if flow.isReachable { context.returns.append((type, span)) }
  }

  private mutating func checkAssert(_ node: NodeID) {
    let condition = checkCondition(tree.child(node, 0))
    var message: ExpressionID?
    if tree.child(node, 1).isPresent {
      message = require(tree.child(node, 1), .str, in: "the message")
    }
    emit(.assert(condition: condition.value, message: message), tree.span(node))
    apply(condition.whenTrue)
    if condition.constant == false { endPath(.left) }
  }

  private mutating func checkDelete(_ node: NodeID) {
    for target in tree.children(node) {
      var target = target
      while tree.kind(target) == .parenthesized { target = tree.child(target, 0) }
      guard tree.kind(target) == .subscript else {
        if tree.kind(target) != .errorExpression {
          report(TypeFinding.deletedName(tree.text(of: target)), at: tree.span(target))
        }
        continue
      }
      guard tree.kind(tree.child(target, 1)) != .slice else {
        reportSlice(target, replacement: nil)
        continue
      }
      guard let (base, index) = checkElementTarget(target) else { continue }
      emit(.deleteElement(base: base, index: index), tree.span(node))
    }
  }
}
