import SkillDiagnostics
import SkillSyntax

/// Calls: which function, and which argument is for which parameter.
extension Checker {
  /// What the name of a callee stands for.
  @inline(__always)
  func binding(ofCallee node: NodeID) -> Binding {
    switch referent(of: tree.symbol(node)) {
    case .own(let index):
      guard flow.variables[index].presence == .unset else { return .variable(index) }
      return hiddenBinding(tree.symbol(node)) ?? .variable(index)
    case .module(let index): return .variable(index)
    case .binding(let binding): return binding
    }
  }

  /// What a name stands for in the prelude while no assignment has given it another meaning:
  /// `distance = distance(a, b)` calls the query.
  @inline(__always)
  func hiddenBinding(_ symbol: Symbol) -> Binding? {
    preludeBindings.indices.contains(Int(symbol.rawValue)) ? preludeBindings[Int(symbol.rawValue)].ifKnown : nil
  }

  mutating func checkCall(_ node: NodeID, expecting: Type?) -> ExpressionID {
    let callee = tree.child(node, 0)
    let span = tree.span(node)
    switch tree.kind(callee) {
    case .name:
      switch binding(ofCallee: callee) {
      case .preludeFunction(let index): return call(prelude: index, node)
      case .function(let index): return call(function: index, node)
      case .mathMember(let member): return call(member, node)
      case .unknown:
        reportUnknown(tree.symbol(callee), at: tree.span(callee), calledBy: node)
        if ForeignNames.advice(for: tree.name(of: callee)) == nil { checkArgumentsOnly(node) }
        return broken(span)
      case .variable, .cell, .preludeConstant, .mathModule, .importedVariable, .namespace: break
      }
    case .attribute:
      if let result = checkModuleCall(node) { return result }
      return checkMethodCall(node, expecting: expecting)
    default: break
    }
    let value = check(callee)
    checkArgumentsOnly(node)
    if type(value) != .error {
      let name = tree.text(of: callee)
      let isHidden = tree.kind(callee) == .name && hiddenBinding(tree.symbol(callee)) != nil
      if isHidden, name == "done" { mayHaveEnded = true }
      report(
        TypeFinding.notCallable(type: types.name(type(value))), at: tree.span(callee),
        notes: isHidden ? ["The variable `\(name)` hides the function of that name: call it otherwise."] : [])
    }
    return broken(span)
  }

  /// Reports what is wrong inside the arguments of a call that is itself wrong.
  mutating func checkArgumentsOnly(_ node: NodeID) {
    for argument in tree.children(node).dropFirst() {
      let value = tree.kind(argument) == .keywordArgument ? tree.child(argument, 1) : argument
      if tree.kind(value) != .generator { _ = check(value) }
    }
  }

  private mutating func call(prelude index: Int, _ node: NodeID) -> ExpressionID {
    let signature = preludeFunctions[index].signature
    let span = tree.span(node)
    switch preludeFunctions[index].meaning {
    case .special(let special): return call(special, signature, node)
    case .operation(let operation):
      guard let arguments = checkArguments(node, signature) else { return brokenValue(span, signature.result) }
      return emit(.builtin(operation, arguments), signature.result, span)
    case .host(let host):
      if hostFunctions[Int(host.rawValue)].kind == .skill {
        callsSkill = true
        if context.finallyDepth > 0 {
          report(FlowFinding.skillInFinally(signature.name), at: tree.span(tree.child(node, 0)))
        }
      }
      guard let arguments = checkArguments(node, signature) else { return brokenValue(span, signature.result) }
      checkScene(of: host, arguments, node)
      return emit(.hostCall(host, arguments), signature.result, span)
    }
  }

  mutating func call(function index: Int, _ node: NodeID) -> ExpressionID {
    let nameSpan = tree.span(tree.child(node, 0))
    if isImported(function: index) { noteCall(ofImported: index, tree.child(node, 0)) }
    checkReads(of: index, at: nameSpan)
    let result = resultType(of: index, calledAt: nameSpan)
    if index >= imports.firstFunction, hasSyntaxError(functions[index].node) {
      // What it takes is not known.
      checkArgumentsOnly(node)
      forgetCells()
      return brokenValue(tree.span(node), result)
    }
    let arguments = checkArguments(node, functions[index].signature)
    forgetCells()
    guard let arguments else { return brokenValue(tree.span(node), result) }
    return emit(.call(FunctionID(rawValue: UInt32(index)), arguments), result, tree.span(node))
  }

  // MARK: Arguments

  /// Checks a call's arguments against a signature: explicit ones in the order of evaluation, then defaults. Nil after a
  /// report.
  mutating func checkArguments(_ node: NodeID, _ signature: Signature) -> ArgumentList? {
    let mark = pendingArguments.count
    defer { pendingArguments.truncate(to: mark) }
    guard collectArguments(node, signature) else { return nil }
    let start = UInt32(truncatingIfNeeded: argumentLists.count)
    argumentLists.append(from: pendingArguments, at: mark)
    return ArgumentList(start: start, count: UInt32(truncatingIfNeeded: pendingArguments.count - mark))
  }

