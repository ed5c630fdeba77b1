import Geometry

/// Each of two actors is to stand where the other stood, which takes a third place to put one of them meanwhile.
struct SwapTask: TaskDefinition {
  let info = TaskInfo(
    name: .swap, level: .l1, summary: "Exchange the places of two actors", actorCount: 2...2, areaCount: 0...0,
    workspace: .c)

  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal {
    for _ in 0..<scene.count(in: info.actorCount) {
      try scene.add(.primitives, .second, .spaced(factor: 1), clearance: .anyYaw)
    }
    let larger = scene.actors.map(\.shape).max { SceneDraw.diagonal(of: $0) < SceneDraw.diagonal(of: $1) }
    let aside = try scene.freePose(for: larger ?? .cube, .spaced(factor: 1), .anyYaw)
    let order = scene.roles.order(of: 2)
    let (a, b) = (scene.ids[order[0]], scene.ids[order[1]])
    return TaskGoal(
      goal: .swap(
        aside: .atPosition(a, aside),
        ends: [.atPosition(b, scene.pose(of: a)), .atPosition(a, scene.pose(of: b))]),
      prompt: ["Swap positions of ", .actor(a), " and ", .actor(b)],
      roles: [a, b])
  }
}
