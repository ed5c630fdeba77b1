import RobotInterface

/// The policy of programs that call no skill.
public struct NoPolicy: SkillPolicy {
  public init() {}

  public var name: String { "none" }
  public var skills: Set<SkillCall.Name> { [] }

  public mutating func begin(
    _ call: SkillCall, in scene: SceneDescription, memory: MemoryView, observation: Observation
  ) {}

  public mutating func act(_ observation: Observation) -> PolicyStep {
    .ended(.failure(SkillFailure(.rejectedByProgram, "there is no robot")))
  }
}
