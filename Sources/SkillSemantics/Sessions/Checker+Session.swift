import SkillDiagnostics
import SkillSyntax

/// What a turn of a session finds of the turns before it.
struct EarlierTurns {
  /// The first variables of the top level, in this order.
  var variables: [SessionVariable]
  var functions: [Int]
  var cells: [Int]
  /// The `def`s that this turn defines anew, with what they were.
  var redefined: [Int: FunctionRecord] = [:]
  /// The memory cells that this turn declares again.
  var redeclared: Set<Int> = []
  /// Where the turn says which of a variable's slots holds it, if there are several.
  var tags: [Int: GlobalID] = [:]

  /// The variable that stands at `index` at the top level, if it is one of earlier turns.
  func variable(_ index: Int) -> SessionVariable? { variables.indices.contains(index) ? variables[index] : nil }
}

/// A turn of a session: it begins with the names of the turns before, and all its variables outlive it.
extension Checker {
  /// Takes over the names of the turns before.
  mutating func adopt(_ names: SessionNames) {
    earlier = EarlierTurns(variables: names.variables, functions: names.functions, cells: names.cells)
    if let last = names.last {
      for (number, binding) in last.checker.bindings.enumerated() {
        if case .variable = binding { continue }
        bindings[number] = binding
      }
      imports.namespaces = last.checker.imports.namespaces
    }
    for variable in names.variables {
      bindings[Int(variable.symbol.rawValue)] = .variable(context.variables.count)
      var entry = Variable(symbol: variable.symbol, span: Self.elsewhere, declared: variable.declared)
      entry.firstSlot = variable.slot
      context.variables.append(entry)
    }
  }

  /// Stands for a place in an earlier turn where a place in this one is wanted.
  static let elsewhere = Span(0, 0)

  // MARK: Declarations

  /// Prepares the variables of a turn: all are kept, and those that a `def` of an earlier turn reads keep their type.
  mutating func declareKeptVariables() {
    guard let earlier else { return }
    for index in context.variables.indices {
      context.variables[index].isKept = true
      guard retyped.contains(context.variables[index].symbol) else { continue }
      self.earlier?.tags[index] = GlobalID(rawValue: UInt32(globals.count))
      globals.append(GlobalVariable(name: "type of \(name(ofVariable: index))", type: .int))
    }
    for function in earlier.functions where earlier.redefined[function] == nil {
      functions[function].readVariables = functions[function].readSymbols.compactMap { symbol in
        guard case .variable(let index) = bindings[Int(symbol.rawValue)] else { return nil }
        context.variables[index].isPinned = true
        context.variables[index].reader = function
        return index
      }
    }
  }

  /// Notes the variables that the turn sets at several types: in the next pass it says at which.
  mutating func noteRetyped() {
    guard let earlier else { return }
    for (index, variable) in context.variables.enumerated()
    where variable.isKept && earlier.tags[index] == nil && !variable.otherSlots.isEmpty {
      retyped.insert(variable.symbol)
      retypedChanged = true
    }
  }

  /// What is known of the variables where the program begins: nothing, or what the turns before have left.
  mutating func enterTurn() {
    flow = FlowState(variables: VariableStates(count: context.variables.count))
    for (index, variable) in (earlier?.variables ?? []).enumerated() {
      flow.variables[index] = VariableState(
        presence: variable.isSet ? .set : .unset, slot: variable.slot.slot, type: variable.type, otherType: .error,
        site: Self.elsewhere)
    }
  }

  /// The functions that the file itself defines.
  var ownFunctions: [Int] {
    let own = Array(functions.indices.dropFirst(imports.firstFunction))
    guard let earlier, !earlier.redefined.isEmpty else { return own }
    return earlier.redefined.keys.sorted() + own
  }

  /// Whether a function comes from an imported file.
  @inline(__always)
  func isImported(function index: Int) -> Bool {
    index < imports.firstFunction && !(earlier?.functions.contains(index) ?? false)
  }

  /// Reports a name that an earlier turn has given another kind of meaning; whether it did.
  mutating func reportTaken(_ node: NodeID) -> Bool {
    guard let earlier else { return false }
    let first: [RelatedLocation]
    switch bindings[Int(tree.symbol(node).rawValue)] {
    case .variable(let index) where index < earlier.variables.count: first = relatedPlace(ofVariable: index, "first")
    case .function(let index) where index < imports.firstFunction: first = functions[index].signature.related("first")
    case .cell(let index) where index < imports.firstCell: first = relatedDeclaration(ofCell: index, "first")
    case .namespace, .importedVariable: first = []
    default: return false
    }
    report(NameFinding.duplicateDefinition(tree.name(of: node)), at: tree.span(node), related: first)
    return true
  }

