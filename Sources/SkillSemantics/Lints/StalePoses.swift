import SkillDiagnostics

/// Poses beside an actor that was moved since: `offset(get_pose(b), dz=5cm)`, kept, then b moved, then something put there.
///
/// The pose itself may be kept: that is how a program returns to where an actor was.
struct StalePoses: DataFlow {
  struct State: Equatable {
    var poses: [Place: Origin] = [:]
    /// What locals of type Actor name.
    var actors: [LocalID: Subject] = [:]
  }

  /// Where a pose is kept.
  enum Place: Hashable {
    case local(LocalID)
    case key(CellID, String)
  }

  enum Subject: Hashable {
    case named(String)
    case local(LocalID)
  }

  /// Where a pose comes from.
  struct Origin: Equatable {
    var actor: Subject
    var query: ExpressionID
    /// Whether it lies beside the actor.
    var isBeside = false
    /// The call that has moved the actor since.
    var move: ExpressionID?
  }

  struct Use {
    var place: ExpressionID
    var actor: String
    var query: ExpressionID
    var move: ExpressionID
  }

  let flow: ProgramFlow
  let subjects = FlowGraph.Contents.everything

  private var program: TypedProgram { _read { yield flow.subject.program } }

  init(_ flow: ProgramFlow) { self.flow = flow }

  // MARK: Flow

  func transfer(_ event: FlowEvent, _ state: inout State) {
    switch event.kind {
    case .assignLocal(let local, let value): assign(local, value, &state)
    case .storeKey(let cell, let key): state.poses[.key(cell, program[key])] = origin(of: event.place, state)
    case .host(let host, let arguments):
      guard program[host].kind == .skill, let moved = subject(ofFirst: arguments, state) else { return }
      for (place, origin) in state.poses where origin.actor == moved && origin.move == nil {
        state.poses[place]?.move = event.place
      }
    case .assign(let cell, _, _):
      state.poses = state.poses.filter { if case .key(cell, _) = $0.key { false } else { true } }
    case .call:
      // It may move anything and store anything.
      state.poses = [:]
    default: break
    }
  }

  /// `value` is nil where a loop sets the local.
  private func assign(_ local: LocalID, _ value: ExpressionID?, _ state: inout State) {
    let pose = value.flatMap { origin(of: $0, state) }
    let actor = value.flatMap { program[$0].type == .actor ? subject($0, state) : nil }
    state.poses = state.poses.filter { $0.value.actor != .local(local) }
    state.actors = state.actors.filter { $0.value != .local(local) }
    state.poses[.local(local)] = pose?.actor == .local(local) ? nil : pose
    state.actors[local] = actor == .local(local) ? nil : actor
  }

  func failure(_ event: FlowEvent, before: State) -> State { before }

  func join(_ state: inout State, _ other: State) -> Bool {
    let before = state
    state.actors = state.actors.filter { other.actors[$0.key] == $0.value }
    for (place, origin) in state.poses {
      guard let second = other.poses[place], second.actor == origin.actor, second.query == origin.query,
        second.isBeside == origin.isBeside
      else {
        state.poses[place] = nil
        continue
      }
      if second.move == nil { state.poses[place]?.move = nil }
    }
    return state != before
  }

  // MARK: Values

  private func subject(_ id: ExpressionID, _ state: State) -> Subject? {
    switch program[id].kind {
    case .hostCall(let host, let arguments) where program[host].name == "get_actor":
      guard let name = argument(0, arguments), case .string(let text) = program[name].kind else { return nil }
      return .named(program[text])
    case .local(let local): return state.actors[local] ?? .local(local)
    case .convert(_, let inner): return subject(inner, state)
    default: return nil
    }
  }

  private func subject(ofFirst arguments: ArgumentList, _ state: State) -> Subject? {
    guard let first = argument(0, arguments), program[first].type == .actor else { return nil }
    return subject(first, state)
  }

  private func origin(of id: ExpressionID, _ state: State) -> Origin? {
    switch program[id].kind {
    case .hostCall(let host, let arguments) where program[host].name == "get_pose":
      return subject(ofFirst: arguments, state).map { Origin(actor: $0, query: id) }
    case .local(let local): return state.poses[.local(local)]
    case .element(let base, let index):
      guard case .cell(let cell) = program[base].kind, case .string(let key) = program[index].kind else { return nil }
      return state.poses[.key(cell, program[key])]
    case .builtin(.offset, let arguments):
      return argument(0, arguments).flatMap { origin(of: $0, state) }.map(beside)
    case .builtin(.rotateZ, let arguments): return argument(0, arguments).flatMap { origin(of: $0, state) }
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      return (origin(of: left, state) ?? origin(of: right, state)).map(beside)
    case .pose(let inner, _), .field(.position, let inner), .convert(_, let inner), .keep(_, let inner):
      return origin(of: inner, state)
    default: return nil
    }
  }

  private func beside(_ origin: Origin) -> Origin {
    var origin = origin
    origin.isBeside = true
    return origin
  }

  private func argument(_ parameter: Int, _ arguments: ArgumentList) -> ExpressionID? {
    program.arguments(of: arguments).first { Int($0.parameter) == parameter }?.value
  }

  // MARK: Findings

  /// The places, given to skills, beside actors that have been moved.
  func findings(_ graph: FlowGraph) -> [Use] {
    var found: [Use] = []
    var states = FlowStates<State>()
    solve(graph, entry: State(), &states)
    forEachEvent(graph, states) { event, state in
      if case .host(let host, let arguments) = event.kind, flow.isSkill(host) { found += uses(arguments, state) }
    }
    return found
  }

  private func uses(_ arguments: ArgumentList, _ state: State) -> [Use] {
    program.arguments(of: arguments).compactMap { argument in
      guard let origin = origin(of: argument.value, state), origin.isBeside, let move = origin.move,
        subject(ofFirst: arguments, state) != origin.actor
      else { return nil }
      return Use(place: argument.value, actor: name(origin), query: origin.query, move: move)
    }
  }

  private func name(_ origin: Origin) -> String {
    switch origin.actor {
    case .named(let text): "'\(text)'"
    case .local:
      if case .hostCall(_, let arguments) = program[origin.query].kind, let actor = argument(0, arguments) {
        "`\(program.text(in: program[actor].span))`"
      } else {
        "the actor"
      }
    }
  }
}
