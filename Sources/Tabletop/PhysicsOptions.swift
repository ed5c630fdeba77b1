import RobotInterface

/// How actions are read, and how exactly an episode begins. Recorded with every data set and result.
public struct PhysicsOptions: Hashable, Sendable {
  public typealias ActionBase = ActionMode.Base
  public typealias ActionFrame = ActionMode.Frame

  /// Standard deviation in radians of the noise on the start joints; 0 is the published benchmark.
  public var jointNoise: Double
  /// What an action's displacement is added to.
  public var actionBase: ActionBase
  /// The axes that it is given in.
  public var actionFrame: ActionFrame

  public init(jointNoise: Double = 0, actionBase: ActionBase = .target, actionFrame: ActionFrame = .world) {
    self.jointNoise = jointNoise
    self.actionBase = actionBase
    self.actionFrame = actionFrame
  }

  /// How actions are read, as a controller wants to know it.
  public var actionMode: ActionMode { ActionMode(base: actionBase, frame: actionFrame) }
}
