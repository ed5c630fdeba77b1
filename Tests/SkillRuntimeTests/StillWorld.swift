import Geometry
import RobotInterface

/// A world with two actors in which nothing ever moves; it counts its steps. A test may say what is held.
final class StillWorld: RestorableWorld {
  let controlPeriod = 0.05
  let scene = SceneDescription(
    actors: ["red cube", "blue cube"].enumerated().map { index, name in
      Actor(
        id: ActorID(rawValue: index), name: name, shape: "cube", texture: String(name.prefix(4)), hull: [], mass: 0.1,
        isMovable: true)
    })
  var steps = 0
  var held: ActorID?

  func savedState() -> [UInt8] { [UInt8(truncatingIfNeeded: steps), UInt8(truncatingIfNeeded: steps >> 8)] }

  func restore(_ state: [UInt8]) throws(StateError) {
    guard state.count == 2 else { throw StateError("it has \(state.count) bytes") }
    steps = Int(state[0]) | Int(state[1]) << 8
  }

  var digest: UInt64 { UInt64(steps) }

  func observe() -> Observation {
    Observation(
      time: Double(steps) * controlPeriod, tool: BodyState(pose: .identity), toolTarget: .identity, jointPositions: [],
      jointVelocities: [], actors: scene.actors.map { BodyState(pose: pose(of: $0.id)) }, held: nil,
      toolInContact: false)
  }

  func step(_ action: Action) throws(WorldError) {
    guard action.translation.isFinite else { throw .actionNotFinite }
    steps += 1
  }

  func actor(named name: String, near cell: ImageCell?) throws(SkillFailure) -> ActorID {
    guard let actor = scene.actors.first(where: { $0.name == name }) else {
      throw SkillFailure(.noSuchActor, "nothing is called '\(name)'")
    }
    return actor.id
  }

  func cell(of actor: ActorID) -> ImageCell { ImageCell(column: 1 + actor.rawValue, row: 5) }
  func pose(of actor: ActorID) -> Pose { Pose(Vec3(0.1 * Double(actor.rawValue), 0, 0.025)) }
  func toolPose(in image: String?) throws(SkillFailure) -> Pose { .identity }
  func pose(of actor: ActorID, in image: String) throws(SkillFailure) -> Pose { pose(of: actor) }
  func support(of actor: ActorID, in image: String) throws(SkillFailure) -> ActorID { ActorID(rawValue: 0) }
  func goals() -> [Pose] { [.identity] }
  func movableActors() -> [ActorID] { scene.actors.map(\.id) }
  func heldActor() -> ActorID? { held }
  func isOnTop(_ actor: ActorID, of support: ActorID) -> Bool { false }
  func isAt(_ actor: ActorID, _ pose: Pose, tolerance: Double, matchOrientation: Bool) -> Bool {
    (self.pose(of: actor).p - pose.p).norm2d < tolerance
  }
  func isStatic(_ actor: ActorID) -> Bool { true }
  func distance(_ a: ActorID, _ b: ActorID) -> Double { (pose(of: a).p - pose(of: b).p).norm }
  func freeSpace(for actor: ActorID, near pose: Pose?) throws(SkillFailure) -> Pose { .identity }
  func freeSpace(
    for actor: ActorID, nextTo neighbour: ActorID, direction: Vec3
  ) throws(SkillFailure) -> Pose { .identity }
}

/// Takes `stepsPerCall` control steps for each call, and then fails the calls whose number is in `failing`.
struct CountingPolicy: SkillPolicy {
  let name = "counting"
  var skills: Set<SkillCall.Name> = [.pick, .pickMovePlace, .wait]
  var stepsPerCall = 2
  var failing: Set<Int> = []
  private(set) var calls = 0
  private(set) var memory = MemoryView()
  private var remaining = 0

  init(skills: Set<SkillCall.Name> = [.pick, .pickMovePlace, .wait], stepsPerCall: Int = 2, failing: Set<Int> = []) {
    self.skills = skills
    self.stepsPerCall = stepsPerCall
    self.failing = failing
  }

  mutating func begin(
    _ call: SkillCall, in scene: SceneDescription, memory: MemoryView, observation: Observation
  ) {
    calls += 1
    remaining = stepsPerCall
    self.memory = memory
  }

  mutating func act(_ observation: Observation) -> PolicyStep {
    guard remaining == 0 else {
      remaining -= 1
      return .act(Action(translation: .zero, rotation: .zero, vacuum: -1))
    }
    guard failing.contains(calls) else { return .ended(.success) }
    return .ended(.failure(SkillFailure(.dropped, "it slipped")))
  }
}
