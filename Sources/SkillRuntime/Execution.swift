import RobotInterface
import SkillBytecode
import SkillMachine

/// Executes one program: the machine's requests go to the world as queries and to the policy as skill calls.
///
/// It advances by one event at a time, so that whoever drives it can show, record, stop or take a snapshot between any
/// two of them.
public struct Execution {
  public internal(set) var machine: Machine
  public let world: any World
  public internal(set) var policy: any SkillPolicy
  public let limits: ExecutionLimits
  /// Whether answers to queries are events.
  public let reportsAnswers: Bool
  /// Control steps, skill calls and queries so far.
  public internal(set) var usage = Usage()

  private let functions: [LinkedFunction]
  var inForce: CallInForce?
  /// What the world looks like now: it moves by control steps only.
  var observation: Observation
  var isOver = false

  public struct Usage: Hashable, Sendable {
    public var controlSteps = 0
    public var skillCalls = 0
    public var queries = 0
  }

  struct CallInForce {
    let call: SkillCall
    /// Simulated seconds at which the tightest `within` block stops it.
    let deadline: Double?
    /// What the policy has been shown since the call began: with these it comes to be where it is.
    var seen: [Observation] = []
  }

  /// Stands before the program's first statement. Throws when the module is not sound or calls a skill that `policy`
  /// cannot execute.
  public init(
    _ module: Module, world: any World, policy: any SkillPolicy, limits: ExecutionLimits = ExecutionLimits(),
    reportsAnswers: Bool = false
  ) throws(ExecutionError) {
    let machine: Machine
    do {
      machine = try Machine(module, scene: world.actorFacts, limits: limits.machine, observesMemory: true)
    } catch {
      throw .module(error)
    }
    try self.init(machine, world: world, policy: policy, limits: limits, reportsAnswers: reportsAnswers)
  }

  /// Goes on with what `machine` is about to run.
  init(
    _ machine: Machine, world: any World, policy: any SkillPolicy, limits: ExecutionLimits, reportsAnswers: Bool = false
  ) throws(ExecutionError) {
    var functions: [LinkedFunction] = []
    for function in machine.module.hostFunctions {
      let linked = try LinkedFunction(function)
      if case .skill(let skill) = linked, !policy.skills.contains(skill) {
        throw .unsupportedSkill(skill, policy: policy.name)
      }
      functions.append(linked)
    }
    self.machine = machine
    self.functions = functions
    self.world = world
    self.policy = policy
    self.limits = limits
    self.reportsAnswers = reportsAnswers
    observation = world.observe()
    self.machine.time = observation.time
  }

  /// A skill call in force: where the program made it, and since when, in simulated seconds.
  public struct CurrentCall: Sendable {
    public let call: SkillCall
    public let statement: SourceLocation
    public let start: Double
  }

  /// The skill call in force, if there is one.
  public var currentCall: CurrentCall? {
    inForce.map {
      CurrentCall(call: $0.call, statement: machine.location, start: $0.seen.first?.time ?? observation.time)
    }
  }

  /// Whether `next` would ask the policy: a call is in force whose time is not up.
  var needsPolicy: Bool {
    guard !isOver, let inForce else { return false }
    return !isExpired(inForce)
  }

  /// Goes on to the next event; nil after `.ended`.
  public mutating func next() throws(ExecutionError) -> ExecutionEvent? {
    guard !isOver else { return nil }
    if let inForce { return try advance(inForce) }
    while true {
      switch run() {
      case .call(let call):
        if let event = try handle(call) { return event }
      case .print(let text): return .printed(text)
      case .statement: return .statementBegan(machine.location)
      case .memoryStored(let store): return .memoryStored(store)
      case .finished(let isDone): return end(.finished(isDone: isDone))
      case .failed(let failure): return end(.failed(failure))
      }
    }
  }

  // MARK: Requests of the machine

