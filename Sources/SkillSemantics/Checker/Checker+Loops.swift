import SkillDiagnostics
import SkillSyntax

/// `while`, `for`, `break`, `continue`.
extension Checker {
  /// How often a statement is checked again at most; each pass widens a type, so few are ever needed.
  private static let passLimit = 16

  /// Runs `body` until the plan it is given needs no change. A pass that needs one leaves no trace.
  mutating func checkUntilStable(_ span: Span, _ body: (inout Checker, inout FlowPlan) -> Void) {
    let before = flow
    let declarationCount = context.declarations.count
    let diagnosticCount = diagnostics.count
    let statementCount = pendingStatements.count
    let returnCount = context.returns.count
    var plan = FlowPlan()
    for pass in 1...Self.passLimit {
      plan.hasChanged = false
      enter(plan, at: span)
      let pins = pin(plan)
      body(&self, &plan)
      unpin(pins)
      guard plan.hasChanged, pass < Self.passLimit else { return }
      flow = before
      while context.declarations.count > declarationCount {
        let declaration = context.declarations.removeLast()
        context.variables[declaration.variable].declared = declaration.before
      }
      diagnostics.truncate(to: diagnosticCount)
      pendingStatements.truncate(to: statementCount)
      context.returns.truncate(to: returnCount)
    }
  }

  mutating func checkWhile(_ node: NodeID) {
    let span = headerSpan(node)
    checkUntilStable(span) { checker, plan in
      let head = checker.flow
      checker.beginLoop(head, plan)
      let condition = checker.checkCondition(checker.tree.child(node, 0))
      var exit = checker.flow
      checker.apply(condition.whenTrue)
      let mark = checker.pendingStatements.count
      if condition.constant == false { checker.endPath(.left) }
      checker.checkBlock(checker.tree.child(node, 1))
      checker.endRound(at: span)
      let body = checker.closeBlock(from: mark)
      exit = checker.exitState(exit, roundsCertain: false)
      checker.flow = exit
      checker.apply(condition.whenFalse)
      if condition.constant == true { checker.endPath(.left) }
      let otherwise = checker.endLoop(elseBlock: checker.tree.child(node, 2), &plan, at: span)
      checker.emit(.while(condition: condition.value, body: body, otherwise: otherwise), span)
    }
  }

  mutating func checkFor(_ node: NodeID) {
    let span = headerSpan(node)
    let source = checkIterable(tree.child(node, 1))
    let isSpoilt = hasSyntaxError(node)
    if isSpoilt { spoiltDepth += 1 }
    defer { if isSpoilt { spoiltDepth -= 1 } }
    checkUntilStable(span) { checker, plan in
      let head = checker.flow
      checker.beginLoop(head, plan)
      let mark = checker.pendingStatements.count
      let local = checker.bindLoopTarget(checker.tree.child(node, 0), source.element, statement: span)
      if isSpoilt { checker.spoilNames(of: node, before: span.end) }
      checker.checkBlock(checker.tree.child(node, 2))
      checker.endRound(at: span)
      let body = checker.closeBlock(from: mark)
      checker.flow = checker.exitState(head, roundsCertain: source.isNonEmpty)
      let otherwise = checker.endLoop(elseBlock: checker.tree.child(node, 3), &plan, at: span)
      switch source.kind {
      case .range(let bounds):
        checker.emit(.forRange(local, bounds, body: body, otherwise: otherwise), span)
      case .each(let iterable):
        checker.emit(.forEach(local, iterable: iterable, body: body, otherwise: otherwise), span)
      }
    }
  }

  mutating func checkBreak(_ node: NodeID) {
    let span = tree.span(node)
    guard let loop = context.loops.indices.last else {
      report(FlowFinding.outsideLoop("break"), at: span)
      return
    }
    for index in context.loops[loop].plan.changes.keys.sorted() {
      if let type = context.loops[loop].plan.changes[index]?.exit { move(index, to: type, at: span) }
    }
    if flow.isReachable { context.loops[loop].breaks.append(flow) }
    emit(.break, span)
    endPath(.left)
  }

