import SkillDiagnostics
import SkillSyntax

/// `import math`, and the members of modules that Python has and that are not here.
extension Checker {
  mutating func declare(imports node: NodeID) {
    for alias in tree.children(node) where tree.kind(alias) == .importAlias {
      let module = tree.child(alias, 0)
      guard tree.text(of: module) == "math" else {
        declare(module: alias)
        continue
      }
      let bound = tree.child(alias, 1).isPresent ? tree.child(alias, 1) : tree.child(module, 0)
      bind(bound, to: .mathModule)
    }
  }

  mutating func declare(fromImport node: NodeID) {
    let children = tree.children(node)
    guard let module = children.first else { return }
    guard tree.text(of: module) == "math" else { return declare(membersOf: node) }
    for alias in children.dropFirst() where tree.kind(alias) == .importAlias {
      let nameNode = tree.child(tree.child(alias, 0), 0)
      let name = tree.name(of: nameNode)
      guard let member = MathMember(name) else {
        let best = NearMisses.best(name, in: MathMember.names)
        report(
          NameFinding.unknownMember(name, module: "math"), at: tree.span(nameNode),
          fixIts: best.map { [.rewriting(tree.span(nameNode), as: $0)] } ?? [])
        brokenSymbols.insert(tree.symbol(nameNode))
        continue
      }
      bind(tree.child(alias, 1).isPresent ? tree.child(alias, 1) : nameNode, to: .mathMember(member))
    }
  }

  private mutating func bind(_ name: NodeID, to binding: Binding) {
    guard tree.kind(name) == .name, Int(tree.symbol(name).rawValue) < bindings.count else { return }
    bindings[Int(tree.symbol(name).rawValue)] = binding
  }

  // MARK: `math.sqrt(2)`, `math.pi`

  @inline(__always)
  private func isMath(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .name, case .binding(.mathModule) = referent(of: tree.symbol(node)) else { return false }
    return true
  }

  /// The value of `math.pi` and its like; nil if `node` is no attribute of a module.
  mutating func checkModuleAttribute(_ node: NodeID, _ name: String) -> ExpressionID? {
    let base = tree.child(node, 0)
    let span = tree.span(node)
    if let value = checkImportedAttribute(node) { return value }
    if let foreign = checkForeignModule(base, name, span, call: nil) { return foreign }
    guard isMath(base) else { return nil }
    guard let member = MathMember(name) else {
      reportUnknownMember(name, at: tree.span(tree.child(node, 1)))
      return broken(span)
    }
    guard case .constant(let value) = member else {
      report(NameFinding.functionAsValue("math.\(name)"), at: span)
      return broken(span)
    }
    return emit(.number(value), .float, span)
  }

  /// A call of `math.sqrt` and its like; nil if the callee is no attribute of a module.
  mutating func checkModuleCall(_ node: NodeID) -> ExpressionID? {
    let callee = tree.child(node, 0)
    let base = tree.child(callee, 0)
    let name = tree.name(of: tree.child(callee, 1))
    if let value = checkImportedCall(node) { return value }
    if let foreign = checkForeignModule(base, name, tree.span(callee), call: node) { return foreign }
    guard isMath(base) else { return nil }
    guard let member = MathMember(name) else {
      reportUnknownMember(name, at: tree.span(tree.child(callee, 1)))
      checkArgumentsOnly(node)
      return broken(tree.span(node))
    }
    return call(member, node)
  }

  private mutating func reportUnknownMember(_ name: String, at span: Span) {
    let best = NearMisses.best(name, in: MathMember.names)
    report(
      NameFinding.unknownMember(name, module: "math"), at: span,
      fixIts: best.map { [.rewriting(span, as: $0)] } ?? [])
  }

  mutating func call(_ member: MathMember, _ node: NodeID) -> ExpressionID {
    let span = tree.span(node)
    let name = tree.text(of: tree.child(node, 0))
    let count: ClosedRange<Int>
    switch member {
    case .constant:
      report(TypeFinding.notCallable(type: "float"), at: tree.span(tree.child(node, 0)))
      return broken(span)
    case .function(_, let number, _): count = number...number
    case .logarithm: count = 1...2
    case .power: count = 2...2
    }
    let nodes = Array(tree.children(node).dropFirst())
    if nodes.count > count.upperBound {
      report(
        TypeFinding.tooManyArguments(function: name, accepted: count.upperBound), at: tree.span(nodes[count.upperBound])
      )
      return broken(span)
    }
    if nodes.count < count.lowerBound {
      report(TypeFinding.missingArguments(["x", "y"].suffix(count.lowerBound - nodes.count), function: name), at: span)
      return broken(span)
    }
    var values: [ExpressionID] = []
    for argument in nodes {
      let valueNode = tree.kind(argument) == .keywordArgument ? tree.child(argument, 1) : argument
      let checked = integer(check(valueNode))
      let number =
        type(checked) == .angle ? emit(.convert(.angleToRadians, checked), .float, self.span(checked)) : checked
      guard let value = converted(number, to: .float), type(value) != .error else {
        if type(number) != .error { reportWrongValue(number, expected: .float, in: .named("an argument of `\(name)`")) }
        return broken(span)
      }
      values.append(value)
    }
    switch member {
    case .constant: return broken(span)
    case .function(let operation, _, let result): return builtin(operation, values, result, span)
    case .logarithm where values.count == 1: return builtin(.naturalLogarithm, values, .float, span)
    case .logarithm: return builtin(.logarithmToBase, values, .float, span)
    case .power: return emit(.binary(.power, values[0], values[1]), .float, span)
    }
  }

  // MARK: numpy and others

  /// `np.int64(4)`, `time.sleep(2)`: one report, with the repair where there is one. Nil if `base` is no such module.
  private mutating func checkForeignModule(_ base: NodeID, _ name: String, _ span: Span, call: NodeID?) -> ExpressionID?
  {
    guard tree.kind(base) == .name, case .binding(.unknown) = referent(of: tree.symbol(base)),
      !brokenSymbols.contains(tree.symbol(base))
    else { return nil }
    let module = tree.name(of: base)
    guard let advice = ForeignNames.advice(for: module), module != "SkillFailure", module != "Actor" else { return nil }
    var fixIts: [FixIt] = []
    if let call {
      let whole = tree.span(call)
      let arguments = tree.children(call).dropFirst()
      let first = arguments.first.map { tree.text(of: $0) }
      if let first, module == "np" || module == "numpy", arguments.count == 1, Self.isScalarOrArray(name) {
        fixIts = [.rewriting(whole, as: first)]
      } else if let first, module == "time", name == "sleep" {
        fixIts = [.rewriting(whole, as: "wait(\(first))")]
      } else if signature(ofInterface: name) {
        fixIts = [.rewriting(span, as: name)]
      }
      checkArgumentsOnly(call)
    }
    report(NameFinding.foreignName("\(module).\(name)", instead: advice), at: span, fixIts: fixIts)
    return broken(call.map { tree.span($0) } ?? span)
  }

  private func signature(ofInterface name: String) -> Bool {
    preludeFunctions.contains { $0.signature.name == name }
  }

  private static func isScalarOrArray(_ name: String) -> Bool {
    ["array", "asarray", "int64", "int32", "float64", "float32", "int_", "float_"].contains(name)
  }
}
