import SkillDiagnostics
import SkillSyntax

/// `import a.b` and `from a.b import c`: the names that other files of the program define.
extension Checker {
  // MARK: Declaration

  /// `a.b` or `a.b as c` of an `import` statement.
  mutating func declare(module alias: NodeID) {
    let path = tree.child(alias, 0)
    guard let module = importedModule(alias, namedBy: path) else { return breakNames(in: alias) }
    if tree.child(alias, 1).isPresent {
      imports.namespaces.append(Namespace(name: imports.modules[module].name, module: module))
      return bind(tree.child(alias, 1), toImported: .namespace(imports.namespaces.count - 1))
    }
    let names = Array(tree.children(path))
    var current = root(names[0])
    var text = tree.name(of: names[0])
    for name in names.dropFirst() {
      text += "." + tree.name(of: name)
      current = child(tree.name(of: name), of: current, named: text)
    }
    imports.namespaces[current].module = module
  }

  private mutating func root(_ name: NodeID) -> Int {
    if case .namespace(let known) = bindings[Int(tree.symbol(name).rawValue)] { return known }
    imports.namespaces.append(Namespace(name: tree.name(of: name)))
    bind(name, toImported: .namespace(imports.namespaces.count - 1))
    return imports.namespaces.count - 1
  }

  private mutating func child(_ name: String, of parent: Int, named text: String) -> Int {
    if let known = imports.namespaces[parent].children[name] { return known }
    imports.namespaces.append(Namespace(name: text))
    imports.namespaces[parent].children[name] = imports.namespaces.count - 1
    return imports.namespaces.count - 1
  }

  /// The names of a `from` statement.
  mutating func declare(membersOf statement: NodeID) {
    let children = tree.children(statement)
    if children.count == 1 { return breakMembers(of: statement) }
    guard let path = children.first, let index = importedModule(statement, namedBy: path) else {
      return breakNames(in: statement)
    }
    for alias in children.dropFirst() where tree.kind(alias) == .importAlias {
      let nameNode = tree.child(tree.child(alias, 0), 0)
      let bound = tree.child(alias, 1).isPresent ? tree.child(alias, 1) : nameNode
      guard tree.kind(nameNode) == .name else { continue }
      switch imports.modules[index].members[tree.name(of: nameNode)] {
      case .function(let function): bind(bound, toImported: .function(function))
      case .cell(let cell): bind(bound, toImported: .cell(cell))
      case .variable(let variable): bind(bound, toImported: .importedVariable(variable))
      case nil:
        reportMissing(tree.name(of: nameNode), in: index, at: tree.span(nameNode))
        breakNames(in: alias)
      }
    }
  }

  /// `from a import *` was reported when it was read: the names that it would bring stay silent.
  private mutating func breakMembers(of statement: NodeID) {
    guard case .module(let index, _)? = imports.resolutions[statement] else { return }
    for name in imports.modules[index].members.keys {
      if let symbol = tree.symbols.symbol(for: name) { brokenSymbols.insert(symbol) }
    }
  }

  /// The module that an import leads to. Nil after a report.
  private mutating func importedModule(_ node: NodeID, namedBy path: NodeID) -> Int? {
    switch imports.resolutions[node] {
    case .module(let index, _): return index
    case .failure(let finding, let notes, let suggestion):
      let span = tree.span(path)
      report(finding, at: span, notes: notes, fixIts: suggestion.map { [.rewriting(span, as: $0)] } ?? [])
      return nil
    case nil: return nil
    }
  }

  private mutating func bind(_ node: NodeID, toImported binding: Binding) {
    guard tree.kind(node) == .name else { return }
    let symbol = tree.symbol(node)
    let span = tree.span(node)
    let known = bindings[Int(symbol.rawValue)]
    if case .preludeFunction(let index) = known, case .host = preludeFunctions[index].meaning {
      report(
        NameFinding.reservedName(tree.name(of: node)), at: span, related: preludeFunctions[index].signature.related())
      return
    }
    if known.isOfTheFile, !isImportOfEarlierTurn(known, symbol) {
      guard !known.isSame(as: binding) else { return }
      report(
        NameFinding.duplicateDefinition(tree.name(of: node)), at: span, related: relatedDefinition(of: known, symbol))
      return
    }
    bindings[Int(symbol.rawValue)] = binding
    imports.places[symbol] = span
  }