  /// Runs the machine until it needs more than answers to queries.
  private mutating func run() -> HostRequest {
    guard !reportsAnswers else { return machine.run() }
    let (functions, world, scene) = (functions, world, world.scene)
    var left = limits.queries - usage.queries
    defer { usage.queries = limits.queries - left }
    return machine.run { call in
      guard left > 0, case .query(let query) = functions[call.function] else { return .later }
      var arguments = Arguments(call.values, of: query.rawValue, actorCount: scene.actors.count)
      // A query that fails is asked again, where the failure can be raised.
      guard let answer = try? world.answer(query, &arguments), case .success(let value) = answer else { return .later }
      left -= 1
      return .value(value)
    }
  }

  /// Begins a skill, or answers a query, which is an event only when asked for.
  private mutating func handle(_ call: HostCall) throws(ExecutionError) -> ExecutionEvent? {
    switch functions[call.function] {
    case .skill(let skill):
      guard usage.skillCalls < limits.skillCalls else { return stop(.skillCalls(limits.skillCalls)) }
      usage.skillCalls += 1
      var arguments = arguments(of: call)
      let skillCall = try SkillCall(skill, &arguments)
      policy.begin(skillCall, in: world.scene, memory: machine.memoryView, observation: observation)
      inForce = CallInForce(call: skillCall, deadline: call.deadline)
      return .skillBegan(skillCall, statement: machine.location)
    case .query(let query):
      guard usage.queries < limits.queries else { return stop(.queries(limits.queries)) }
      usage.queries += 1
      let statement = machine.location
      var arguments = arguments(of: call)
      let found = try world.answer(query, &arguments)
      switch found {
      case .success(let value): try answer(.value(value))
      case .failure(let failure):
        try answer(.failure(CaughtFailure(failure, of: machine.function(of: call).name)))
      }
      return reportsAnswers
        ? .answered(query: query.rawValue, try? found.get(), statement: statement) : nil
    }
  }

  private func arguments(of call: HostCall) -> Arguments {
    Arguments(
      machine.arguments(of: call), of: machine.function(of: call).name, actorCount: world.scene.actors.count)
  }

  /// The skill call that the machine waits for; nil where it waits for none.
  func pendingSkill() throws(ExecutionError) -> CallInForce? {
    guard let call = machine.pendingCall, case .skill(let skill) = functions[call.function] else { return nil }
    var arguments = arguments(of: call)
    return CallInForce(call: try SkillCall(skill, &arguments), deadline: call.deadline)
  }

  /// One control step of the call in force, or its end.
  private mutating func advance(_ current: CallInForce) throws(ExecutionError) -> ExecutionEvent {
    if isExpired(current) { return try end(current.call, .expired, .expired) }
    inForce?.seen.append(observation)
    switch policy.act(observation) {
    case .ended(.success):
      return try end(current.call, .outcome(.success), .value(.none))
    case .ended(.failure(let failure)):
      let caught = CaughtFailure(failure, of: current.call.name.rawValue)
      return try end(current.call, .outcome(.failure(failure)), .failure(caught))
    case .act(let action):
      guard usage.controlSteps < limits.controlSteps else { return stop(.controlSteps(limits.controlSteps)) }
      usage.controlSteps += 1
      do { try world.step(action) } catch { throw .world(error) }
      observation = world.observe()
      machine.time = observation.time
      return .stepped(ControlStep(call: current.call, action: action, observation: observation))
    }
  }

  private func isExpired(_ call: CallInForce) -> Bool { call.deadline.map { observation.time >= $0 } ?? false }

  private mutating func end(
    _ call: SkillCall, _ end: SkillEnd, _ answer: HostAnswer
  ) throws(ExecutionError) -> ExecutionEvent {
    inForce = nil
    try self.answer(answer)
    return .skillEnded(call, end, time: observation.time)
  }

  private mutating func answer(_ answer: HostAnswer) throws(ExecutionError) {
    do { try machine.answer(answer) } catch { throw .internal("the machine refused an answer: \(error)") }
  }

  // MARK: The end

  private mutating func stop(_ limit: ExecutionLimit) -> ExecutionEvent {
    end(.stopped(limit, trace: machine.trace))
  }

  private mutating func end(_ end: ExecutionEnd) -> ExecutionEvent {
    isOver = true
    return .ended(end)
  }
}
