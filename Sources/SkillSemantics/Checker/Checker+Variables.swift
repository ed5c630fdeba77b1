import SkillDiagnostics
import SkillSyntax

/// Reading and setting variables.
extension Checker {
  /// What a symbol names here.
  enum Referent {
    /// A variable of the function being checked.
    case own(Int)
    /// A top-level variable, seen from a `def`.
    case module(Int)
    case binding(Binding)
  }

  @inline(__always)
  func referent(of symbol: Symbol) -> Referent {
    let number = Int(symbol.rawValue)
    guard number < bindings.count else { return .binding(.unknown) }
    if context.function != nil {
      let entry = localIndices[number]
      if entry.stamp == currentStamp { return .own(Int(entry.index)) }
    }
    guard case .variable(let index) = bindings[number] else { return .binding(bindings[number]) }
    return context.function == nil ? .own(index) : .module(index)
  }

  /// What the program calls variable `index` of the current function.
  @inline(__always)
  func name(ofVariable index: Int) -> String {
    if let cell = context.variables[index].cell { return cells[cell].name }
    return tree.symbols.name(of: context.variables[index].symbol)
  }

  /// Reports that a value may be None. A variable that holds it is taken to hold something from here on: one test mends
  /// all its uses.
  mutating func reportMayBeNone(_ value: ExpressionID, related: [RelatedLocation] = []) {
    report(TypeFinding.mayBeNone(type: types.name(type(value))), at: span(value), related: related)
    assumePresent(value)
  }

  mutating func assumePresent(_ value: ExpressionID) {
    if let symbol = tree.symbols.symbol(for: tree.source.text(in: span(value))) { assumePresent(symbol) }
  }

  mutating func assumePresent(_ symbol: Symbol) {
    guard case .own(let index) = referent(of: symbol), flow.variables[index].presence == .set,
      let inner = types.unwrapped(flow.variables[index].type)
    else { return }
    flow.variables[index].type = inner
  }

  /// The value of the current function's variable `index`.
  mutating func read(_ index: Int, at span: Span) -> ExpressionID {
    let state = flow.variables[index]
    switch state.presence {
    case .unset where brokenSymbols.contains(context.variables[index].symbol),
      .maybe where brokenSymbols.contains(context.variables[index].symbol):
      // A line that was reported may set it.
      flow.variables[index] = .broken(at: span)
      return broken(span)
    case .unset where flow.isReachable:
      let later = context.variables[index].span
      let name = name(ofVariable: index)
      var notes: [String] = []
      if context.function != nil, moduleVariables.contains(where: { $0.symbol == context.variables[index].symbol }) {
        notes = [
          "This `\(name)` is a local of the `def`, which sets it. What a `def` is to change for the whole program is "
            + "declared outside: `memory \(name): type = value`."
        ]
      }
      report(
        FlowFinding.unsetVariable(name), at: span, related: later.start > span.end ? [related(later, "set here")] : [],
        notes: notes)
      flow.variables[index] = .broken(at: span)
      return broken(span)
    case .maybe where flow.isReachable:
      report(
        FlowFinding.maybeUnsetVariable(name(ofVariable: index)), at: span,
        related: [related(state.site, "set here, on some paths")])
      flow.variables[index] = .broken(at: span)
      return broken(span)
    case .conflict:
      report(
        TypeFinding.typesDisagree(
          name: name(ofVariable: index), first: types.name(resolved(state.type)),
          second: types.name(resolved(state.otherType))),
        at: span, related: [related(state.site, "set here")])
      flow.variables[index] = .broken(at: span)
      return broken(span)
    case .unset, .maybe, .set:
      return value(of: index, state, at: span)
    }
  }

  /// The value of a variable in a state that is known to be set.
  mutating func value(of index: Int, _ state: VariableState, at span: Span) -> ExpressionID {
    guard state.slot != VariableState.noSlot else { return broken(span) }
    if state.type == .none { return emit(.none, .none, span) }
    let slotType = slotType(of: index, state.slot)
    let read =
      context.variables[index].isGlobal
      ? emit(.global(GlobalID(rawValue: state.slot), mayBeUnset: false), slotType, span)
      : emit(.local(LocalID(rawValue: state.slot)), slotType, span)
    let narrowed = resolved(state.type)
    if narrowed != slotType, types.unwrapped(slotType) == narrowed {
      return emit(.convert(.unwrap, read), narrowed, span)
    }
    return read
  }

  /// Sets variable `index` to `value`, converting to its declared type if it has one.
  mutating func assign(_ index: Int, _ value: ExpressionID, nameSpan: Span, statement: Span) {
    guard let value = fitting(value, variable: index, nameSpan: nameSpan) else {
      setState(index, .broken(at: nameSpan))
      return
    }
    let type = self.type(value)
    if type == .error {
      setState(index, .broken(at: nameSpan))
      return
    }
    name(type)
    let slot = slot(of: index, type)
    store(index, slot, value, statement)
    // An annotated optional is narrowed by what was assigned.
    setState(
      index, VariableState(presence: .set, slot: slot, type: narrowed(value), otherType: .error, site: nameSpan))
  }

