import Geometry
import RobotInterface

/// The axes that a world reads an action's displacement and rotation in.
public enum ActionFrame: Hashable, Sendable {
  case world, tool
}

extension Action {
  /// The action that asks for the tool pose `goal` when the last one asked for `base`; what an action cannot do in one
  /// step is cut to its limits.
  public init(to goal: Pose, from base: Pose, vacuum: Bool, frame: ActionFrame) {
    var offset = goal.p - base.p
    var turn = (goal.q * base.q.inverse).rotationVector
    if frame == .tool {
      offset = base.q.inverse.rotate(offset)
      turn = base.q.inverse.rotate(turn)
    }
    let stride = offset / Action.translationScale
    let largest = max(abs(stride.x), abs(stride.y), abs(stride.z), 1)
    let spin = turn / Action.rotationScale
    self.init(translation: stride / largest, rotation: spin / max(spin.norm, 1), vacuum: vacuum ? 1 : -1)
  }
}
