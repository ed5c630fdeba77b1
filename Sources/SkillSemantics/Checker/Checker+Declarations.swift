import SkillDiagnostics
import SkillSyntax

/// What is declared before anything is checked: `def`s, memory cells, the names that statements set.
extension Checker {
  /// Reads all declarations of the top level.
  mutating func declare() {
    let statements = tree.children(tree.root)
    // What looks at a default looks at the names in scope: in a session those of earlier turns.
    enterTurn()
    if let symbol = tree.symbols.symbol(for: "pose_dict"), !cells.isEmpty { bindings[Int(symbol.rawValue)] = .cell(0) }
    functions.reserveCapacity(functions.count + statements.count { tree.kind($0) == .functionDefinition })
    for node in statements {
      switch tree.kind(node) {
      case .functionDefinition: declare(function: node)
      case .memoryDeclaration: declare(cell: node)
      case .importStatement: declare(imports: node)
      case .fromImportStatement: declare(fromImport: node)
      default: break
      }
    }
    var names: [NodeID] = []
    names.reserveCapacity(tree.childCount(tree.root))
    tree.collectTargets(ofParts: tree.root, from: 0, &names)
    context.variables.reserveCapacity(min(names.count, tree.symbols.count))
    context.locals.reserveCapacity(min(names.count, tree.symbols.count) + 4)
    for name in names { declare(variable: name) }
    for index in ownFunctions { connect(index) }
    if imports.isImported {
      for index in context.variables.indices { context.variables[index].isExported = true }
    }
    declareKeptVariables()
    addCellVariables()
    enterTurn()
    forgetCells()
    for index in context.variables.indices where context.variables[index].isShared {
      if let type = sharedTypes[context.variables[index].symbol] { share(index, as: type) }
    }
  }

  /// Makes a slot of `type` the first of a variable.
  private mutating func share(_ index: Int, as type: Type) {
    if let inherited = context.variables[index].firstSlot, resolved(inherited.type) != type {
      context.variables[index].firstSlot = nil
      context.variables[index].otherSlots.append(inherited)
    }
    _ = slot(of: index, type)
  }

  private mutating func declare(variable name: NodeID) {
    let symbol = tree.symbol(name)
    guard Int(symbol.rawValue) < bindings.count else { return }
    switch bindings[Int(symbol.rawValue)] {
    case .variable, .cell: return
    case .function(let index):
      report(
        NameFinding.duplicateDefinition(tree.name(of: name)), at: tree.span(name),
        related: functions[index].signature.related("first"))
    case .importedVariable, .namespace:
      report(
        NameFinding.duplicateDefinition(tree.name(of: name)), at: tree.span(name),
        related: imports.places[symbol].map { [related($0, "first")] } ?? [])
    default:
      bindings[Int(symbol.rawValue)] = .variable(context.variables.count)
      context.variables.append(Variable(symbol: symbol, span: tree.span(name)))
    }
  }

  // MARK: `def`

  private mutating func declare(function node: NodeID) {
    let nameNode = tree.child(node, 0)
    guard tree.kind(nameNode) == .name else {
      hasNamelessFunction = true
      return
    }
    let symbol = tree.symbol(nameNode)
    let previous = earlierFunction(symbol)
    if previous == nil, reportTaken(nameNode) { return }
    if previous == nil, case .function(let first) = bindings[Int(symbol.rawValue)] {
      report(
        NameFinding.duplicateDefinition(tree.name(of: nameNode)), at: tree.span(nameNode),
        related: functions[first].signature.related("first"))
      return
    }
    if case .preludeFunction(let index) = bindings[Int(symbol.rawValue)], isReserved(preludeFunctions[index].meaning) {
      report(
        NameFinding.reservedName(tree.name(of: nameNode)), at: tree.span(nameNode),
        related: preludeFunctions[index].signature.related())
      return
    }
    let mark = diagnostics.count
    let signature = readSignature(node)
    if hasSyntaxError(node) { diagnostics.removeSubrange(mark...) }
    let result: Type? = tree.child(node, 2).isPresent ? signature.result : nil
    let record = FunctionRecord(
      node: node, symbol: symbol, signature: signature, nameSpan: tree.span(nameNode), result: result,
      hasWrittenResult: result != nil)
    if let previous { return redefine(previous, as: record) }
    bindings[Int(symbol.rawValue)] = .function(functions.count)
    functions.append(record)
  }

  /// What moves the robot, asks it something or ends the program.
  private func isReserved(_ meaning: PreludeFunction.Meaning) -> Bool {
    switch meaning {
    case .host, .operation(.done), .operation(.fail): true
    default: false
    }
  }

