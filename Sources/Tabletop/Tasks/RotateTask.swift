import Geometry
import RobotInterface

/// Turn one of the actors about the vertical, where it stands. A shape that looks the same afterwards must turn too.
struct RotateTask: TaskDefinition {
  let info = TaskInfo(
    name: .rotate, level: .l0, summary: "Turn an actor by an angle where it stands", actorCount: 1...3,
    areaCount: 0...0, workspace: .a)

  private static let degrees = [30, 60, 90, 120, 150]
  /// The published goal is this much further clockwise than the prompt says.
  private static let publishedOffset = -1.0

  func draw(_ scene: inout SceneDraw) throws(NoRoom) -> TaskGoal {
    for _ in 0..<scene.count(in: info.actorCount) {
      try scene.add(.top, .first, .random(margin: 0), clearance: .anyYaw)
    }
    let target = scene.ids[scene.roles.choose(among: scene.ids.count)]
    let degrees = Self.degrees[scene.roles.choose(among: Self.degrees.count)]
    let isClockwise = scene.roles.choose(among: 2) == 0
    let turn = Double(isClockwise ? -degrees : degrees) + Self.publishedOffset
    let goal = scene.pose(of: target).rotatedZ(by: turn * .pi / 180)
    return TaskGoal(
      goal: .order([.atPose(target, goal)]),
      prompt: [
        "Rotate ", .actor(target), .text(" \(degrees) degrees \(isClockwise ? "clockwise" : "anti-clockwise")"),
      ],
      roles: [target])
  }
}
