import Geometry
import RobotInterface
import Tabletop
import Testing

struct ArmTests {
  @Test func zeroPoseIsThatOfTheMakersDescription() throws {
    let flange = try #require(ArmKinematics.jointFrames([Double](repeating: 0, count: 6)).last)
    let relative = ArmKinematics.base.inverse * flange
    #expect((relative.p - Vec3(0.207, 0, 0.112)).norm < 1e-9)
  }

  @Test func anEpisodeStartsWithTheToolPointingDown() throws {
    let simulator = try Simulator(layout: SceneLayout(actors: []))
    let tool = simulator.tool.pose
    #expect(tool.q.angle(to: Quat(0, -1, 0, 0)) < 1e-9)
    #expect((tool.p - ArmKinematics.toolPose(ArmKinematics.home).p).norm < 1e-9, "model and kinematics must agree")
  }

  @Test func modelAndKinematicsAgreeOffTheStart() throws {
    let offsets = [0.4, -0.3, 0.2, 0.9, -0.5, 1.1]
    let simulator = try Simulator(layout: SceneLayout(actors: [], jointOffsets: offsets))
    let joints = zip(ArmKinematics.home, offsets).map(+)
    let expected = ArmKinematics.toolPose(joints)
    #expect((simulator.tool.pose.p - expected.p).norm < 1e-9)
    #expect(simulator.tool.pose.q.angle(to: expected.q) < 1e-6)
  }

  @Test func inverseKinematicsFindsWhatForwardKinematicsMade() {
    let joints = [0.3, 0.2, -1.4, 0.1, 1.2, -0.4]
    let goal = ArmKinematics.toolPose(joints)
    let found = ArmKinematics.solve(goal, from: joints.map { $0 + 0.05 })
    #expect(found.isReached)
    #expect((ArmKinematics.toolPose(found.joints).p - goal.p).norm < 1e-6)
    #expect(ArmKinematics.reach(Pose(Vec3(0, 0.2, 0.05), Quat(0, -1, 0, 0))) != nil)
    #expect(ArmKinematics.reach(Pose(Vec3(1.5, 0, 0.05), Quat(0, -1, 0, 0))) == nil)
  }

  @Test func theToolFollowsWhatItIsAsked() throws {
    let simulator = try Simulator(layout: SceneLayout(actors: []))
    let start = simulator.toolTarget
    for _ in 0..<10 {
      try simulator.step(Action(translation: Vec3(0.15, 0.1, -0.2), rotation: Vec3(0, 0, 0.5), vacuum: -1))
    }
    let asked = Pose(
      start.p + Vec3(0.15, 0.1, -0.2), Quat(angle: 0.5, axis: Vec3(0, 0, 1)) * start.q)
    #expect((simulator.toolTarget.p - asked.p).norm < 1e-9)
    #expect(simulator.toolTarget.q.angle(to: asked.q) < 1e-6)
    #expect((simulator.tool.pose.p - asked.p).norm < 0.006, "it lags while it moves")
    for _ in 0..<10 { try simulator.step(Fixture.hold) }
    #expect((simulator.tool.pose.p - asked.p).norm < 5e-4)
    #expect(simulator.tool.pose.q.angle(to: asked.q) < 2e-3)
  }

  @Test func framesAndBasesOfActionsDiffer() throws {
    let up = Action(translation: Vec3(0, 0, 0.2), rotation: .zero, vacuum: -1)
    let inWorld = try Simulator(layout: SceneLayout(actors: []))
    let inTool = try Simulator(layout: SceneLayout(actors: []), options: PhysicsOptions(actionFrame: .tool))
    let height = inWorld.tool.pose.p.z
    try inWorld.step(up)
    try inTool.step(up)
    #expect(abs(inWorld.toolTarget.p.z - height - 0.02) < 1e-9)
    #expect(abs(inTool.toolTarget.p.z - height + 0.02) < 1e-9, "the tool's z points down")

    let published = try Simulator(layout: SceneLayout(actors: []), options: PhysicsOptions(actionBase: .current))
    for _ in 0..<4 {
      let measured = published.tool.pose.p
      try published.step(up)
      #expect((published.toolTarget.p - measured - Vec3(0, 0, 0.02)).norm < 1e-9)
    }
  }

  @Test func jointsKeepTheirSpeedAndLimits() throws {
    let simulator = try Simulator(layout: SceneLayout(actors: []))
    var fastest = 0.0
    for index in 0..<60 {
      let side = index % 20 < 10 ? 1.0 : -1.0
      try simulator.step(Action(translation: Vec3(side, side, 1), rotation: Vec3(0, 0, side), vacuum: -1))
      let seen = simulator.observe()
      fastest = max(fastest, seen.jointVelocities.map(abs).max() ?? 0)
      for (angle, limit) in zip(seen.jointPositions, ArmKinematics.limits) {
        #expect(limit.lowerBound - 0.01 <= angle && angle <= limit.upperBound + 0.01)
      }
    }
    #expect(fastest > 1, "the motion must be fast for this to mean anything")
    #expect(fastest < 1.1 * ArmKinematics.speedLimit)
  }

  @Test func whatIsOutOfReachLeavesTheArmWhereItIs() throws {
    let simulator = try Simulator(layout: SceneLayout(actors: []))
    for _ in 0..<60 { try simulator.step(Action(translation: Vec3(1, 0, 0), rotation: .zero, vacuum: -1)) }
    let reached = simulator.toolTarget
    #expect((simulator.tool.pose.p - reached.p).norm < 5e-3, "requests must not pile up")
    #expect(reached.q.angle(to: Quat(0, -1, 0, 0)) < 0.03, "the tool must not tilt for reach")
    try simulator.step(Action(translation: Vec3(-1, 0, 0), rotation: .zero, vacuum: -1))
    #expect(simulator.toolTarget.p.x < reached.p.x - 0.02, "it comes back at once")
  }
}