  /// A `def`'s name, parameters and written result.
  mutating func readSignature(_ node: NodeID) -> Signature {
    let nameNode = tree.child(node, 0)
    var parameters: [Parameter] = []
    parameters.reserveCapacity(tree.childCount(tree.child(node, 1)))
    var isKeywordOnly = false
    for child in tree.children(tree.child(node, 1)) {
      switch tree.kind(child) {
      case .keywordOnlyMarker: isKeywordOnly = true
      case .parameter:
        if let parameter = readParameter(child, isKeywordOnly) {
          if parameters.contains(where: { $0.symbol == parameter.symbol }) {
            report(NameFinding.duplicateParameter(parameter.name), at: tree.span(tree.child(child, 0)))
          } else {
            parameters.append(parameter)
          }
        }
      default: break
      }
    }
    return Signature(
      name: tree.name(of: nameNode), parameters: parameters, result: resolveResult(tree.child(node, 2)),
      declaration: Location(tree.source, tree.span(nameNode)))
  }

  private mutating func resolveResult(_ node: NodeID) -> Type {
    guard node.isPresent else { return .none }
    if tree.kind(node) == .namedType, tree.text(of: node) == "Never" { return .never }
    return resolveType(node)
  }

  private mutating func readParameter(_ node: NodeID, _ isKeywordOnly: Bool) -> Parameter? {
    let nameNode = tree.child(node, 0)
    guard tree.kind(nameNode) == .name else { return nil }
    let name = tree.name(of: nameNode)
    let typeNode = tree.child(node, 1)
    let acceptsName = isInterface && typeNode.isPresent && tree.text(of: typeNode) == "Actor | str"
    var type: Type?
    if acceptsName {
      type = .actor
    } else if typeNode.isPresent {
      type = resolveType(typeNode)
    } else if !isInterface {
      report(TypeFinding.untypedParameter(name), at: tree.span(nameNode))
      type = .error
    }
    let valueNode = tree.child(node, 2)
    return Parameter(
      name: name, symbol: tree.symbol(nameNode), type: type, acceptsName: acceptsName,
      defaultValue: valueNode.isPresent ? readDefault(valueNode, type, of: name) : nil, isKeywordOnly: isKeywordOnly,
      span: tree.span(node))
  }

  // MARK: Memory cells

  private mutating func declare(cell node: NodeID) {
    let nameNode = tree.child(node, 0)
    guard tree.kind(nameNode) == .name else { return }
    let symbol = tree.symbol(nameNode)
    let type = resolveType(tree.child(node, 1))
    if redeclare(nameNode, type) != nil { return }
    if case .cell(let index) = bindings[Int(symbol.rawValue)] {
      report(
        NameFinding.duplicateDefinition(tree.name(of: nameNode)), at: tree.span(nameNode),
        related: relatedDeclaration(ofCell: index, "first"))
      return
    }
    if reportTaken(nameNode) { return }
    if type == Type.none || type == .never || (types.unwrapped(type) ?? type) == .skillFailure {
      report(TypeFinding.cellType(types.name(type)), at: tree.span(tree.child(node, 1)))
    }
    bindings[Int(symbol.rawValue)] = .cell(cells.count)
    cells.append(MemoryCell(name: tree.name(of: nameNode), type: type, isDeclared: true))
    cellDeclarations.append(Location(tree.source, tree.span(nameNode)))
    if types.unwrapped(type) != nil { optionalCells.append(cells.count - 1) }
  }

  mutating func checkMemoryDeclaration(_ node: NodeID) {
    let nameNode = tree.child(node, 0)
    guard context.function == nil, depth == 1 else {
      brokenSymbols.insert(tree.symbol(nameNode))
      if case .own(let index) = referent(of: tree.symbol(nameNode)) {
        setState(index, .broken(at: tree.span(nameNode)))
      }
      report(FlowFinding.outsideModule("memory"), at: headerSpan(node))
      return
    }
    let valueNode = tree.child(node, 2)
    guard tree.kind(nameNode) == .name, case .cell(let index) = bindings[Int(tree.symbol(nameNode).rawValue)],
      index >= imports.firstCell || earlier?.redeclared.contains(index) ?? false,
      cellDeclarations[index].span == tree.span(nameNode)
    else {
      _ = check(valueNode)
      return
    }
    let value = check(valueNode, expecting: cells[index].type)
    if type(value) == .error || cells[index].type == .error { return }
    guard let converted = converted(value, to: cells[index].type) else {
      report(
        TypeFinding.wrongAssignment(
          name: cells[index].name, expected: types.name(cells[index].type), found: types.name(type(value))),
        at: span(value), related: [related(tree.span(tree.child(node, 1)), "declared here")])
      return
    }
    emit(.initializeCell(CellID(rawValue: UInt32(index)), converted), tree.span(node))
  }
}