  mutating func checkContinue(_ node: NodeID) {
    let span = tree.span(node)
    guard !context.loops.isEmpty else {
      report(FlowFinding.outsideLoop("continue"), at: span)
      return
    }
    endRound(at: span)
    emit(.continue, span)
    endPath(.left)
  }

  // MARK: Steps

  /// The local that a loop sets, and the assignments that a target needs beyond that.
  mutating func bindLoopTarget(_ target: NodeID, _ element: Type, statement: Span) -> LocalID {
    let span = tree.span(target)
    if tree.kind(target) == .name, element != .error, case .own(let index) = referent(of: tree.symbol(target)) {
      let variable = context.variables[index]
      if variable.declared == nil, variable.pinned == nil, !variable.isGlobal {
        let slot = slot(of: index, element)
        setState(
          index, VariableState(presence: .set, slot: slot, type: element, otherType: .error, site: span))
        return LocalID(rawValue: slot)
      }
    }
    let local = temporary(element)
    assign(target: target, emit(.local(local), element, span), statement: statement)
    return local
  }

  private mutating func beginLoop(_ head: FlowState, _ plan: FlowPlan) {
    context.loops.append(LoopContext(head: head, plan: plan, regionCount: context.regions.count))
  }

  /// The end of a round: variables go back to the slots with which a round begins.
  private mutating func endRound(at span: Span) {
    guard flow.isReachable, let loop = context.loops.indices.last else { return }
    let head = context.loops[loop].head
    context.loops[loop].rounds.append(flow)
    let mark = differences.count
    defer { differences.truncate(to: mark) }
    head.variables.appendDifferences(from: flow.variables, to: &differences)
    for position in mark..<differences.count {
      let index = differences[position]
      let before = head.variables[index]
      let after = flow.variables[index]
      guard before.presence == .set, after.presence == .set, before.slot != after.slot,
        before.slot != VariableState.noSlot, after.slot != VariableState.noSlot
      else { continue }
      let value = value(of: index, after, at: span)
      if let converted = converted(value, to: slotType(of: index, before.slot)) {
        store(index, before.slot, converted, span)
      }
    }
  }

  /// What holds when a loop ends by itself: `condition` is the state in which it was found to end.
  private mutating func exitState(_ condition: FlowState, roundsCertain: Bool) -> FlowState {
    guard let loop = context.loops.indices.last else { return condition }
    let rounds = context.loops[loop].rounds
    var exit = condition
    // Where all rounds end as `condition` is, nothing changes.
    let mark = differences.count
    defer { differences.truncate(to: mark) }
    for round in rounds { condition.variables.appendDifferences(from: round.variables, to: &differences) }
    for position in mark..<differences.count {
      let index = differences[position]
      let before = condition.variables[index]
      var meeting: VariableState? = roundsCertain ? nil : before
      for round in rounds {
        let after = round.variables[index]
        if before.presence == .set, before.slot != VariableState.noSlot, after.slot != VariableState.noSlot {
          meeting = before
        } else if let known = meeting {
          meeting = known.isSame(as: after) ? known : join(known, after, variable: index).0
        } else {
          meeting = after
        }
      }
      if let meeting { exit.variables[index] = meeting }
    }
    if roundsCertain, rounds.isEmpty, exit.isReachable { exit.end = .left }
    return exit
  }

  /// Checks the `else` block and joins what `break` brings.
  private mutating func endLoop(elseBlock: NodeID, _ plan: inout FlowPlan, at span: Span) -> BlockID {
    guard let loop = context.loops.popLast() else { return Self.emptyBlock }
    for round in loop.rounds { reconcile(loop.head, with: round, plan: &plan, pinning: false) }
    let mark = pendingStatements.count
    checkBlock(elseBlock)
    for leaving in loop.breaks {
      let joined = join(flow, leaving)
      emit(joined.afterA, at: span)
      for move in joined.afterB { plan.leave(move.variable, as: slotType(of: move.variable, move.to.slot)) }
      for move in joined.afterA { plan.leave(move.variable, as: slotType(of: move.variable, move.to.slot)) }
      flow = joined.state
    }
    return closeBlock(from: mark)
  }
}
