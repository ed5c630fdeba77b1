/// Executes the skills of many arms at once, so that what is costly, such as a network, is asked once for all of them.
///
/// What the policy knows of one arm is a value of its own, `ArmState`; the calls of one arm live as those of a
/// `SkillPolicy` do. Arrays that are given together have one element for each arm that takes part, in the same order.
public protocol BatchedSkillPolicy {
  associatedtype ArmState

  /// What a record or a table calls it.
  var name: String { get }
  /// The skills it can execute.
  var skills: Set<SkillCall.Name> { get }

  /// Of an arm before its first call.
  func makeArmState() -> ArmState
  /// Calls begin; whatever was in force for these arms is over.
  mutating func begin(_ beginnings: [SkillBeginning], _ states: inout [ArmState])
  /// What each of these arms is to do next, for some control steps.
  mutating func act(_ observations: [Observation], _ states: inout [ArmState]) -> [ActionChunk]
}

/// A skill call, and what a policy may know where it begins.
public struct SkillBeginning: Hashable, Sendable {
  public let call: SkillCall
  public let scene: SceneDescription
  public let memory: MemoryView
  public let observation: Observation

  public init(call: SkillCall, scene: SceneDescription, memory: MemoryView, observation: Observation) {
    self.call = call
    self.scene = scene
    self.memory = memory
    self.observation = observation
  }
}

/// Actions for the next control steps, one after the other without asking the policy again, and then perhaps the end of
/// the call.
public struct ActionChunk: Hashable, Sendable {
  public var actions: [Action]
  /// Nil if the call goes on: then there is an action at least.
  public var outcome: SkillOutcome?

  public init(_ actions: [Action], outcome: SkillOutcome? = nil) {
    self.actions = actions
    self.outcome = outcome
  }
}

/// A policy that executes one call at a time, asked for one arm after the other.
public struct OneByOne<Policy: SkillPolicy>: BatchedSkillPolicy {
  private let policy: Policy

  /// Each arm gets a copy of `policy` as it is now.
  public init(_ policy: Policy) { self.policy = policy }

  public var name: String { policy.name }
  public var skills: Set<SkillCall.Name> { policy.skills }

  public func makeArmState() -> Policy { policy }

  public func begin(_ beginnings: [SkillBeginning], _ states: inout [Policy]) {
    for (index, beginning) in beginnings.enumerated() {
      states[index].begin(
        beginning.call, in: beginning.scene, memory: beginning.memory, observation: beginning.observation)
    }
  }

  public func act(_ observations: [Observation], _ states: inout [Policy]) -> [ActionChunk] {
    observations.enumerated().map { index, observation in
      switch states[index].act(observation) {
      case .act(let action): ActionChunk([action])
      case .ended(let outcome): ActionChunk([], outcome: outcome)
      }
    }
  }
}
