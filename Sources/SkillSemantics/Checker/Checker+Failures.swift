import SkillDiagnostics
import SkillSyntax

/// `try`, `raise`, `retry`, `within`.
extension Checker {
  mutating func checkTry(_ node: NodeID) {
    let span = tree.span(node).start
    let header = Span(span, span + 3)
    let (tried, unfailed, cleanup) = (tree.child(node, 0), tree.child(node, 1), tree.child(node, 2))
    let handlers = tree.children(node).dropFirst(3)
    checkUntilStable(header) { checker, plan in
      let mark = checker.pendingStatements.count
      if cleanup.isPresent { checker.openRegion() }
      checker.openRegion()
      if !handlers.isEmpty { checker.context.catchDepth += 1 }
      checker.checkBlock(tried)
      if !handlers.isEmpty { checker.context.catchDepth -= 1 }
      let anywhere = checker.closeRegion(&plan)
      let body = checker.closeBlock(from: mark)
      checker.checkBlock(unfailed)
      let (otherwise, handler) = checker.checkHandlers(handlers, entering: anywhere, elseMark: mark, at: header)
      let finally = cleanup.isPresent ? checker.checkFinally(cleanup, &plan) : Self.emptyBlock
      checker.tries.append(TypedTry(body: body, handler: handler, otherwise: otherwise, finally: finally))
      checker.emit(.try(TryID(rawValue: UInt32(checker.tries.count - 1))), header)
    }
  }

  /// The handlers' common block, and the `else` block, whose statements are pending from `elseMark` on.
  private mutating func checkHandlers(
    _ handlers: Children, entering: FlowState, elseMark: Int, at span: Span
  ) -> (BlockID, TypedTry.Handler?) {
    guard let first = handlers.first else { return (closeBlock(from: elseMark), nil) }
    let afterBody = flow
    flow = entering
    let middle = pendingStatements.count
    let failure = temporary(.skillFailure)
    context.caught.append(failure)
    let catchesAll = checkException(tree.child(first, 0))
    if tree.child(first, 1).isPresent {
      let value = emit(.local(failure), .skillFailure, tree.span(tree.child(first, 1)))
      assign(target: tree.child(first, 1), value, statement: headerSpan(first))
    }
    let isSpoilt = hasSyntaxError(first)
    if isSpoilt { spoiltDepth += 1 }
    checkBlock(tree.child(first, 2))
    if isSpoilt { spoiltDepth -= 1 }
    context.caught.removeLast()
    if catchesAll, let extra = handlers.dropFirst().first {
      report(
        FlowFinding.unreachable, at: headerSpan(extra),
        related: [related(headerSpan(first), "this catches all there is")])
    }
    let joined = join(afterBody, flow)
    emit(joined.afterB, at: span)
    let handler = closeBlock(from: middle)
    emit(joined.afterA, at: span)
    let otherwise = closeBlock(from: elseMark)
    flow = joined.state
    return (otherwise, TypedTry.Handler(failure: failure, body: handler))
  }

  /// Reports an exception type other than SkillFailure; whether it was right.
  private mutating func checkException(_ node: NodeID) -> Bool {
    guard node.isPresent else { return true }
    let name = tree.text(of: node)
    if name == "SkillFailure" || tree.kind(node) == .errorExpression { return true }
    report(
      TypeFinding.unusableException(name), at: tree.span(node),
      fixIts: Self.isFault(name) ? [] : [.rewriting(tree.span(node), as: "SkillFailure")])
    return false
  }

  /// Whether a Python exception stands for a fault of the program itself, which cannot be caught here.
  private static func isFault(_ exception: String) -> Bool {
    [
      "ArithmeticError", "AssertionError", "AttributeError", "IndexError", "KeyError", "LookupError", "NameError",
      "OverflowError", "RecursionError", "TypeError", "ZeroDivisionError",
    ].contains(exception)
  }

