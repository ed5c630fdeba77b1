import ByteCoding
import Geometry
import RobotInterface

/// A world without anything in it, for programs that ask nothing of a robot. Its time goes on by its steps.
public final class EmptyWorld: RestorableWorld {
  public let controlPeriod = 0.05
  public let scene = SceneDescription(actors: [])
  private var steps = 0

  public init() {}

  public func observe() -> Observation {
    Observation(
      time: Double(steps) * controlPeriod, tool: BodyState(pose: .identity), toolTarget: .identity, jointPositions: [],
      jointVelocities: [], actors: [], held: nil, toolInContact: false)
  }

  public func step(_ action: Action) throws(WorldError) { steps += 1 }

  // MARK: Saving

  public func savedState() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(steps)
    return writer.bytes
  }

  public func restore(_ state: [UInt8]) throws(StateError) {
    var reader = ByteReader(state)
    do throws(ByteError) {
      let steps = try reader.int(in: 0...1 << 40, "a number of steps")
      try reader.finish()
      self.steps = steps
    } catch {
      throw StateError("the world's state is damaged")
    }
  }

  public var digest: UInt64 { ByteDigest(savedState()).value }

  // MARK: Queries

  private static let nothing = SkillFailure(.noSuchActor, "there is nothing here")

  public func actor(named name: String, near cell: ImageCell?) throws(SkillFailure) -> ActorID { throw Self.nothing }
  public func cell(of actor: ActorID) -> ImageCell { ImageCell(column: -1, row: -1) }
  public func pose(of actor: ActorID) -> Pose { .identity }
  public func toolPose(in image: String?) throws(SkillFailure) -> Pose { throw Self.nothing }
  public func pose(of actor: ActorID, in image: String) throws(SkillFailure) -> Pose { throw Self.nothing }
  public func support(of actor: ActorID, in image: String) throws(SkillFailure) -> ActorID { throw Self.nothing }
  public func goals() -> [Pose] { [] }
  public func movableActors() -> [ActorID] { [] }
  public func heldActor() -> ActorID? { nil }
  public func isOnTop(_ actor: ActorID, of support: ActorID) -> Bool { false }
  public func isAt(_ actor: ActorID, _ pose: Pose, tolerance: Double, matchOrientation: Bool) -> Bool { false }
  public func isStatic(_ actor: ActorID) -> Bool { true }
  public func distance(_ a: ActorID, _ b: ActorID) -> Double { 0 }
  public func freeSpace(for actor: ActorID, near pose: Pose?) throws(SkillFailure) -> Pose { throw Self.nothing }
  public func freeSpace(
    for actor: ActorID, nextTo neighbour: ActorID, direction: Vec3
  ) throws(SkillFailure) -> Pose { throw Self.nothing }
}
