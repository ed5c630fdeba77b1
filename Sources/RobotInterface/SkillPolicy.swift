/// Executes skills, one call at a time: a scripted oracle, a learned policy, a real robot's controller.
///
/// The life of a call: `begin`, then `act` once for every observation until it says `.ended`. A caller that gives up
/// (a deadline passed) just begins the next call.
///
/// A policy is a value: a copy goes on by itself. And it is deterministic: what it does in a call depends on what `begin`
/// and `act` were given since the call began, and on nothing else. So a call that was cut short is taken up again by
/// showing a fresh policy what the first one saw.
public protocol SkillPolicy {
  /// What a record or a table calls it.
  var name: String { get }
  /// The skills it can execute; a call of another is an error of set-up, not of the program.
  var skills: Set<SkillCall.Name> { get }

  mutating func begin(_ call: SkillCall, in scene: SceneDescription, memory: MemoryView, observation: Observation)
  mutating func act(_ observation: Observation) -> PolicyStep
}

/// What a policy wants next.
public enum PolicyStep: Hashable, Sendable {
  case act(Action)
  case ended(SkillOutcome)
}