  /// Where a name of the file got its meaning.
  private func relatedDefinition(of binding: Binding, _ symbol: Symbol) -> [RelatedLocation] {
    if let place = imports.places[symbol] { return [related(place, "first")] }
    switch binding {
    case .function(let index): return functions[index].signature.related("first")
    case .cell(let index): return relatedDeclaration(ofCell: index, "first")
    default: return []
    }
  }

  /// The names that a failed import would have set stay silent.
  private mutating func breakNames(in node: NodeID) {
    for position in tree[node].firstToken...tree[node].lastToken
    where tree.tokens[Int(position)].kind == .identifier {
      brokenSymbols.insert(tree.tokens[Int(position)].symbol)
    }
  }

  // MARK: The statement

  /// Where a module is imported first, its top level runs.
  mutating func checkImport(_ node: NodeID) {
    guard context.function == nil, depth == 1 else {
      report(FlowFinding.outsideModule("import"), at: tree.span(node))
      return breakNames(in: node)
    }
    for position in tree[node].firstToken...tree[node].lastToken {
      let token = tree.tokens[Int(position)]
      if token.kind == .identifier { imports.reached.insert(token.symbol) }
    }
    for importer in [node] + tree.children(node) {
      guard case .module(let index, let isFirst)? = imports.resolutions[importer] else { continue }
      if let hasRun = imports.modules[index].hasRun {
        runOnce(imports.modules[index], hasRun, tree.span(node))
      } else if isFirst {
        run(imports.modules[index], tree.span(node))
      }
    }
  }

  /// Runs a module's top level.
  mutating func run(_ module: ImportedModule, _ span: Span) {
    let initializer = FunctionID(rawValue: UInt32(module.initializer))
    let call = emit(.call(initializer, arguments([])), Type.none, span)
    emit(.expression(call), span)
  }

  // MARK: Uses

  /// What `a.b` stands for, if `node` names a module or something on the way to one.
  @inline(__always)
  func namespace(of node: NodeID) -> Int? { imports.namespaces.isEmpty ? nil : importedNamespace(of: node) }

  private func importedNamespace(of node: NodeID) -> Int? {
    switch tree.kind(node) {
    case .name:
      if case .binding(.namespace(let index)) = referent(of: tree.symbol(node)) { return index }
      return nil
    case .attribute:
      guard let base = importedNamespace(of: tree.child(node, 0)) else { return nil }
      return imports.namespaces[base].children[tree.name(of: tree.child(node, 1))]
    default: return nil
    }
  }

  /// The member that `a.b.c` names; nil if `a.b` is no module or has none of that name.
  private func member(_ node: NodeID) -> ImportedModule.Member? {
    guard tree.kind(node) == .attribute, let base = namespace(of: tree.child(node, 0)),
      let module = imports.namespaces[base].module
    else { return nil }
    return imports.modules[module].members[tree.name(of: tree.child(node, 1))]
  }

  /// The memory cell that `a.b.c` names, if it does.
  func importedCell(_ node: NodeID) -> Int? {
    if case .cell(let index)? = member(node) { index } else { nil }
  }

  /// The value of `a.b.c`; nil if `a.b` is no module.
  mutating func checkImportedAttribute(_ node: NodeID) -> ExpressionID? {
    guard let base = namespace(of: tree.child(node, 0)) else { return nil }
    let span = tree.span(node)
    let nameNode = tree.child(node, 1)
    if reportEarlyUse(of: root(of: node), at: span) { return broken(span) }
    switch member(node) {
    case .variable(let index): return read(imported: index, at: span)
    case .cell(let index): return read(cell: index, at: span)
    case .function: report(NameFinding.functionAsValue(tree.text(of: node)), at: span)
    case nil where imports.namespaces[base].children[tree.name(of: nameNode)] != nil:
      report(NameFinding.moduleAsValue(tree.text(of: node)), at: span)
    case nil: reportMissing(nameNode, in: imports.namespaces[base])
    }
    return broken(span)
  }

  /// A call of `a.b.f`; nil if `a.b` is no module.
  mutating func checkImportedCall(_ node: NodeID) -> ExpressionID? {
    let callee = tree.child(node, 0)
    guard let base = namespace(of: tree.child(callee, 0)) else { return nil }
    switch member(callee) {
    case .function(let index): return call(function: index, node)
    case .variable, .cell:
      let value = check(callee)
      if type(value) != .error {
        report(TypeFinding.notCallable(type: types.name(type(value))), at: tree.span(callee))
      }
    case nil:
      let nameNode = tree.child(callee, 1)
      if imports.namespaces[base].children[tree.name(of: nameNode)] != nil {
        report(NameFinding.moduleAsValue(tree.text(of: callee)), at: tree.span(callee))
      } else {
        reportMissing(nameNode, in: imports.namespaces[base])
      }
    }
    checkArgumentsOnly(node)
    return broken(tree.span(node))
  }

