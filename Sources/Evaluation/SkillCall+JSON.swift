import Geometry
import RobotInterface

extension SkillCall {
  /// The call as an object: its name, then its arguments as the language names them, actors by name and index.
  public func json(in scene: SceneDescription) -> JSON {
    .object([(key: "name", value: .string(name.rawValue))] + arguments(in: scene))
  }

  private func arguments(in scene: SceneDescription) -> [(key: String, value: JSON)] {
    func actor(_ id: ActorID) -> JSON { scene.json(of: id) }
    switch self {
    case .pick(let id): return [("actor", actor(id))]
    case .place(let id, let pose, let match):
      return [("actor", actor(id)), ("target_pose", pose.json), ("match_ori", .bool(match))]
    case .pickMovePlace(let id, let destination, let match):
      var target: [(key: String, value: JSON)] = []
      switch destination {
      case nil: break
      case .pose(let pose): target = [("target_pose", pose.json)]
      case .on(let support): target = [("target_actor", actor(support))]
      case .relative(let pose, let other): target = [("target_pose", pose.json), ("target_actor", actor(other))]
      }
      return [("actor", actor(id))] + target + [("match_ori", .bool(match))]
    case .move(let pose, let match): return [("target_pose", pose.json), ("match_ori", .bool(match))]
    case .push(let id, let pose): return [("actor", actor(id)), ("target_pose", pose.json)]
    case .touch(let id, let kind):
      return [("actor", actor(id)), ("push", .bool(kind == .push)), ("topple", .bool(kind == .topple))]
    case .hit(let id, let target, let inPlan, let topple):
      return [
        ("throw_actor", actor(id)), ("target_actor", actor(target)), ("target_2d", .bool(inPlan)),
        ("topple_target", .bool(topple)),
      ]
    case .toppleStructure(let ids): return [("actors", .array(ids.map(actor)))]
    case .balanceScale(let ids): return [("objects", .array(ids.map(actor)))]
    case .wait(let seconds): return [("duration", .number(seconds))]
    }
  }
}
