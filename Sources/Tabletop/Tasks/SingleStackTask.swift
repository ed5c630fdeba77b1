/// Build one tower: the first actor stays where it is, each other one goes onto the one before.
struct SingleStackTask: TaskDefinition {
  let info = TaskInfo(
    name: .singleStack, level: .l1, summary: "Stack all actors in a given order", actorCount: 2...4, areaCount: 0...0,
    workspace: .a)

  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal {
    for _ in 0..<scene.count(in: info.actorCount) {
      try scene.add(.primitives, .first, .random(margin: 0.02))
    }
    let tower = scene.roles.order(of: scene.ids.count).map { scene.ids[$0] }
    let levels = Array(zip(tower.dropFirst(), tower))
    return TaskGoal(
      goal: .sequence(levels.map { .onTop($0, of: $1) }),
      prompt: Prompt(parts: ["Stack "] + Self.listed(levels.map { [.actor($0), " on ", .actor($1)] })),
      roles: tower)
  }

  /// "x", "x, and y", "x, y, and z".
  private static func listed(_ items: [[Prompt.Part]]) -> [Prompt.Part] {
    items.enumerated().flatMap { index, item -> [Prompt.Part] in
      let separator: [Prompt.Part] = index == 0 ? [] : index == items.count - 1 ? [", and "] : [", "]
      return separator + item
    }
  }
}
