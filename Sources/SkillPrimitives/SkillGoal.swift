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
      self = .put(actor, .pose(pose.withUnitRotation), matchOrientation: matches, mayPick: false)
    case .pickMovePlace(let actor, let destination?, let matches):
      self = .put(actor, destination.withUnitRotation, matchOrientation: matches, mayPick: true)
    case .move(let pose, let matches):
      self = .move(pose.withUnitRotation, matchOrientation: matches)
    case .wait(let seconds):
      self = .wait(seconds: seconds)
    case .push, .touch, .hit, .toppleStructure, .balanceScale:
      return nil
    }
  }

  /// The skills that expand into these primitives.
  public static let skills: Set<SkillCall.Name> = [.pick, .place, .pickMovePlace, .move, .wait]

  /// Why the goal means nothing in the scene, or nil.
  func flaw(in scene: SceneDescription) -> SkillFailure? {
    for actor in actors where !scene.actors.indices.contains(actor.rawValue) {
      return SkillFailure(.noSuchActor, "the scene has no actor number \(actor.rawValue)")
    }
    if let pose, !pose.isFinite || abs(pose.q.norm - 1) > 0.01 {
      return SkillFailure(.unreachable, "that is no pose: it holds a number that is not finite, or no rotation")
    }
    if case .wait(let seconds) = self, !(0...Self.longestWait).contains(seconds) {
      return SkillFailure(.timeout, "a wait takes from 0 to \(Int(Self.longestWait)) s, not \(seconds) s")
    }
    if case .put(let actor, .on(let support), _, _) = self, support == actor {
      return SkillFailure(.blocked, "'\(scene[actor].name)' cannot be put on itself")
    }
    return nil
  }

  /// Seconds; longer than any episode.
  private static let longestWait = 3600.0

  private var actors: [ActorID] {
    switch self {
    case .hold(let actor), .put(let actor, .pose, _, _): [actor]
    case .put(let actor, .on(let other), _, _), .put(let actor, .relative(_, let other), _, _): [actor, other]
    case .move, .wait: []
    }
  }

  private var pose: Pose? {
    switch self {
    case .put(_, .pose(let pose), _, _), .put(_, .relative(let pose, _), _, _), .move(let pose, _): pose
    case .put(_, .on, _, _), .hold, .wait: nil
    }
  }
}

extension Pose {
  /// A rotation given by other than a unit quaternion means the unit one of its direction; one without a direction is
  /// left for `flaw` to find.
  fileprivate var withUnitRotation: Pose { q.norm > 1e-9 ? Pose(p, q.normalized) : self }
}

extension SkillCall.Destination {
  fileprivate var withUnitRotation: SkillCall.Destination {
    switch self {
    case .pose(let pose): .pose(pose.withUnitRotation)
    case .on: self
    case .relative(let pose, let actor): .relative(pose.withUnitRotation, to: actor)
    }
  }
}