  /// `value` in the type that the variable must have, if it must have one. Nil after a report.
  private mutating func fitting(_ value: ExpressionID, variable index: Int, nameSpan: Span) -> ExpressionID? {
    if let declared = context.variables[index].declared {
      if let converted = converted(value, to: declared) { return converted }
      reportWrongAssignment(of: value, to: index, declared, nameSpan: nameSpan)
      return nil
    }
    if let pinned = context.variables[index].pinned, let converted = converted(value, to: pinned) { return converted }
    return context.variables[index].isShared ? shared(value, index) : value
  }

  private mutating func reportWrongAssignment(
    of value: ExpressionID, to index: Int, _ declared: Type, nameSpan: Span
  ) {
    let isFirst = context.variables[index].span == nameSpan
    report(
      TypeFinding.wrongAssignment(
        name: name(ofVariable: index), expected: types.name(declared), found: types.name(type(value))),
      at: span(value), related: isFirst ? [] : relatedPlace(ofVariable: index, "declared here"))
  }

  /// `value` in the one type of a top-level variable that a `def` reads.
  private mutating func shared(_ value: ExpressionID, _ index: Int) -> ExpressionID? {
    let variable = context.variables[index]
    let found = type(value)
    guard let wanted = sharedTypes[variable.symbol] ?? variable.firstSlot?.type else {
      return value
    }
    if let converted = converted(value, to: wanted) { return converted }
    if let wider = join(wanted, found), wider != wanted, !variable.isPinned {
      sharedTypes[variable.symbol] = wider
      sharedTypesChanged = true
      return value
    }
    // What an earlier turn has left does not bind the `def`s of this one.
    if isInherited(index), !variable.isPinned, sharedTypes[variable.symbol] == nil, !found.isPending {
      sharedTypes[variable.symbol] = found
      sharedTypesChanged = true
      return value
    }
    report(
      TypeFinding.sharedVariable(
        name: name(ofVariable: index), type: types.name(resolved(wanted)),
        function: variable.reader.map { functions[$0].signature.name },
        found: types.name(found)),
      at: span(value), related: relatedPlace(ofVariable: index, "first set here"))
    return nil
  }

  mutating func store(_ index: Int, _ slot: UInt32, _ value: ExpressionID, _ statement: Span) {
    emit(
      context.variables[index].isGlobal
        ? .assignGlobal(GlobalID(rawValue: slot), value) : .assignLocal(LocalID(rawValue: slot), value), statement)
    guard context.function == nil, let tag = earlier?.tags[index],
      let number = context.variables[index].slots.firstIndex(where: { $0.slot == slot })
    else { return }
    emit(.assignGlobal(tag, emit(.int(Int64(number)), .int, statement)), statement)
  }

  /// The local or global that holds variable `index` at `type`.
  mutating func slot(of index: Int, _ type: Type) -> UInt32 {
    let type = resolved(type)
    if let known = context.variables[index].firstSlot, resolved(known.type) == type { return known.slot }
    for known in context.variables[index].otherSlots where resolved(known.type) == type { return known.slot }
    return newSlot(of: index, type)
  }

  @inline(never)
  private mutating func newSlot(of index: Int, _ type: Type) -> UInt32 {
    let slot: UInt32
    let name = name(ofVariable: index)
    if context.variables[index].isGlobal {
      slot = UInt32(globals.count)
      globals.append(GlobalVariable(name: name, type: type))
    } else {
      slot = UInt32(context.locals.count)
      context.locals.append(LocalVariable(name: name, type: type))
    }
    context.variables[index].add((type, slot))
    return slot
  }

  @inline(__always)
  func slotType(of index: Int, _ slot: UInt32) -> Type {
    if let cell = context.variables[index].cell { return cells[cell].type }
    return resolved(
      context.variables[index].isGlobal ? globals[Int(slot)].type : context.locals[Int(slot)].type)
  }

  /// Notes a variable's new state, also for the places that control may reach from anywhere in enclosing regions.
  mutating func setState(_ index: Int, _ state: VariableState) {
    flow.variables[index] = state
    for region in context.regions.indices { accumulate(index, state, in: region) }
  }

  /// The value of a top-level variable, read in a `def`.
  mutating func readModuleVariable(_ index: Int, at span: Span) -> ExpressionID {
    // Without a slot no statement before has set it: the call that leads here was reported.
    guard let (type, slot) = moduleVariables[index].firstSlot else { return broken(span) }
    return emit(.global(GlobalID(rawValue: slot), mayBeUnset: true), resolved(type), span)
  }
}
