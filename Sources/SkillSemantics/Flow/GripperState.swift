import SkillDiagnostics

/// What the gripper holds, at every point of a function.
///
/// Only what is certain leads to a finding. Two actors are known to differ only if both come from `get_actor` with
/// different constant names; anything else may be the same actor.
struct GripperState: DataFlow {
  enum State: Equatable {
    case unknown
    case empty
    /// `pick` is the call that took it.
    case holding(Held, pick: ExpressionID)
    /// As it was when the function was entered.
    case entry
  }

  enum Held: Hashable {
    /// An actor that a constant name names.
    case named(String)
    /// The actor passed for a parameter of the function being analysed.
    case parameter(Int)
    /// Some actor: which, is not known.
    case some
  }

  let program: TypedProgram
  /// By host function.
  let hostContracts: [GripperContract]
  let functionContracts: [GripperContract]
  /// What a call of each `def` leaves; nil while it is not known.
  var summaries: [State?]
  /// What a local holds if it is set once only.
  var locals: [LocalID: ExpressionID] = [:]
  var parameterCount = 0

  init(_ program: TypedProgram, hostContracts: [GripperContract], functionContracts: [GripperContract]) {
    self.program = program
    self.hostContracts = hostContracts
    self.functionContracts = functionContracts
    summaries = Array(repeating: nil, count: program.functions.count)
  }

  /// Prepares for one function: notes the locals that are set once.
  mutating func focus(on function: TypedFunction, _ graph: FlowGraph) {
    parameterCount = function.parameterCount
    locals = [:]
    var setTwice: Set<LocalID> = []
    for node in graph.nodes {
      for event in node.events {
        guard case .assignLocal(let local, let value) = event.kind else { continue }
        if locals.updateValue(value, forKey: local) != nil { setTwice.insert(local) }
      }
    }
    for local in setTwice { locals[local] = nil }
  }

  // MARK: Events

  func transfer(_ event: FlowEvent, _ state: inout State) {
    let after = effect(of: event, on: state)
    state = event.isConditional && after != state ? .unknown : after
  }

  private func effect(of event: FlowEvent, on state: State) -> State {
    switch event.kind {
    case .host(let host, let arguments):
      let function = program[host]
      // A program that asks what is held decides for itself.
      if function.name == "holding" { return .unknown }
      return function.kind == .skill
        ? effect(hostContracts[Int(host.rawValue)].ensures, arguments, event.place, on: state) : state
    case .call(let function, let arguments):
      let contract = functionContracts[Int(function.rawValue)]
      if case .unchanged = contract.ensures {
        return summary(of: function, arguments, event.place, on: state)
      }
      return effect(contract.ensures, arguments, event.place, on: state)
    default: return state
    }
  }

  private func effect(
    _ effect: GripperContract.Effect, _ arguments: ArgumentList, _ place: ExpressionID, on state: State
  ) -> State {
    switch effect {
    case .empty: return .empty
    case .unchanged: return state
    case .holding(let parameter): return .holding(held(argument(parameter, arguments)), pick: place)
    case .unless(let given, let absent, let otherwise):
      let isGiven = given.contains { !isNone(argument($0, arguments)) }
      return self.effect(isGiven ? otherwise : absent, arguments, place, on: state)
    }
  }

  private func summary(of function: FunctionID, _ arguments: ArgumentList, _ place: ExpressionID, on state: State)
    -> State
  {
    switch summaries[Int(function.rawValue)] {
    case .entry?: return state
    case .empty?: return .empty
    case .holding(.parameter(let index), _)?: return .holding(held(argument(index, arguments)), pick: place)
    case .holding(let actor, _)?: return .holding(actor, pick: place)
    case .unknown?, nil: return .unknown
    }
  }

  func failure(_ event: FlowEvent, before: State) -> State { .unknown }

  func join(_ state: inout State, _ other: State) -> Bool {
    if state == other || state == .unknown { return false }
    if case .holding(let a, let pick) = state, case .holding(let b, _) = other {
      if a == b { return false }
      state = .holding(.some, pick: pick)
      return a != .some
    }
    state = .unknown
    return true
  }

  // MARK: Actors

  func argument(_ parameter: Int, _ arguments: ArgumentList) -> ExpressionID? {
    program.arguments(of: arguments).first { Int($0.parameter) == parameter }?.value
  }

  private func isNone(_ id: ExpressionID?) -> Bool {
    guard let id else { return true }
    switch program[id].kind {
    case .none, .convert(.noneToOptional, _): return true
    default: return false
    }
  }

  func held(_ id: ExpressionID?) -> Held {
    guard let id else { return .some }
    switch program[id].kind {
    case .hostCall(let host, let arguments) where program[host].name == "get_actor":
      guard let name = argument(0, arguments), case .string(let text) = program[name].kind else { return .some }
      return .named(program[text])
    case .local(let local):
      if Int(local.rawValue) < parameterCount { return locals[local] == nil ? .parameter(Int(local.rawValue)) : .some }
      return locals[local].map { held($0) } ?? .some
    case .convert(_, let inner): return held(inner)
    default: return .some
    }
  }

  /// Whether two are certainly different actors.
  func differ(_ a: Held, _ b: Held) -> Bool {
    if case .named(let x) = a, case .named(let y) = b { return x != y }
    return false
  }
}
