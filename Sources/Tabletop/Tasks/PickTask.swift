/// Take hold of one of the actors and lift it clear of everything.
struct PickTask: TaskDefinition {
  let info = TaskInfo(
    name: .pick, level: .l0, summary: "Take hold of an actor and lift it", actorCount: 1...2, areaCount: 0...0,
    workspace: .a, endsHolding: true)

  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal {
    for _ in 0..<scene.count(in: info.actorCount) {
      try scene.add(.top, .first, .random(margin: 0), lift: 0.01)
    }
    let target = scene.ids[scene.roles.chooseFirst(among: scene.ids.count)]
    return TaskGoal(goal: .picked(target), prompt: ["Pick up the ", .actor(target)], roles: [target])
  }
}