  /// Where a variable was first set, as a second place of a diagnostic.
  func relatedPlace(ofVariable index: Int, _ label: String) -> [RelatedLocation] {
    let span = context.variables[index].span
    guard context.function == nil, span == Self.elsewhere, let variable = earlier?.variable(index) else {
      return [related(span, label)]
    }
    return [RelatedLocation(variable.place, label: label)]
  }

  /// Whether an earlier turn has set a top-level variable.
  func isInherited(_ index: Int) -> Bool { earlier?.variable(index) != nil }

  /// Whether a `def` that reads a top-level variable would find nothing now: no path has set it, or only an earlier turn
  /// at another type.
  func isUnset(_ variable: Int) -> Bool {
    let state = flow.variables[variable]
    if state.presence == .unset { return true }
    guard context.variables[variable].isKept, state.slot != VariableState.noSlot else { return false }
    return state.slot != context.variables[variable].firstSlot?.slot
  }

  // MARK: Definitions anew

  /// The place of a `def` that an earlier turn has made, if `symbol` names one.
  func earlierFunction(_ symbol: Symbol) -> Int? {
    guard let earlier, case .function(let index) = bindings[Int(symbol.rawValue)], earlier.functions.contains(index),
      earlier.redefined[index] == nil
    else { return nil }
    return index
  }

  /// Puts a new definition in the place of an earlier turn's, so that the `def`s that call it call the new one.
  mutating func redefine(_ index: Int, as record: FunctionRecord) {
    let previous = functions[index]
    earlier?.redefined[index] = previous
    functions[index] = record
    let result = record.hasWrittenResult ? record.result : nil
    if !record.signature.hasSameParameters(as: previous.signature) || result != nil && result != previous.result {
      reportChange(of: index)
    }
  }

  /// Compares results that only the bodies tell.
  mutating func checkRedefinedResults() {
    for (index, previous) in (earlier?.redefined ?? [:]).sorted(by: { $0.key < $1.key })
    where !functions[index].hasWrittenResult && functions[index].result != .error {
      if functions[index].result != previous.result { reportChange(of: index) }
    }
  }

  private mutating func reportChange(of index: Int) {
    guard let previous = earlier?.redefined[index] else { return }
    func text(_ record: FunctionRecord) -> String {
      let result = record.result.map { $0 == .none ? "" : " -> \(types.name($0))" } ?? ""
      return record.signature.text(types) + result
    }
    report(
      NameFinding.changedSignature(functions[index].signature.name), at: functions[index].nameSpan,
      related: previous.signature.related("first defined here"), notes: ["It is \(text(previous))."])
  }

  /// The cell of an earlier turn that a declaration declares again. Nil after a report, and if it is none.
  mutating func redeclare(_ nameNode: NodeID, _ type: Type) -> Int? {
    guard let earlier, case .cell(let index) = bindings[Int(tree.symbol(nameNode).rawValue)],
      earlier.cells.contains(index), !earlier.redeclared.contains(index)
    else { return nil }
    if type != cells[index].type, type != .error {
      report(
        TypeFinding.changedCell(
          name: cells[index].name, type: types.name(cells[index].type), found: types.name(type)),
        at: tree.span(nameNode), related: relatedDeclaration(ofCell: index, "declared here"))
      return index
    }
    self.earlier?.redeclared.insert(index)
    cellDeclarations[index] = Location(tree.source, tree.span(nameNode))
    return index
  }

  // MARK: The end of a turn

  /// Makes the checker one that the next turn can grow from, and notes what the turn has defined.
  mutating func finishTurn(_ names: inout SessionNames) {
    let own = ownFunctions
    for index in own {
      functions[index].contract = GripperContract(
        of: functions[index].node, in: tree, parameters: functions[index].signature.parameters)
      functions[index].readSymbols = functions[index].readVariables.map { context.variables[$0].symbol }
    }
    names.functions = (earlier?.functions ?? []) + Array(functions.indices.dropFirst(imports.firstFunction))
    names.cells = (earlier?.cells ?? []) + Array(cells.indices.dropFirst(imports.firstCell))
    // What only ran once is not needed again.
    if own.isEmpty {
      expressions.truncate(to: imports.firstExpression)
      statements.truncate(to: imports.firstStatement)
      branches.truncate(to: imports.firstBranch)
    }
  }
}

extension Signature {
  /// Whether calls that were compiled for one fit the other.
  fileprivate func hasSameParameters(as other: Signature) -> Bool {
    parameters.count == other.parameters.count
      && zip(parameters, other.parameters).allSatisfy { a, b in
        a.name == b.name && a.type == b.type && a.isKeywordOnly == b.isKeywordOnly
          && a.defaultValue?.text == b.defaultValue?.text
      }
  }
}
