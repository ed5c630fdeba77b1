import RobotInterface
import SkillBytecode

/// Executes many programs, each in a world of its own, on one thread: they go on together, and where they wait for the
/// policy it answers all of them at once.
///
/// Each program does what it would do alone with the same policy; only the order in which things happen in different
/// worlds is another.
public struct Lockstep<Policy: BatchedSkillPolicy> {
  public private(set) var policy: Policy
  public private(set) var arms: [Arm]

  /// One program in its world.
  public struct Arm {
    public fileprivate(set) var execution: Execution
    /// Why it cannot go on, where that is not the program's end.
    public fileprivate(set) var error: ExecutionError?
    /// Nothing follows.
    public fileprivate(set) var isOver = false
    /// Nil only while the policy has it.
    fileprivate var state: Policy.ArmState?
    /// What is left of the policy's last answer.
    fileprivate var chunk = ActionChunk([])
    /// What has happened since the round began.
    fileprivate var events: [ExecutionEvent] = []
  }

  /// A program and where it runs.
  public struct Run {
    public let module: Module
    public let world: any World

    public init(_ module: Module, in world: any World) {
      self.module = module
      self.world = world
    }
  }

  /// Stands before the first statement of each program. Throws when a module is not sound or calls a skill that `policy`
  /// cannot execute.
  public init(_ runs: [Run], policy: Policy, limits: ExecutionLimits = ExecutionLimits()) throws(ExecutionError) {
    self.policy = policy
    arms = []
    for run in runs {
      let relay = PolicyRelay(name: policy.name, skills: policy.skills)
      let execution = try Execution(run.module, world: run.world, policy: relay, limits: limits)
      arms.append(Arm(execution: execution, state: policy.makeArmState()))
    }
  }

  /// Lets each program go on by one answer of the policy, so by one control step at most. What has happened to each
  /// since the last time, in order; nil once all are over.
  public mutating func next() -> [[ExecutionEvent]]? {
    guard arms.contains(where: { !$0.isOver }) else { return nil }
    for index in arms.indices { arms[index].runUntilPolicyIsNeeded() }
    begin(arms.indices.filter { arms[$0].hasBegun })
    ask(arms.indices.filter { arms[$0].isAsking })
    for index in arms.indices { arms[index].followPolicy() }
    return arms.indices.map { index in
      defer { arms[index].events = [] }
      return arms[index].events
    }
  }

  // MARK: The policy

  private mutating func begin(_ indices: [Int]) {
    guard !indices.isEmpty else { return }
    let beginnings = indices.compactMap { arms[$0].relay?.beginning }
    withStates(of: indices) { policy, states in policy.begin(beginnings, &states) }
    for index in indices {
      arms[index].chunk = ActionChunk([])
      arms[index].relay?.beginning = nil
    }
  }

  private mutating func ask(_ indices: [Int]) {
    guard !indices.isEmpty else { return }
    let observations = indices.map { arms[$0].execution.observation }
    let chunks = withStates(of: indices) { policy, states in policy.act(observations, &states) }
    for (position, index) in indices.enumerated() {
      let chunk = position < chunks.count ? chunks[position] : ActionChunk([])
      arms[index].chunk = chunk
      if chunk.actions.isEmpty, chunk.outcome == nil { arms[index].stop("the policy does not say what to do") }
    }
  }

  private mutating func withStates<Result>(
    of indices: [Int], _ body: (inout Policy, inout [Policy.ArmState]) -> Result
  ) -> Result {
    // Taken out, not copied: what the policy changes is not shared.
    var states: [Policy.ArmState] = []
    for index in indices {
      if let state = arms[index].state.take() { states.append(state) }
    }
    let result = body(&policy, &states)
    for (state, index) in zip(states, indices) { arms[index].state = state }
    return result
  }
}

extension Lockstep.Arm {
  fileprivate var relay: PolicyRelay? {
    get { execution.policy as? PolicyRelay }
    set { if let newValue { execution.policy = newValue } }
  }

  /// Whether a call has begun that the policy has not heard of.
  fileprivate var hasBegun: Bool { !isOver && relay?.beginning != nil }

  /// Whether the policy is to say what comes next.
  fileprivate var isAsking: Bool {
    !isOver && execution.needsPolicy && chunk.actions.isEmpty && chunk.outcome == nil
  }

  fileprivate mutating func runUntilPolicyIsNeeded() {
    while !isOver, !execution.needsPolicy, relay?.beginning == nil { goOn() }
  }

  /// One step of what the policy said last.
  fileprivate mutating func followPolicy() {
    guard !isOver, execution.needsPolicy else { return }
    let answer: PolicyStep
    if !chunk.actions.isEmpty {
      answer = .act(chunk.actions.removeFirst())
    } else if let outcome = chunk.outcome {
      answer = .ended(outcome)
    } else {
      return
    }
    relay?.answer = answer
    goOn()
  }

  private mutating func goOn() {
    do throws(ExecutionError) {
      guard let event = try execution.next() else { return }
      events.append(event)
      if case .ended = event { isOver = true }
    } catch {
      self.error = error
      isOver = true
    }
  }

  fileprivate mutating func stop(_ reason: String) {
    error = .internal(reason)
    isOver = true
  }
}

/// Stands for a policy that is asked elsewhere: keeps what begins, and says what it was told to say.
private struct PolicyRelay: SkillPolicy {
  let name: String
  let skills: Set<SkillCall.Name>
  var beginning: SkillBeginning?
  var answer = PolicyStep.ended(.success)

  init(name: String, skills: Set<SkillCall.Name>) {
    self.name = name
    self.skills = skills
  }

  mutating func begin(
    _ call: SkillCall, in scene: SceneDescription, memory: MemoryView, observation: Observation
  ) {
    beginning = SkillBeginning(call: call, scene: scene, memory: memory, observation: observation)
  }

  mutating func act(_ observation: Observation) -> PolicyStep { answer }
}
