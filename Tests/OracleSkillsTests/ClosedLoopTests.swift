import Geometry
import OracleSkills
import RobotInterface
import Tabletop
import Testing

@Suite struct ClosedLoopTests {
  @Test func picksCarriesAndPlaces() throws {
    let layout = SceneLayout(actors: [
      SceneActor(name: "red cube", shape: .cube, texture: "red", size: Vec3(0.1, 0.1, 0.05), pose: Pose(Vec3(-0.1, 0.1, 0.025))),
      SceneActor(name: "blue triangle", shape: .triangle, texture: "blue", size: Vec3(0.1, 0.1, 0.05), pose: Pose(Vec3(-0.2, -0.15, 0.025)).rotatedZ(by: 1)),
      SceneActor(name: "green cylinder", shape: .cylinder, texture: "green", size: Vec3(0.1, 0.1, 0.05), pose: Pose(Vec3(0.05, 0.0, 0.025))),
    ])
    let simulator = try Simulator(layout: layout)
    let driver = SkillDriver(simulator)
    func show(_ call: SkillCall) throws {
      let before = driver.steps
      var lines: [String] = []
      driver.afterStep = { d in
        let o = d.cell.observe()
        let f = { (v: Double) in String(Int((v*10000).rounded())) }
        lines.append("\(d.steps) \(d.oracle.primitive!.name.rawValue) tool \(f(o.tool.pose.p.x)) \(f(o.tool.pose.p.y)) \(f(o.tool.pose.p.z)) target \(f(o.toolTarget.p.x)) \(f(o.toolTarget.p.y)) \(f(o.toolTarget.p.z)) held \(o.held?.rawValue ?? -1) j6 \(f(o.jointPositions[5])) a0z \(f(o.actors[0].pose.p.z)) a1z \(f(o.actors[1].pose.p.z))")
      }
      let outcome = try driver.run(call)
      for l in lines { print(l) }
      print(call.name, outcome, driver.steps - before, "steps", driver.largestAction)
    }
    try show(.pick(ActorID(rawValue: 0)))
    try show(.place(ActorID(rawValue: 0), at: Pose(Vec3(-0.1, 0.2, 0.025)).rotatedZ(by: 1.5), matchOrientation: true))
    try show(.pickMovePlace(ActorID(rawValue: 1), to: .on(ActorID(rawValue: 0)), matchOrientation: false))
    try show(.pickMovePlace(ActorID(rawValue: 2), to: .on(ActorID(rawValue: 1)), matchOrientation: false))
  }
}
