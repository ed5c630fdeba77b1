import Geometry
import RobotInterface
import SkillPrimitives

/// A world without physics: the tool is where it is asked to be, and what the cups touch with the vacuum on follows it
/// until the vacuum is off; then it falls straight down onto what is below.
final class KinematicCell: Cell {
  let description: SceneDescription
  let mode: ActionMode
  /// Whether the cups hold what they touch.
  var suctionWorks = true
  private var observation: Observation
  private var grip = Pose.identity

  init(_ actors: [Actor], at poses: [Pose], mode: ActionMode = ActionMode()) {
    description = SceneDescription(actors: actors)
    self.mode = mode
    let tool = ArmKinematics.toolPose(ArmKinematics.home)
    observation = Observation(
      time: 0, tool: BodyState(pose: tool), toolTarget: tool, jointPositions: ArmKinematics.home,
      jointVelocities: [Double](repeating: 0, count: 6), actors: poses.map { BodyState(pose: $0) }, held: nil,
      toolInContact: false)
  }

  func observe() -> Observation { observation }

  func step(_ action: Action) throws(WorldError) {
    let base = observation.tool.pose
    var offset = Action.translationScale * action.translation
    var turn = Action.rotationScale * action.rotation
    if mode.frame == .tool {
      offset = base.q.rotate(offset)
      turn = base.q.rotate(turn)
    }
    let asked = Pose(stopped(base.p + offset), (Quat(rotationVector: turn) * base.q).normalized)
    let solution = ArmKinematics.solve(asked, from: observation.jointPositions, iterations: 20)
    if solution.isReached {
      observation.jointPositions = solution.joints
      observation.tool = BodyState(pose: asked, linearVelocity: (asked.p - base.p) / 0.05)
    } else {
      observation.tool = BodyState(pose: base)
    }
    observation.toolTarget = observation.tool.pose
    observation.time += 0.05
    if action.vacuum <= 0 { letGo() } else if observation.held == nil, suctionWorks { seize() }
    if let held = observation.held {
      observation.actors[held.rawValue] = BodyState(pose: observation.tool.pose * grip)
    }
  }

  /// The tool does not go into what is below it.
  private func stopped(_ point: Vec3) -> Vec3 {
    let below = description.actors.filter { $0.id != observation.held }
      .map { Prism(hull: $0.hull, at: observation[$0.id].pose) }.filter { $0.footprint.gap(to: point) < 0 }
    return Vec3(point.x, point.y, max(point.z, below.map(\.top).max() ?? 0))
  }

  /// Loses what is held, as if it had been torn off.
  func letGo() {
    guard let held = observation.held else { return }
    observation.held = nil
    let pose = observation[held].pose
    let prism = Prism(hull: description[held].hull, at: pose)
    let below = description.actors.filter { $0.id != held }.map { Prism(hull: $0.hull, at: observation[$0.id].pose) }
      .filter { $0.footprint.gap(to: prism.footprint) < 0 && $0.top < prism.bottom + 0.005 }
    let ground = below.map(\.top).max() ?? 0
    put(held, at: Pose(Vec3(pose.p.x, pose.p.y, pose.p.z + ground - prism.bottom), pose.q))
  }

  /// Puts an actor somewhere, at rest.
  func put(_ actor: ActorID, at pose: Pose) { observation.actors[actor.rawValue] = BodyState(pose: pose) }

  private func seize() {
    let tool = observation.tool.pose
    for actor in description.actors where actor.isMovable {
      let prism = Prism(hull: actor.hull, at: observation[actor.id].pose)
      guard abs(tool.p.z - prism.top) < 0.004, prism.footprint.gap(to: tool.p) < 0 else { continue }
      observation.held = actor.id
      grip = tool.inverse * observation[actor.id].pose
      return
    }
  }
}

/// Box-shaped actors for hand-made scenes.
extension Actor {
  static func box(_ id: Int, _ name: String, size: Vec3 = Vec3(0.1, 0.1, 0.05), isMovable: Bool = true) -> Actor {
    let half = size / 2
    let corners = [-half.x, half.x].flatMap { x in
      [-half.y, half.y].flatMap { y in [Vec3(x, y, -half.z), Vec3(x, y, half.z)] }
    }
    return Actor(
      id: ActorID(rawValue: id), name: name, shape: "box", texture: "", hull: corners, mass: isMovable ? 0.5 : 0,
      isMovable: isMovable)
  }
}
