import RobotInterface

/// What the turns of a session move: a world, and the policy that executes skills in it.
public struct SessionRobot {
  public let world: any World
  public var policy: any SkillPolicy
  /// Keeps the world's state; what it returns goes back to it.
  let saveState: SaveState

  /// Keeps a world's state: calling the result brings it back.
  public typealias SaveState = () -> (() throws(WorldError) -> Void)

  /// `saveState` is what `Session.undo` needs to take a turn back. A policy is copied, so it has to be a value.
  public init(world: any World, policy: any SkillPolicy, saveState: @escaping SaveState) {
    self.world = world
    self.policy = policy
    self.saveState = saveState
  }
}
