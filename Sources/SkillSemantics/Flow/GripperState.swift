import SkillDiagnostics

/// What the gripper holds, at every point of a function.
///
/// Only what is certain leads to a finding. Two actors are known to differ only if both come from `get_actor` with
/// different constant names; anything else may be the same actor.
struct GripperState: DataFlow, ~Copyable {
  enum State: Equatable {
    /// A test came out as it cannot: control does not come here.
    case impossible
    case unknown
    case empty
    /// `pick` is the call that took it, if one of the function did.
    case holding(Actors.Held, pick: ExpressionID?)
    /// As it was when the function was entered.
    case entry
  }

  /// What calling a `def` does, given what was held before.
  struct Summary {
    /// At the normal end; nil if there is none.
    var exit: State?
    /// At each `done()`.
    var endings: [State]
    /// Calls that certainly cannot succeed.
    var conflicts: [Conflict]
  }

  /// What is known of a `def`.
  struct Callee {
    /// Nothing in it concerns the gripper.
    var isNeutral = false
    /// What a call does, whatever is held; nil while it is not known.
    var anyhow: Summary?
    /// The same with an empty gripper, and with one that holds an actor foreign to the `def`.
    var whenEmpty: Summary?
    var whenHolding: Summary?
  }

  let flow: ProgramFlow
  let subjects: FlowGraph.Contents = [.gripper, .calls]
  /// By host function.
  let hostContracts: [GripperContract]
  let functionContracts: [GripperContract]
  /// By `def`.
  var callees: [Callee]
  /// The actors of the function being analysed.
  var actors: Actors

  var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow, hostContracts: [GripperContract], functionContracts: [GripperContract]) {
    self.flow = flow
    self.hostContracts = hostContracts
    self.functionContracts = functionContracts
    actors = Actors(flow)
    callees = functionContracts.map { _ in Callee() }
  }

  // MARK: Events

  func transfer(_ event: FlowEvent, _ state: inout State) {
    switch event.kind {
    case .host, .call, .assume, .lost: break
    default: return
    }
    if state == .impossible { return }
    let after = effect(of: event, on: state)
    state = event.isConditional && after != state ? .unknown : after
  }

  private func effect(of event: FlowEvent, on state: State) -> State {
    switch event.kind {
    case .host(let host, let arguments):
      // A program that asks what is held, and keeps the answer, decides for itself.
      if host == flow.holding { return .unknown }
      return flow.isSkill(host)
        ? effect(hostContracts[Int(host.rawValue)].ensures, arguments, event.place, on: state) : state
    case .call(let function, let arguments):
      let contract = functionContracts[Int(function.rawValue)]
      guard case .unchanged = contract.ensures else {
        return effect(contract.ensures, arguments, event.place, on: state)
      }
      if callees[Int(function.rawValue)].isNeutral { return state }
      guard let summary = summary(of: function, in: state) else { return .unknown }
      guard let exit = summary.exit else { return .impossible }
      return translated(exit, arguments, event.place, from: state)
    case .assume(let condition, let holds): return refined(state, condition, holds: holds)
    case .lost: return .unknown
    default: return state
    }
  }

  private func effect(
    _ effect: GripperContract.Effect, _ arguments: ArgumentList, _ place: ExpressionID, on state: State
  ) -> State {
    switch effect {
    case .empty: return .empty
    case .unchanged: return state
    case .holding(let parameter):
      return .holding(actors.actor(program.argument(parameter, of: arguments)), pick: place)
    case .unless(let given, let absent, let otherwise):
      let isGiven = given.contains { !program.isNone(program.argument($0, of: arguments)) }
      return self.effect(isGiven ? otherwise : absent, arguments, place, on: state)
    }
  }

  func failure(_ event: FlowEvent, before: State) -> State { before == .impossible ? before : .unknown }

  func join(_ state: inout State, _ other: State) -> Bool {
    if state == other || state == .unknown || other == .impossible { return false }
    if state == .impossible {
      state = other
      return true
    }
    if case .holding(let a, let pick) = state, case .holding(let b, let other) = other {
      let joined = State.holding(a == b ? a : .some, pick: pick ?? other)
      if state == joined { return false }
      state = joined
      return true
    }
    state = .unknown
    return true
  }

  // MARK: Calls

  private func summary(of function: FunctionID, in state: State) -> Summary? {
    let index = Int(function.rawValue)
    return state == .empty ? callees[index].whenEmpty : callees[index].anyhow
  }

  /// A state of a callee, as its caller sees it, `before` being what was held at the call.
  private func translated(_ state: State, _ arguments: ArgumentList, _ call: ExpressionID, from before: State) -> State
  {
    switch state {
    case .entry: before
    case .holding(let actor, _): .holding(translated(actor, arguments), pick: call)
    case .empty, .unknown, .impossible: state
    }
  }

  private func translated(_ actor: Actors.Held, _ arguments: ArgumentList) -> Actors.Held {
    guard case .parameter(let index) = actor else { return actor }
    return actors.actor(program.argument(Int(index), of: arguments))
  }

  /// What a program may hold where it ends within a call.
  func endings(of function: FunctionID, _ arguments: ArgumentList, _ call: ExpressionID, from state: State) -> [State] {
    if state == .impossible || callees[Int(function.rawValue)].isNeutral { return [] }
    return (summary(of: function, in: state)?.endings ?? [.unknown])
      .map { translated($0, arguments, call, from: state) }
  }

  /// The first conflict that calling a `def` certainly leads to.
  func conflict(calling function: FunctionID, _ arguments: ArgumentList, in state: State) -> Conflict? {
    let index = Int(function.rawValue)
    switch state {
    case .empty:
      guard var conflict = callees[index].whenEmpty?.conflicts.first else { return nil }
      conflict.wanted = translated(conflict.wanted, arguments)
      conflict.allowed = conflict.allowed.map { translated($0, arguments) }
      return conflict
    case .holding(let held, _):
      for var conflict in callees[index].whenHolding?.conflicts ?? [] {
        conflict.wanted = translated(conflict.wanted, arguments)
        conflict.allowed = conflict.allowed.map { translated($0, arguments) }
        if conflict.allowed.allSatisfy({ Actors.differ($0, held) }) { return conflict }
      }
      return nil
    case .unknown, .entry, .impossible: return nil
    }
  }

  // MARK: Tests

  /// What a test of `holding()` that came out so tells.
  private func refined(_ state: State, _ condition: ExpressionID, holds: Bool) -> State {
    switch program[condition].kind {
    case .not(let inner): return refined(state, inner, holds: !holds)
    case .and(let left, let right) where holds: return refined(refined(state, left, holds: true), right, holds: true)
    case .or(let left, let right) where !holds: return refined(refined(state, left, holds: false), right, holds: false)
    default: break
    }
    switch (program.gripperTest(condition, flow.holding), holds) {
    case (.isEmpty, true), (.holdsSomething, false): return empty(state)
    case (.isEmpty, false), (.holdsSomething, true): return holding(.some, state)
    case (.holds(let actor), true), (.holdsNot(let actor), false): return holding(actors.actor(actor), state)
    default: return state
    }
  }

  private func empty(_ state: State) -> State {
    if case .holding = state { return .impossible }
    return state == .impossible ? state : .empty
  }

  private func holding(_ actor: Actors.Held, _ state: State) -> State {
    switch state {
    case .impossible, .empty: .impossible
    case .unknown, .entry: .holding(actor, pick: nil)
    case .holding(let held, let pick):
      Actors.differ(actor, held) ? .impossible : .holding(actor == .some ? held : actor, pick: pick)
    }
  }
}
