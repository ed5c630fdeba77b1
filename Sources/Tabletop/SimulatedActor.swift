import CMuJoCo
import Geometry
import RobotInterface

/// Where one actor lives in the physics model.
struct SimulatedActor {
  let id: ActorID
  let body: Int
  let geoms: [Int]
  /// Nil for an actor that cannot move.
  let freedom: Freedom?
  /// Where an actor that cannot move stands.
  let fixedPose: Pose

  struct Freedom {
    let position: Int
    let velocity: Int
    let weld: Int
  }

  init(index: Int, actor: SceneActor, engine: PhysicsEngine) throws(SimulatorError) {
    id = ActorID(rawValue: index)
    let body = try engine.find(CMUJOCO_BODY, SceneModel.actorName(index))
    self.body = body
    fixedPose = actor.pose
    geoms = (0..<cmujoco_count(engine.world, CMUJOCO_GEOM)).filter {
      Int(cmujoco_body_of_geom(engine.world, $0)) == body && cmujoco_geom_collides(engine.world, $0)
    }.map { Int($0) }
    guard actor.isMovable else {
      freedom = nil
      return
    }
    let joint = Int32(try engine.find(CMUJOCO_JOINT, SceneModel.actorName(index)))
    freedom = Freedom(
      position: Int(cmujoco_position_address(engine.world, joint)),
      velocity: Int(cmujoco_velocity_address(engine.world, joint)),
      weld: try engine.find(CMUJOCO_EQUALITY, SceneModel.weldName(index)))
  }

  func state(in engine: PhysicsEngine) -> BodyState {
    guard let freedom else { return BodyState(pose: fixedPose) }
    let q = engine.positions + freedom.position
    let v = engine.velocities + freedom.velocity
    let pose = Pose(Vec3(q[0], q[1], q[2]), Quat(q[3], q[4], q[5], q[6]).normalized)
    // The engine keeps a free body's angular velocity in the body's own axes.
    return BodyState(
      pose: pose, linearVelocity: Vec3(v[0], v[1], v[2]), angularVelocity: pose.q.rotate(Vec3(v[3], v[4], v[5])))
  }

  func set(_ state: BodyState, in engine: PhysicsEngine) {
    guard let freedom else { return }
    let q = engine.positions + freedom.position
    let v = engine.velocities + freedom.velocity
    let pose = state.pose
    let spin = pose.q.inverse.rotate(state.angularVelocity)
    for (index, number) in [pose.p.x, pose.p.y, pose.p.z, pose.q.w, pose.q.x, pose.q.y, pose.q.z].enumerated() {
      q[index] = number
    }
    let linear = state.linearVelocity
    for (index, number) in [linear.x, linear.y, linear.z, spin.x, spin.y, spin.z].enumerated() { v[index] = number }
  }
}
