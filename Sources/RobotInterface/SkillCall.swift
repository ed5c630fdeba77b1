import Geometry

/// One call of a skill, its arguments resolved: what a program asks a policy to do.
public enum SkillCall: Hashable, Sendable {
  case pick(ActorID)
  case place(ActorID, at: Pose, matchOrientation: Bool)
  /// Without a destination: lift and hold.
  case pickMovePlace(ActorID, to: Destination?, matchOrientation: Bool)
  /// `target` is the tool's pose.
  case move(to: Pose, matchOrientation: Bool)
  case push(ActorID, to: Pose)
  case touch(ActorID, TouchKind)
  case hit(ActorID, target: ActorID, inPlan: Bool, topple: Bool)
  case toppleStructure([ActorID])
  case balanceScale([ActorID])
  /// Stand still for `seconds`.
  case wait(seconds: Double)

  /// Where `pickMovePlace` puts the actor.
  public enum Destination: Hashable, Sendable {
    case pose(Pose)
    case on(ActorID)
    /// A pose relative to an actor, in the actor's frame.
    case relative(Pose, to: ActorID)
  }

  /// What `touch` is to do to the actor.
  public enum TouchKind: Hashable, Sendable {
    case plain, push, topple
  }

  /// Names a skill without its arguments; the raw value is its name in the language.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    case pick, place
    case pickMovePlace = "pick_move3d_place"
    case move = "move3d"
    case push, touch, hit
    case toppleStructure = "topple_structure"
    case balanceScale = "balance_scale"
    case wait
  }

  public var name: Name {
    switch self {
    case .pick: .pick
    case .place: .place
    case .pickMovePlace: .pickMovePlace
    case .move: .move
    case .push: .push
    case .touch: .touch
    case .hit: .hit
    case .toppleStructure: .toppleStructure
    case .balanceScale: .balanceScale
    case .wait: .wait
    }
  }
}

/// Why a skill or a query failed: the closed set that `except SkillFailure as e` sees in `e.reason`.
public enum FailureReason: String, CaseIterable, Hashable, Sendable {
  case notGrasped = "not_grasped"
  case dropped
  case unreachable
  case blocked
  case timeout
  case noSuchActor = "no_such_actor"
  case ambiguousActor = "ambiguous_actor"
  case noSuchImage = "no_such_image"
  case rejectedByProgram = "rejected_by_program"
}

/// A failure that a program can catch: of a skill, or of a query whose answer depends on the world.
public struct SkillFailure: Error, Hashable, Sendable {
  public let reason: FailureReason
  /// One sentence for a person: what was tried and what came of it.
  public let message: String

  public init(_ reason: FailureReason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}

/// How a skill call ended.
public enum SkillOutcome: Hashable, Sendable {
  case success
  case failure(SkillFailure)
}
