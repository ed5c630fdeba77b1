import RobotInterface

/// Put one of the actors on one of the areas. The areas are actors of their own: they are not fixed to the table.
struct PlaceOnTopTask: TaskDefinition {
  let info: TaskInfo

  /// `place`: the actor is held when the episode begins.
  static let place = PlaceOnTopTask(
    info: TaskInfo(
      name: .place, level: .l0, summary: "Put the held actor on another", actorCount: 1...3, areaCount: 1...3,
      workspace: .b, startsHolding: true))

  /// `simple_manipulation`: the actor is on the table.
  static let simpleManipulation = PlaceOnTopTask(
    info: TaskInfo(
      name: .simpleManipulation, level: .l1, summary: "Pick an actor up and put it on another", actorCount: 1...3,
      areaCount: 1...3, workspace: .b))

  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal {
    let actorCount = scene.count(in: info.actorCount)
    let areaCount = scene.count(in: info.areaCount)
    // What is put on an area may overhang it, so whichever way it lies there nothing may stand in its way.
    var areas: [ActorID] = []
    for _ in 0..<areaCount {
      areas.append(try scene.add(.base, .second, .random(margin: 0), clearance: .anyYaw))
    }
    var actors: [ActorID] = []
    for _ in 0..<actorCount - (info.startsHolding ? 1 : 0) {
      actors.append(try scene.add(.top, .first, .random(margin: 0)))
    }
    // Which actor hangs at the gripper shows in the scene, so another variant leaves that as it is.
    let target =
      info.startsHolding
      ? try scene.addAtGripper(.top, .first) : actors[scene.roles.choose(among: actors.count)]
    let area = areas[scene.roles.choose(among: areas.count)]
    return TaskGoal(
      goal: .inside2d(target, on: area),
      prompt: [.text(info.startsHolding ? "Place " : "Pick and place "), .actor(target), " on ", .actor(area)],
      roles: [target, area])
  }
}
