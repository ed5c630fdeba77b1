import Geometry

/// A world that an arm acts in: the simulator, or a real cell. It steps, and it answers the queries of the language.
///
/// Queries move nothing. Those whose answer depends on the world throw `SkillFailure`, which a program can catch.
/// Stepping throws `WorldError`, which it cannot.
public protocol World: AnyObject {
  /// Seconds of one control step.
  var controlPeriod: Double { get }
  var scene: SceneDescription { get }

  func observe() -> Observation
  /// Advances the world by one control step.
  func step(_ action: Action) throws(WorldError)

  /// The actor of that name; among namesakes the one whose cell in the base image is nearest to `cell`.
  /// Throws `no_such_actor`, or `ambiguous_actor` when several bear the name and no cell is known.
  func actor(named name: String, near cell: ImageCell?) throws(SkillFailure) -> ActorID
  /// Where the actor is in the base camera's picture now; unknown when it is out of view.
  func cell(of actor: ActorID) -> ImageCell
  func pose(of actor: ActorID) -> Pose
  /// The tool's pose now, or at the key step that `image` shows.
  func toolPose(in image: String?) throws(SkillFailure) -> Pose
  /// Where `actor` is at the key step that `image` shows.
  func pose(of actor: ActorID, in image: String) throws(SkillFailure) -> Pose
  /// What `actor` stands on at the key step that `image` shows. Throws `no_such_actor` when it stands on the table.
  func support(of actor: ActorID, in image: String) throws(SkillFailure) -> ActorID
  /// The poses the tool is to visit, in order; empty where the task has none.
  func goals() -> [Pose]
  /// The movable actors, in the task's order.
  func movableActors() -> [ActorID]
  func heldActor() -> ActorID?
  func isOnTop(_ actor: ActorID, of support: ActorID) -> Bool
  /// `tolerance` in metres in the plane; with `matchOrientation` the rotation must agree to 18° too.
  func isAt(_ actor: ActorID, _ pose: Pose, tolerance: Double, matchOrientation: Bool) -> Bool
  func isStatic(_ actor: ActorID) -> Bool
  /// Between the actors' origins, metres.
  func distance(_ a: ActorID, _ b: ActorID) -> Double
  /// A pose on the table where `actor` stands clear of everything and within reach; near `pose` where one is given.
  /// Throws `blocked` when there is none.
  func freeSpace(for actor: ActorID, near pose: Pose?) throws(SkillFailure) -> Pose
  /// A pose on the table beside `neighbour` along `direction`, clear and within reach. Throws `blocked`.
  func freeSpace(for actor: ActorID, nextTo neighbour: ActorID, direction: Vec3) throws(SkillFailure) -> Pose
}

/// A world whose state can be saved and put back: a simulator, not a real cell.
public protocol RestorableWorld: World {
  /// Everything that changes in this world, as bytes that `restore` understands.
  func savedState() -> [UInt8]
  /// Goes on from what `savedState` gave, here or in another world of the same scene, bit for bit. Throws, and changes
  /// nothing, for bytes that are no state of this world.
  func restore(_ state: [UInt8]) throws(StateError)
  /// A digest of everything that changes in this world: equal for equal histories.
  var digest: UInt64 { get }
}

/// Bytes that are no state of the world they are given to; `reason` is for a person.
public struct StateError: Error, Hashable, Sendable {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}

/// The world can not go on: a fault of the simulator or the robot, never of the program.
public enum WorldError: Error, Hashable, Sendable {
  /// The physics reached a state that is not finite, or accelerations beyond any meaning.
  case unstable(String)
  /// An action held a number that is not finite.
  case actionNotFinite
}
