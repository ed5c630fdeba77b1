/// How actions are read, and how exactly an episode begins. Recorded with every data set and result.
public struct PhysicsOptions: Hashable, Sendable {
  /// What an action's displacement is added to.
  public enum ActionBase: String, CaseIterable, Hashable, Sendable {
    /// The pose that the last action asked for. The arm does not fall behind by its own lag.
    case target
    /// The tool's pose now, as in the published benchmark.
    case current
  }

  /// The axes that an action's displacement and rotation are given in.
  public enum ActionFrame: String, CaseIterable, Hashable, Sendable {
    /// The world's: z is up.
    case world
    /// The tool's, as in the published benchmark: z is out of the cups.
    case tool
  }

  /// Standard deviation in radians of the noise on the start joints; 0 is the published benchmark.
  public var jointNoise: Double
  public var actionBase: ActionBase
  public var actionFrame: ActionFrame

  public init(jointNoise: Double = 0, actionBase: ActionBase = .target, actionFrame: ActionFrame = .world) {
    self.jointNoise = jointNoise
    self.actionBase = actionBase
    self.actionFrame = actionFrame
  }
}
