import Geometry
import RobotInterface

/// What a task wants to be true, as a value: predicates of single actors at the leaves, logic above them.
///
/// Thresholds and quirks are the published ones (ClevrSkills, NeurIPS 2024 D&B). `evaluate` judges a goal on the
/// simulator's state; `GoalMemory` holds what the logic remembers from one control step to the next.
public indirect enum Goal: Hashable, Sendable {
  /// Held, and at least 2 cm clear of everything but the robot.
  case picked(ActorID)
  /// Both at rest and let go, the first carried by the second and not by the table.
  case onTop(ActorID, of: ActorID)
  /// The published test of "inside an area": the same as `onTop`, without a look at the outlines.
  case inside2d(ActorID, on: ActorID)
  /// At rest on the table, let go, less than 5 cm from the pose in the plane.
  case atPosition(ActorID, Pose)
  /// `atPosition`, and turned less than 18° from the pose.
  case atPose(ActorID, Pose)

  /// One after the other. What was achieved counts even if it does not last, and, as published, the last one is
  /// reported one control step late.
  case order([Goal])
  /// All at the same time.
  case sequence([Goal])
  /// All of `ends` at the same time. The move out of the way, `aside`, only earns reward.
  case swap(aside: Goal, ends: [Goal])
}

/// What a goal remembers between control steps; the empty memory is that of an episode's beginning.
public struct GoalMemory: Hashable, Sendable {
  /// How many members of an `order` were achieved.
  var achieved = 0
  var members: [GoalMemory]

  /// The memory with which an episode of this goal begins.
  public init(for goal: Goal) { members = goal.members.map(GoalMemory.init(for:)) }

  /// Whether this is a memory that `goal` can have.
  func fits(_ goal: Goal) -> Bool {
    let parts = goal.members
    return members.count == parts.count && (0...parts.count).contains(achieved)
      && zip(members, parts).allSatisfy { $0.fits($1) }
  }

  func add(to hash: inout Fingerprint) {
    hash.add(UInt64(bitPattern: Int64(achieved)))
    hash.add(UInt64(members.count))
    for member in members { member.add(to: &hash) }
  }
}

extension Goal {
  /// The goals that this one is made of; none for a predicate of actors.
  public var members: [Goal] {
    switch self {
    case .picked, .onTop, .inside2d, .atPosition, .atPose: []
    case .order(let members), .sequence(let members): members
    case .swap(let aside, let ends): [aside] + ends
    }
  }
}

/// What the evaluation of a goal found.
public struct Verdict: Hashable, Sendable {
  /// The published predicate, with its latches.
  public var isAchieved: Bool
  /// Whether it is true at this moment, without latches.
  public var holdsNow: Bool
  /// How far along the world is, 0…1; 1 when achieved.
  public var reward: Double
  /// One line on what is lacking now, for a person; nil when it holds.
  public var lacking: String?
}
