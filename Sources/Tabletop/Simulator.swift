import CMuJoCo
import Geometry
import RobotInterface

/// The arm, the table and the actors of one scene in the physics library: steps, renders and measures. Knows no tasks.
///
/// Deterministic: the same layout, options and actions give the same state bit for bit, in every process. One thread
/// at a time may use it; several simulators may run on several threads.
public final class Simulator {
  /// Seconds of one control step, and the physics steps in it.
  public static let controlPeriod = 0.05
  static let stepsPerControl = 25
  static let timeStep = 0.002

  public let layout: SceneLayout
  public let options: PhysicsOptions
  public let description: SceneDescription

  let engine: PhysicsEngine
  let actors: [SimulatedActor]
  let roles: [BodyRole]
  let arm: ArmDrive
  let toolSite: Int
  let cameras: [Camera: Int]
  var renderer: SceneRenderer?

  /// The actor that the gripper holds.
  public internal(set) var held: ActorID?
  /// The tool pose that the arm has been told to reach.
  public internal(set) var toolTarget: Pose
  /// The joint angles that the drives have been led to, radians.
  var jointReference: [Double]
  var contactRecord: ContactRecord

  /// What a body of the model is, as far as contacts are concerned.
  enum BodyRole: Equatable {
    case ground, arm, tool
    case cup(Int)
    case actor(ActorID)

    var isTool: Bool {
      switch self {
      case .tool, .cup: true
      case .ground, .arm, .actor: false
      }
    }
  }

  /// Builds the scene and puts the arm at its start; nothing has moved yet. Cost: about 10 ms.
  /// Throws `invalidLayout` for sizes, poses or textures that mean nothing, and what `SimulatorError` says of the
  /// library.
  public init(layout: SceneLayout, options: PhysicsOptions = PhysicsOptions()) throws(SimulatorError) {
    try layout.check()
    self.layout = layout
    self.options = options
    let start = layout.startJoints
    let model = SceneModel(layout: layout.withHeldActorPlaced(under: ArmKinematics.toolPose(start)))
    engine = try PhysicsEngine(document: model.document)
    description = SceneDescription(layout: layout)
    var placed: [SimulatedActor] = []
    for (index, actor) in layout.actors.enumerated() {
      placed.append(try SimulatedActor(index: index, actor: actor, engine: engine))
    }
    actors = placed
    roles = try Self.roles(actors: placed, engine: engine)
    arm = try ArmDrive(engine: engine)
    toolSite = try engine.find(CMUJOCO_SITE, "tool")
    var found: [Camera: Int] = [:]
    for camera in Camera.allCases { found[camera] = try engine.find(CMUJOCO_CAMERA, camera.rawValue) }
    cameras = found
    jointReference = start
    toolTarget = ArmKinematics.toolPose(start)
    contactRecord = ContactRecord(actorCount: layout.actors.count)
    try SceneTextures.draw(model.textures, into: engine)
    try begin(at: start)
  }

  private func begin(at joints: [Double]) throws(SimulatorError) {
    arm.set(joints, in: engine)
    if let held = layout.heldAtStart {
      var state = actors[held].state(in: engine)
      state.linearVelocity = Vec3(0, 0, 0.2)
      actors[held].set(state, in: engine)
    }
    do {
      try engine.forward()
    } catch {
      throw .invalidModel("its first state is unstable: \(error)")
    }
    measureContacts()
  }

  private static func roles(actors: [SimulatedActor], engine: PhysicsEngine) throws(SimulatorError) -> [BodyRole] {
    var roles = [BodyRole](repeating: .ground, count: Int(cmujoco_count(engine.world, CMUJOCO_BODY)))
    for name in ArmModel.armBodies { roles[try engine.find(CMUJOCO_BODY, name)] = .arm }
    roles[try engine.find(CMUJOCO_BODY, "tool")] = .tool
    for cup in 0..<ArmModel.cupCount { roles[try engine.find(CMUJOCO_BODY, "cup\(cup)")] = .cup(cup) }
    for actor in actors { roles[actor.body] = .actor(actor.id) }
    return roles
  }

  public func state(of actor: ActorID) -> BodyState { actors[actor.rawValue].state(in: engine) }

  /// The tool centre point: pose, and velocity of the point.
  public var tool: BodyState {
    let pose = engine.sitePose(toolSite)
    let joints = arm.positions(in: engine)
    let columns = ArmKinematics.jacobian(frames: ArmKinematics.jointFrames(joints), tool: pose.p)
    var state = BodyState(pose: pose)
    for (column, speed) in zip(columns, arm.velocities(in: engine)) {
      state.linearVelocity += speed * column.linear
      state.angularVelocity += speed * column.angular
    }
    return state
  }

  public func observe() -> Observation {
    Observation(
      time: engine.time, tool: tool, toolTarget: toolTarget, jointPositions: arm.positions(in: engine),
      jointVelocities: arm.velocities(in: engine), actors: actors.map { $0.state(in: engine) }, held: held,
      toolInContact: contactRecord.cupTouches)
  }

  /// Puts an actor at rest at `pose`, whatever is there; an actor that cannot move stays. What it was held by lets go.
  /// For setting up states, not part of an episode.
  public func teleport(_ actor: ActorID, to pose: Pose) throws(WorldError) {
    if held == actor { release() }
    actors[actor.rawValue].set(BodyState(pose: pose), in: engine)
    try engine.forward()
    measureContacts()
  }
}