  /// The same, put on `pendingArguments`; false after a report.
  private mutating func collectArguments(_ node: NodeID, _ signature: Signature) -> Bool {
    let count = tree.childCount(node)
    if count - 1 > signature.parameters.count, reportTooMany(node, signature) { return false }
    var given = GivenParameters()
    var isBroken = false
    var hasKeyword = false
    var position = 0
    for slot in 1..<max(1, count) {
      let argument = tree.child(node, slot)
      let valueNode: NodeID
      let index: Int
      if tree.kind(argument) == .keywordArgument {
        hasKeyword = true
        valueNode = tree.child(argument, 1)
        guard let named = keyword(argument, signature, given: given, node) else {
          _ = check(valueNode)
          isBroken = true
          continue
        }
        index = named
      } else if hasKeyword {
        // The parser has reported it.
        _ = check(argument)
        isBroken = true
        continue
      } else {
        valueNode = argument
        index = position
        position += 1
        guard accepts(position: index, argument, signature) else {
          isBroken = true
          for rest in tree.children(node).dropFirst(position) { checkIgnored(rest) }
          break
        }
      }
      if given.contains(index) {
        report(
          TypeFinding.argumentTwice(signature.parameters[index].name, function: signature.name), at: tree.span(argument)
        )
        _ = check(valueNode)
        isBroken = true
        continue
      }
      given.insert(index)
      if let value = checkArgument(valueNode, for: signature.parameters[index], of: signature) {
        pendingArguments.append(TypedArgument(parameter: UInt32(truncatingIfNeeded: index), value: value))
      } else {
        isBroken = true
      }
    }
    return !isBroken && fillDefaults(given, node, signature)
  }

  private mutating func checkIgnored(_ argument: NodeID) {
    _ = check(tree.kind(argument) == .keywordArgument ? tree.child(argument, 1) : argument)
  }

  /// The parameter that a keyword argument names. Nil after a report.
  private mutating func keyword(_ argument: NodeID, _ signature: Signature, given: GivenParameters, _ call: NodeID)
    -> Int?
  {
    let symbol = tree.symbol(tree.child(argument, 0))
    if let index = signature.parameters.firstIndex(where: { $0.symbol == symbol }) { return index }
    let name = tree.symbols.name(of: symbol)
    let span = tree.span(tree.child(argument, 0))
    let free = signature.parameters.indices.filter { !given.contains($0) }.map { signature.parameters[$0].name }
    var fixIts: [FixIt] = []
    let best = Self.habitualKeyword(name).flatMap { free.contains($0) ? $0 : nil } ?? NearMisses.best(name, in: free)
    if let best, !isNamed(best, in: call) {
      fixIts.append(.rewriting(span, as: best))
    }
    report(
      NameFinding.unknownKeyword(name, function: signature.name), at: span,
      related: signature.related(),
      notes: [signature.text(types)], fixIts: fixIts)
    return nil
  }

  private func isNamed(_ keyword: String, in call: NodeID) -> Bool {
    tree.children(call).contains { tree.kind($0) == .keywordArgument && tree.name(of: tree.child($0, 0)) == keyword }
  }

  /// Keywords that other robot interfaces use and that spelling does not lead from.
  private static func habitualKeyword(_ name: String) -> String? {
    switch name {
    case "target_pos", "target_position", "goal_pose", "pose", "position": "target_pose"
    case "target", "target_obj", "target_object": "target_actor"
    case "obj", "object", "object_name", "actor_name": "actor"
    case "match_orientation", "match_rotation": "match_ori"
    case "degrees", "theta", "rotation": "angle"
    case "seconds", "time": "duration"
    default: nil
    }
  }

  private mutating func accepts(position index: Int, _ argument: NodeID, _ signature: Signature) -> Bool {
    if index < signature.positionalCount { return true }
    let related = signature.related()
    if index < signature.parameters.count {
      let name = signature.parameters[index].name
      report(
        TypeFinding.positionalForKeywordOnly(name, function: signature.name), at: tree.span(argument), related: related,
        fixIts: [FixIt("name the parameter", insert: "\(name)=", at: tree.span(argument).start)])
    } else {
      report(
        TypeFinding.tooManyArguments(function: signature.name, accepted: signature.parameters.count),
        at: tree.span(argument), related: related, notes: [signature.text(types)])
    }
    return false
  }

  /// Reports a call with more arguments by position than there are parameters, and says nothing of their types: which is
  /// for which parameter is not known.
  private mutating func reportTooMany(_ node: NodeID, _ signature: Signature) -> Bool {
    let arguments = tree.children(node).dropFirst()
    let count = signature.parameters.count
    guard signature.positionalCount == count, arguments.prefix(count + 1).count == count + 1,
      !arguments.prefix(count + 1).contains(where: { tree.kind($0) == .keywordArgument })
    else { return false }
    let surplus = arguments[arguments.startIndex + count]
    var fixIts: [FixIt] = []
    let mark = diagnostics.count
    checkArgumentsOnly(node)
    if diagnostics.count == mark, count == 1, let wanted = signature.parameters[0].type, isList(wanted),
      tree.kind(arguments[arguments.startIndex]) != .list, let first = arguments.first, let last = arguments.last
    {
      fixIts = [
        FixIt(
          "put them into a list",
          [
            TextEdit(Span(tree.span(first).start, tree.span(first).start), "["),
            TextEdit(Span(tree.span(last).end, tree.span(last).end), "]"),
          ])
      ]
    }
    report(
      TypeFinding.tooManyArguments(function: signature.name, accepted: count), at: tree.span(surplus),
      related: signature.related(), notes: [signature.text(types)], fixIts: fixIts)
    return true
  }

  /// Adds the defaults of what was not given; false after a report of what is missing.
  private mutating func fillDefaults(
    _ given: GivenParameters, _ node: NodeID, _ signature: Signature
  ) -> Bool {
    var missing: [String] = []
    let end = tree.span(node)
    for index in signature.parameters.indices where !given.contains(index) {
      if let constant = signature.parameters[index].defaultValue {
        pendingArguments.append(
          TypedArgument(parameter: UInt32(truncatingIfNeeded: index), value: emit(constant, at: end)))
      } else {
        missing.append(signature.parameters[index].name)
      }
    }
    if missing.isEmpty { return true }
    report(
      TypeFinding.missingArguments(missing, function: signature.name), at: end,
      related: signature.related(), notes: [signature.text(types)])
    return false
  }
}