  private mutating func checkFinally(_ node: NodeID, _ plan: inout FlowPlan) -> BlockID {
    let anywhere = closeRegion(&plan)
    let normal = flow
    flow = anywhere
    flow.end = .open
    context.finallyDepth += 1
    let mark = pendingStatements.count
    checkBlock(node)
    context.finallyDepth -= 1
    var after = normal
    let first = differences.count
    flow.variables.appendDifferences(from: anywhere.variables, to: &differences)
    for position in first..<differences.count {
      after.variables[differences[position]] = flow.variables[differences[position]]
    }
    differences.truncate(to: first)
    if normal.isReachable { after.end = flow.end }
    flow = after
    return closeBlock(from: mark)
  }

  mutating func checkRaise(_ node: NodeID) {
    let span = tree.span(node)
    defer { endPath(.left) }
    let valueNode = tree.child(node, 0)
    guard valueNode.isPresent else {
      if let failure = context.caught.last {
        emit(.raise(emit(.local(failure), .skillFailure, span)), span)
      } else {
        report(FlowFinding.outsideHandler, at: span)
      }
      return
    }
    if tree.kind(valueNode) == .call, tree.text(of: tree.child(valueNode, 0)) == "SkillFailure" {
      let arguments = Array(tree.children(valueNode).dropFirst())
      guard let message = arguments.first else {
        let text = string("")
        emit(.fail(message: emit(.string(text), .str, span)), span)
        return
      }
      for extra in arguments.dropFirst() {
        report(TypeFinding.tooManyArguments(function: "SkillFailure", accepted: 1), at: tree.span(extra))
      }
      let value = tree.kind(message) == .keywordArgument ? tree.child(message, 1) : message
      if let text = require(value, .str, in: "the message") { emit(.fail(message: text), span) }
      return
    }
    if tree.kind(valueNode) == .call, isExceptionOfPython(tree.child(valueNode, 0)) {
      report(
        NameFinding.foreignName(
          tree.text(of: tree.child(valueNode, 0)), instead: "Only SkillFailure can be raised."),
        at: tree.span(tree.child(valueNode, 0)),
        fixIts: [.rewriting(tree.span(tree.child(valueNode, 0)), as: "SkillFailure")])
      return
    }
    if let value = require(valueNode, .skillFailure, in: "`raise`") { emit(.raise(value), span) }
  }

  private func isExceptionOfPython(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .name, case .binding(.unknown) = referent(of: tree.symbol(node)) else { return false }
    let name = tree.name(of: node)
    return name.hasSuffix("Error") || name.hasSuffix("Exception") || name.hasSuffix("Failure")
  }

  mutating func checkRetry(_ node: NodeID) {
    let span = headerSpan(node)
    let countNode = tree.child(node, 0)
    let count = require(countNode, .int, in: "the number of attempts")
    if let written = tree.integerValue(of: countNode), written < 1 {
      report(FlowFinding.attempts(Int(written)), at: tree.span(countNode))
    }
    checkUntilStable(span) { checker, plan in
      let entry = checker.flow
      let mark = checker.pendingStatements.count
      checker.openRegion()
      checker.checkBlock(checker.tree.child(node, 1))
      let anywhere = checker.closeRegion(&plan)
      checker.reconcile(entry, with: anywhere, plan: &plan, pinning: true)
      let body = checker.closeBlock(from: mark)
      checker.emit(.retry(count: count ?? checker.broken(span), body: body), span)
    }
  }

  mutating func checkWithin(_ node: NodeID) {
    let span = headerSpan(node)
    let budget = require(tree.child(node, 0), .duration, in: "the time")
    let body = check(block: tree.child(node, 1))
    emit(.within(budget: budget ?? broken(span), body: body), span)
  }

  // MARK: Regions

  private mutating func openRegion() {
    context.regions.append(FlowRegion(state: flow, plan: FlowPlan()))
  }

  /// What holds wherever control may have left the region.
  private mutating func closeRegion(_ plan: inout FlowPlan) -> FlowState {
    guard let region = context.regions.popLast() else { return flow }
    for (index, change) in region.plan.changes {
      if let entry = change.entry { plan.enter(index, as: entry) }
      if let type = change.pin { plan.pin(index, to: type) }
    }
    return region.state
  }
}
