import Geometry
import RobotInterface
import Tabletop

/// The program that a task's goal asks for, written in the robot's API as the benchmark's own converter writes it.
///
/// It is the upper bound of what a planner can write, and the label of what a model is trained to write.
public struct ReferenceProgram {
  private let world: Tabletop
  private var lines: [String] = []

  private init(world: Tabletop) { self.world = world }

  /// Source text that solves `world`, which stands at the beginning of its episode.
  public static func source(for world: Tabletop) -> String {
    var program = ReferenceProgram(world: world)
    program.achieve(world.episode.task.goal)
    program.lines.append("done()")
    return program.lines.joined(separator: "\n") + "\n"
  }

  private mutating func achieve(_ goal: Goal) {
    switch goal {
    case .picked(let actor):
      lines.append("pick(actor=\(mention(actor)))")
    case .onTop(let actor, of: let support), .inside2d(let actor, on: let support):
      lines.append("pick_move3d_place(actor=\(mention(actor)), target_actor=\(mention(support)))")
    case .atPosition(let actor, let pose):
      lines.append("pick_move3d_place(actor=\(mention(actor)), target_pose=\(text(pose)))")
    case .atPose(let actor, let pose):
      turn(actor, to: pose)
    case .order(let goals), .sequence(let goals):
      for goal in goals { achieve(goal) }
    case .swap(_, let ends):
      exchange(ends)
    }
  }

  /// A turn on the spot. The benchmark's goal stands one degree short of the angle in its prompt, so the nearest whole
  /// number of degrees after adding that one is the angle.
  private mutating func turn(_ actor: ActorID, to pose: Pose) {
    let turn = (pose.q * world.pose(of: actor).q.inverse).rotationVector.z * 180 / .pi
    let degrees = Int((turn + 1).rounded())
    lines.append("target_pose = rotate_z(get_pose(actor=\(mention(actor))), \(degrees))")
    lines.append("pick_move3d_place(actor=\(mention(actor)), target_pose=target_pose, match_ori=True)")
  }

  /// Each goes where the other stood: the places are remembered before the first leaves its own.
  private mutating func exchange(_ ends: [Goal]) {
    let moves = ends.compactMap { goal -> ActorID? in
      if case .atPosition(let actor, _) = goal { actor } else { nil }
    }
    guard let first = moves.first, let second = moves.last else { return }
    for actor in moves { lines.append("pose_dict[\(key(actor))] = get_pose(actor=\(mention(actor)))") }
    lines.append(
      "pick_move3d_place(actor=\(mention(second)), target_pose=free_space(actor=\(mention(second))))")
    lines.append("pick_move3d_place(actor=\(mention(first)), target_pose=pose_dict[\(key(second))])")
    lines.append("pick_move3d_place(actor=\(mention(second)), target_pose=pose_dict[\(key(first))])")
  }

  /// `get_actor('red cube')`, with the cell of the image where the name alone does not say which.
  private func mention(_ actor: ActorID) -> String {
    let name = world.scene[actor].name
    guard isShared(name) else { return "get_actor('\(name)')" }
    let cell = world.cell(of: actor)
    return "get_actor('\(name)', actor_pos=(\(cell.column), \(cell.row)))"
  }

  /// The memory key of an actor: its name, numbered among namesakes.
  private func key(_ actor: ActorID) -> String {
    let name = world.scene[actor].name
    guard isShared(name) else { return "'\(name)'" }
    let namesakes = world.scene.actors.filter { $0.name == name }.map(\.id)
    return "'\(name) \((namesakes.firstIndex(of: actor) ?? 0) + 1)'"
  }

  private func isShared(_ name: String) -> Bool { world.scene.actors.count { $0.name == name } > 1 }

  private func text(_ pose: Pose) -> String {
    let (p, q) = (pose.p, pose.q)
    return "Pose([\(p.x), \(p.y), \(p.z)], [\(q.w), \(q.x), \(q.y), \(q.z)])"
  }
}
