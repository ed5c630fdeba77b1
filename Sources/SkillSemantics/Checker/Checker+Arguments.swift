import SkillDiagnostics
import SkillSyntax

/// One argument of a call, and what is meant where it does not fit.
extension Checker {
  /// An argument in its parameter's type. Nil after a report.
  mutating func checkArgument(_ node: NodeID, for parameter: Parameter, of signature: Signature) -> ExpressionID? {
    guard let wanted = parameter.type else { return check(node) }
    if case .list = types[wanted], case let inner = withoutParentheses(node), tree.kind(inner) == .generator {
      return checkGenerator(inner, expecting: wanted)
    }
    var value = check(node, expecting: wanted)
    if parameter.acceptsIterable { value = gathered(value) }
    let found = type(value)
    if found == .error { return nil }
    if parameter.acceptsName, found == .str { return actor(named: value) }
    if types.unwrapped(found) != nil, found == wanted || types.unwrapped(wanted) == types.unwrapped(found),
      case .converted(.noneToOptional, _)? = parameter.defaultValue?.value
    {
      report(
        TypeFinding.optionalArgument(parameter: parameter.name, function: signature.name, found: types.name(found)),
        at: span(value), related: place(of: parameter, signature))
      assumePresent(value)
      return nil
    }
    if let converted = converted(value, to: wanted) { return converted }
    reportArgument(value, node, parameter, wanted, signature)
    return nil
  }

  /// A name where the prelude takes an actor or its name: the actor that is called so.
  private mutating func actor(named name: ExpressionID) -> ExpressionID? {
    guard let index = preludeFunctions.firstIndex(where: { $0.signature.name == "get_actor" }),
      case .host(let host) = preludeFunctions[index].meaning,
      let position = preludeFunctions[index].signature.parameters.last?.defaultValue
    else { return nil }
    let arguments = arguments([name, emit(position, at: span(name))])
    return emit(.hostCall(host, arguments), .actor, span(name))
  }

  private func place(of parameter: Parameter, _ signature: Signature) -> [RelatedLocation] {
    signature.declaration.map { [RelatedLocation(Location($0.file, parameter.span), label: "declared here")] } ?? []
  }

  private mutating func reportArgument(
    _ value: ExpressionID, _ node: NodeID, _ parameter: Parameter, _ wanted: Type, _ signature: Signature
  ) {
    let found = type(value)
    let related = place(of: parameter, signature)
    let inner = types.unwrapped(wanted) ?? wanted
    if inner == .actor, found == .str {
      report(
        TypeFinding.textForActor(parameter: parameter.name, function: signature.name), at: span(value),
        related: related, fixIts: [actorFix(span(value))])
      return
    }
    if types.unwrapped(found) == inner {
      reportMayBeNone(value, related: related)
      return
    }
    report(
      TypeFinding.wrongArgument(
        parameter: parameter.name, function: signature.name, expected: types.name(wanted), found: types.name(found)),
      at: span(value), related: related,
      fixIts: targetActorFix(node, found, parameter, signature) + repair(value, found, inner))
  }

  /// An actor for `target_pose`, where an actor can be the target: the other parameter was meant.
  private func targetActorFix(_ node: NodeID, _ found: Type, _ parameter: Parameter, _ signature: Signature) -> [FixIt]
  {
    guard found == .actor, parameter.name == "target_pose",
      let target = signature.parameters.first(where: { $0.name == "target_actor" })
    else { return [] }
    let first = Int(tree[node].firstToken)
    let line = tree.tokens[..<first].lastIndex { $0.kind == .newline } ?? 0
    let rest = tree.tokens[line...].prefix { $0.kind != .newline || $0.start < tree.span(node).start }
    if rest.contains(where: { $0.symbol == target.symbol }) { return [] }
    let start = tree.span(node).start
    guard tree.tokens[first - 1].kind == .equal else {
      return [FixIt("name the parameter `target_actor`", insert: "target_actor=", at: start)]
    }
    return [.rewriting(tree.tokens[first - 2].span, as: "target_actor")]
  }

  /// What makes a value of `found` one of `wanted`, where there is one obvious way.
  private func repair(_ value: ExpressionID, _ found: Type, _ wanted: Type) -> [FixIt] {
    let place = span(value)
    let text = tree.source.text(in: place)
    if wanted == .pose, found == .actor {
      return [.rewriting(place, as: "get_pose(\(text))")]
    }
    if wanted == .pose, found == .vec3 || isThreeNumbers(value) {
      return [.rewriting(place, as: "Pose(\(text))")]
    }
    if wanted == .pose, case .tuple(let parts) = types[found], parts.count == 3, parts.allSatisfy(\.isNumber),
      text.hasPrefix("("), text.hasSuffix(")")
    {
      return [.rewriting(place, as: "Pose([\(text.dropFirst().dropLast())])")]
    }
    if case .tuple = types[wanted], isList(found), text.hasPrefix("["), text.hasSuffix("]") {
      return [.rewriting(place, as: "(\(text.dropFirst().dropLast()))")]
    }
    if case .list(let element) = types[wanted], element == found {
      return [.rewriting(place, as: "[\(text)]")]
    }
    return []
  }

  private func isThreeNumbers(_ value: ExpressionID) -> Bool {
    guard case .list(let members) = expressions[Int(value.rawValue)].kind, case .list(let element) = types[type(value)]
    else { return false }
    return members.count == 3 && element.isNumber
  }

  /// `'red cube'` → `get_actor('red cube')`, as the source writes the name.
  func actorFix(_ span: Span) -> FixIt {
    let text = tree.source.text(in: span)
    if text.hasSuffix(".name"), text.utf8.count > 5 {
      return FixIt("leave out `.name`", replace: Span(span.end - 5, span.end), with: "")
    }
    return .rewriting(span, as: "get_actor(\(text))")
  }
}
