import Geometry
import OracleSkills
import RobotInterface
import SkillPrimitives
import Tabletop
import Testing

/// `move3d` among posts in the simulator: it arrives, or refuses before it moves, and touches nothing.
@Suite struct MoveTests {
  private static let posts = [Vec3(-0.2, 0.1, 0), Vec3(-0.05, -0.08, 0), Vec3(-0.28, -0.18, 0), Vec3(0, 0.2, 0)]

  private func simulator(holdingStart: Bool) throws -> Simulator {
    var actors = Self.posts.map { place in
      SceneActor(
        name: "red cube", shape: .cube, texture: "red", size: Vec3(0.05, 0.05, 0.2),
        pose: Pose(place + Vec3(0, 0, 0.1)))
    }
    actors.append(
      SceneActor(
        name: "blue cube", shape: .cube, texture: "blue", size: Vec3(0.1, 0.1, 0.05),
        pose: Pose(Vec3(-0.1, 0, 0.025))))
    return try Simulator(layout: SceneLayout(actors: actors, heldAtStart: holdingStart ? 4 : nil))
  }

  @Test(arguments: [false, true])
  func arrivesAndTouchesNothing(isHolding: Bool) throws {
    let simulator = try simulator(holdingStart: isHolding)
    for _ in 0..<25 { try simulator.step(Action(translation: .zero, rotation: .zero, vacuum: isHolding ? 1 : -1)) }
    let driver = SkillDriver(simulator)
    var touches = 0
    driver.afterStep = { _ in
      for post in 0..<4 where simulator.toolContact(with: ActorID(rawValue: post)) { touches += 1 }
    }
    let before = (0..<4).map { simulator.state(of: ActorID(rawValue: $0)).pose }
    var random = SeededRandom(seed: isHolding ? 3 : 4)
    var arrived = 0
    for _ in 0..<15 {
      let place = Vec3(
        random.uniform(in: -0.3...0), random.uniform(in: -0.25...0.25), random.uniform(in: 0.08...0.35))
      let down = SuctionTool.straightDown(at: place, heading: random.uniform(in: -1...1))
      let tilt = Quat(rotationVector: Vec3(random.uniform(in: -0.5...0.5), random.uniform(in: -0.5...0.5), 0))
      let goal = Pose(down.p, tilt * down.q)
      let steps = driver.steps
      switch try driver.run(.move(to: goal, matchOrientation: true)) {
      case .success:
        arrived += 1
        #expect(simulator.tool.pose.isNear(goal, distance: 0.012, angle: 0.06))
      case .failure(let failure):
        #expect([.blocked, .unreachable].contains(failure.reason), "\(failure)")
        #expect(driver.steps == steps)
      }
      #expect(simulator.held == (isHolding ? ActorID(rawValue: 4) : nil))
    }
    #expect(arrived >= 7)
    #expect(touches == 0)
    for (index, pose) in before.enumerated() {
      #expect((simulator.state(of: ActorID(rawValue: index)).pose.p - pose.p).norm < 0.001)
    }
  }
}
