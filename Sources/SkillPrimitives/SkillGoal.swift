import Geometry
import RobotInterface

/// What a skill call asks for, of the calls that expand into picking, placing and moving.
public enum SkillGoal: Hashable, Sendable {
  /// The actor is held and lifted.
  case hold(ActorID)
  /// The actor rests at the destination, let go. `mayPick` is false where it must be held already.
  case put(ActorID, SkillCall.Destination, matchOrientation: Bool, mayPick: Bool)
  /// The tool is at the pose; without `matchOrientation` its rotation stays as it is.
  case move(Pose, matchOrientation: Bool)
  /// `seconds` have passed.
  case wait(seconds: Double)

  /// Nil for skills that do not expand into these primitives.
  public init?(_ call: SkillCall) {
    switch call {
    case .pick(let actor), .pickMovePlace(let actor, to: nil, _):
      self = .hold(actor)
    case .place(let actor, let pose, let matches):
      self = .put(actor, .pose(pose), matchOrientation: matches, mayPick: false)
    case .pickMovePlace(let actor, let destination?, let matches):
      self = .put(actor, destination, matchOrientation: matches, mayPick: true)
    case .move(let pose, let matches):
      self = .move(pose, matchOrientation: matches)
    case .wait(let seconds):
      self = .wait(seconds: seconds)
    case .push, .touch, .hit, .toppleStructure, .balanceScale:
      return nil
    }
  }

  /// The skills that expand into these primitives.
  public static let skills: Set<SkillCall.Name> = [.pick, .place, .pickMovePlace, .move, .wait]
}
