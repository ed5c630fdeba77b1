import Geometry

/// How a world reads actions; a controller must know it to ask for what it wants.
public struct ActionMode: Hashable, Sendable {
  /// What an action's displacement is added to.
  public enum Base: String, CaseIterable, Hashable, Sendable {
    /// The pose that the last action asked for. The arm does not fall behind by its own lag.
    case target
    /// The tool's pose now, as in the published benchmark.
    case current
  }

  /// The axes that an action's displacement and rotation are given in.
  public enum Frame: String, CaseIterable, Hashable, Sendable {
    /// The world's: z is up.
    case world
    /// The tool's, as in the published benchmark: z is out of the cups.
    case tool
  }

  public var base: Base
  public var frame: Frame

  public init(base: Base = .target, frame: Frame = .world) {
    self.base = base
    self.frame = frame
  }
}

extension Action {
  /// The action that asks for the tool pose `goal` after `observation`; what an action cannot do in one step is cut to
  /// its limits, the direction kept.
  public init(to goal: Pose, after observation: Observation, vacuum: Bool, mode: ActionMode) {
    let base = mode.base == .target ? observation.toolTarget : observation.tool.pose
    var offset = goal.p - base.p
    var turn = (goal.q * base.q.inverse).rotationVector
    if mode.frame == .tool {
      offset = base.q.inverse.rotate(offset)
      turn = base.q.inverse.rotate(turn)
    }
    let stride = offset / Action.translationScale
    let spin = turn / Action.rotationScale
    self.init(
      translation: stride / max(abs(stride.x), abs(stride.y), abs(stride.z), 1), rotation: spin / max(spin.norm, 1),
      vacuum: vacuum ? 1 : -1)
  }
}