  /// The value of a module's variable.
  mutating func read(imported index: Int, at span: Span) -> ExpressionID {
    let variable = imports.variables[index]
    if variable.type == .error { return broken(span) }
    if variable.type == Type.none { return emit(.none, Type.none, span) }
    let mayBeUnset = variable.mayBeUnset || context.function != nil || imports.isGuarded
    return emit(.global(GlobalID(rawValue: variable.slot), mayBeUnset: mayBeUnset), variable.type, span)
  }

  private func root(of node: NodeID) -> Symbol {
    tree.kind(node) == .attribute ? root(of: tree.child(node, 0)) : tree.symbol(node)
  }

  /// Reports a use, at the top level, that stands before the import; whether it did.
  mutating func reportEarlyUse(of symbol: Symbol, at span: Span) -> Bool {
    guard context.function == nil, flow.isReachable, let place = imports.places[symbol],
      !imports.reached.contains(symbol)
    else { return false }
    report(
      FlowFinding.unsetVariable(tree.symbols.name(of: symbol)), at: span, related: [related(place, "imported here")])
    imports.reached.insert(symbol)
    return true
  }

  /// Notes that a function of another file is called.
  mutating func noteCall(ofImported index: Int, _ callee: NodeID) {
    _ = reportEarlyUse(of: root(of: callee), at: tree.span(callee))
    if imports.modules.first(where: { index <= $0.initializer })?.callsSkill == true { callsSkill = true }
  }

  private mutating func reportMissing(_ nameNode: NodeID, in namespace: Namespace) {
    guard tree.kind(nameNode) == .name else { return }
    if let module = namespace.module {
      reportMissing(tree.name(of: nameNode), in: module, at: tree.span(nameNode))
    } else {
      let known = namespace.children.keys.sorted().map { "`\(namespace.name).\($0)`" }
      report(
        NameFinding.unknownMember(tree.name(of: nameNode), module: namespace.name), at: tree.span(nameNode),
        notes: ["Imported is \(known.joined(separator: ", "))."])
    }
  }

  private mutating func reportMissing(_ name: String, in index: Int, at span: Span) {
    let module = imports.modules[index]
    if module.hasErrors { return }
    let known = module.members.keys.sorted()
    let notes = known.isEmpty ? [] : ["It has \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", "))."]
    report(
      NameFinding.unknownMember(name, module: module.name), at: span, notes: notes,
      fixIts: NearMisses.best(name, in: known).map { [.rewriting(span, as: $0)] } ?? [])
  }

  // MARK: Names, for reports

  /// How a function or variable of an imported module can be named, if one is called `name`.
  func qualifiedName(of name: String) -> String? {
    for (symbol, _) in imports.places.sorted(by: { $0.value.start < $1.value.start }) {
      guard case .namespace(let index) = bindings[Int(symbol.rawValue)] else { continue }
      if let found = qualifiedName(of: name, in: index, tree.symbols.name(of: symbol)) { return found }
    }
    return nil
  }

  private func qualifiedName(of name: String, in namespace: Int, _ path: String) -> String? {
    let namespace = imports.namespaces[namespace]
    if let module = namespace.module, imports.modules[module].members[name] != nil { return "\(path).\(name)" }
    for (child, index) in namespace.children.sorted(by: { $0.key < $1.key }) {
      if let found = qualifiedName(of: name, in: index, "\(path).\(child)") { return found }
    }
    return nil
  }

  /// The names that `from` statements set.
  var importedNames: [String] {
    imports.places.keys.map { tree.symbols.name(of: $0) }.sorted()
  }
}

extension Binding {
  /// Whether a `def`, a memory cell or an import of the file gave the name its meaning.
  fileprivate var isOfTheFile: Bool {
    switch self {
    case .function, .cell, .importedVariable, .namespace: true
    default: false
    }
  }

  fileprivate func isSame(as other: Binding) -> Bool {
    switch (self, other) {
    case (.function(let a), .function(let b)), (.cell(let a), .cell(let b)),
      (.importedVariable(let a), .importedVariable(let b)), (.namespace(let a), .namespace(let b)):
      a == b
    default: false
    }
  }
}
