import SkillDiagnostics

/// Where paths meet.
extension Checker {
  /// What holds after two paths met, and the moves that each path must end with.
  mutating func join(_ a: FlowState, _ b: FlowState) -> (state: FlowState, afterA: [Move], afterB: [Move]) {
    guard a.isReachable else { return (b, [], []) }
    guard b.isReachable else { return (a, [], []) }
    var joined = a
    var afterA: [Move] = []
    var afterB: [Move] = []
    let mark = differences.count
    defer { differences.truncate(to: mark) }
    a.variables.appendDifferences(from: b.variables, to: &differences)
    for position in mark..<differences.count {
      let index = differences[position]
      let x = a.variables[index]
      let y = b.variables[index]
      let (state, needsMove) = join(x, y, variable: index)
      joined.variables[index] = state
      guard needsMove else { continue }
      if x.slot != state.slot { afterA.append(Move(variable: index, from: x, to: state)) }
      if y.slot != state.slot { afterB.append(Move(variable: index, from: y, to: state)) }
    }
    return (joined, afterA, afterB)
  }

  /// What is known of a variable after two paths met. `needsMove`: the paths hold it in different slots.
  mutating func join(_ a: VariableState, _ b: VariableState, variable: Int) -> (VariableState, needsMove: Bool) {
    if a.presence == .conflict { return (a, false) }
    if b.presence == .conflict { return (b, false) }
    if a.presence == .unset || b.presence == .unset {
      var known = a.presence == .unset ? b : a
      if known.presence == .set { known.presence = .maybe }
      return (known, false)
    }
    var joined = a
    if a.presence == .maybe || b.presence == .maybe { joined.presence = .maybe }
    if a.slot == VariableState.noSlot || b.slot == VariableState.noSlot {
      joined.slot = VariableState.noSlot
      joined.type = .error
      return (joined, false)
    }
    if a.slot == b.slot {
      joined.type = resolved(a.type) == resolved(b.type) ? a.type : slotType(of: variable, a.slot)
      return (joined, false)
    }
    guard let type = join(resolved(a.type), resolved(b.type)) else {
      joined.presence = .conflict
      joined.type = a.type
      joined.otherType = b.type
      joined.site = b.site == Self.elsewhere ? a.site : b.site
      return (joined, false)
    }
    joined.slot = slot(of: variable, type)
    joined.type = type
    return (joined, joined.presence == .set)
  }

  /// Ends a path with the moves that the meeting needs.
  mutating func emit(_ moves: [Move], at span: Span) {
    for move in moves {
      let value = value(of: move.variable, move.from, at: span)
      if let converted = converted(value, to: slotType(of: move.variable, move.to.slot)) {
        store(move.variable, move.to.slot, converted, span)
      }
    }
  }

  /// Moves variable `index` of the current state to the slot for `type`, if it is set and can be.
  mutating func move(_ index: Int, to type: Type, at span: Span) {
    let state = flow.variables[index]
    guard state.presence == .set, state.slot != VariableState.noSlot else { return }
    let slot = slot(of: index, type)
    if state.slot != slot {
      guard let converted = converted(value(of: index, state, at: span), to: type) else { return }
      store(index, slot, converted, span)
    }
    flow.variables[index].slot = slot
    flow.variables[index].type = type
  }

  /// Applies what a test has shown.
  mutating func apply(_ narrowings: [Narrowing]) {
    for narrowing in narrowings where flow.variables[narrowing.variable].presence == .set {
      flow.variables[narrowing.variable].type = narrowing.type
    }
  }

  // MARK: Plans

  /// Prepares the current state for a statement that is checked with `plan`.
  mutating func enter(_ plan: FlowPlan, at span: Span) {
    if plan.changes.isEmpty { return }
    for index in plan.changes.keys.sorted() {
      switch plan.changes[index]?.entry {
      case .type(let type): move(index, to: type, at: span)
      case .conflict(let other):
        flow.variables[index].presence = .conflict
        flow.variables[index].otherType = other
      case nil: break
      }
    }
  }

  /// Lets every assignment in the statement convert as `plan` says; returns what to restore.
  mutating func pin(_ plan: FlowPlan) -> [Int: Type?] {
    var before: [Int: Type?] = [:]
    for (index, change) in plan.changes {
      guard let type = change.pin else { continue }
      before[index] = .some(context.variables[index].pinned)
      context.variables[index].pinned = type
    }
    return before
  }

  mutating func unpin(_ before: [Int: Type?]) {
    for (index, type) in before { context.variables[index].pinned = type }
  }

  /// What must change so that a round can begin with `state` where it began with `head`.
  mutating func reconcile(_ head: FlowState, with state: FlowState, plan: inout FlowPlan, pinning: Bool) {
    guard state.isReachable else { return }
    let mark = differences.count
    defer { differences.truncate(to: mark) }
    head.variables.appendDifferences(from: state.variables, to: &differences)
    for position in mark..<differences.count {
      let index = differences[position]
      let before = head.variables[index]
      let after = state.variables[index]
      guard before.presence == .set, before.slot != VariableState.noSlot, after.slot != VariableState.noSlot else {
        continue
      }
      if after.presence == .conflict {
        plan.enter(index, as: .conflict(after.otherType))
      } else if before.slot == after.slot {
        if resolved(before.type) != resolved(after.type) {
          plan.enter(index, as: .type(slotType(of: index, before.slot)))
        }
      } else if let type = join(resolved(before.type), resolved(after.type)) {
        if type != slotType(of: index, before.slot) || resolved(before.type) != type {
          plan.enter(index, as: .type(type))
        }
        if pinning { plan.pin(index, to: type) }
      } else {
        plan.enter(index, as: .conflict(after.type))
      }
    }
  }

  /// Adds a variable's new state to what holds wherever control may leave a region.
  mutating func accumulate(_ index: Int, _ state: VariableState, in region: Int) {
    let known = context.regions[region].state.variables[index]
    if known.isSame(as: state) { return }
    let (joined, needsMove) = join(known, state, variable: index)
    if needsMove {
      // No move can be placed: the statement is checked again with one type throughout.
      context.regions[region].plan.enter(index, as: .type(joined.type))
      context.regions[region].plan.pin(index, to: joined.type)
    }
    context.regions[region].state.variables[index] = joined
  }
}
