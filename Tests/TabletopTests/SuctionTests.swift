import Geometry
import RobotInterface
import Tabletop
import Testing

struct SuctionTests {
  static let place = Vec3(-0.2, 0.1, 0.025)

  /// A simulator with one prism, the tool pressed on its top.
  private func pressed(_ shape: Shape, vacuum: Double, density: Double = 1000) throws -> Simulator {
    let actor = Fixture.prism(shape, at: Self.place, density: density)
    let simulator = try Simulator(layout: SceneLayout(actors: [actor]))
    try Fixture.move(simulator, to: Vec3(-0.2, 0.1, 0.08), vacuum: -1)
    try Fixture.move(simulator, to: Vec3(-0.2, 0.1, 0.049), vacuum: vacuum, speed: 0.2)
    return simulator
  }

  @Test(arguments: Shape.allCases) func picksCarriesAndReleases(shape: Shape) throws {
    let simulator = try pressed(shape, vacuum: 1)
    #expect(simulator.held == Fixture.first)
    let grip = simulator.tool.pose.inverse * simulator.state(of: Fixture.first).pose
    try Fixture.move(simulator, to: Vec3(-0.2, 0.1, 0.25), vacuum: 1, speed: 0.8)
    try Fixture.move(simulator, to: Vec3(-0.1, -0.15, 0.25), vacuum: 1, speed: 0.8)
    #expect(simulator.held == Fixture.first)
    #expect(simulator.clearance(of: Fixture.first, upTo: 0.1) == 0.1)
    let after = simulator.tool.pose.inverse * simulator.state(of: Fixture.first).pose
    #expect((after.p - grip.p).norm < 5e-4, "it slipped in the grip")
    try simulator.step(Fixture.hold)
    #expect(simulator.held == nil)
    #expect(simulator.state(of: Fixture.first).linearVelocity.z < -0.2, "it falls at once")
  }

  @Test func withoutVacuumNothingIsHeld() throws {
    let simulator = try pressed(.cube, vacuum: -1)
    #expect(simulator.toolContact(with: Fixture.first))
    #expect(simulator.observe().toolInContact)
    #expect(simulator.held == nil)
  }

  @Test func vacuumInTheAirHoldsNothing() throws {
    let simulator = try Simulator(layout: SceneLayout(actors: [Fixture.prism(.cube, at: Self.place)]))
    for _ in 0..<10 { try simulator.step(Fixture.suck) }
    #expect(simulator.held == nil)
    #expect(!simulator.toolContact(with: Fixture.first))
    #expect(!simulator.observe().toolInContact)
  }

  @Test func aWeightBeyondTheVacuumStaysDown() throws {
    // 0.5 litres at 40 kg per litre weigh about 200 N.
    let simulator = try pressed(.cube, vacuum: 1, density: 40_000)
    try Fixture.move(simulator, to: Vec3(-0.2, 0.1, 0.2), vacuum: 1)
    #expect(simulator.held == nil)
    #expect(simulator.state(of: Fixture.first).pose.p.z < 0.03)
  }

  @Test func anActorHeldAtTheStartHangsOnTheTool() throws {
    for shape in Shape.allCases {
      let layout = SceneLayout(actors: [Fixture.prism(shape, at: Self.place)], heldAtStart: 0)
      let simulator = try Simulator(layout: layout)
      for _ in 0..<25 { try simulator.step(Fixture.suck) }
      #expect(simulator.held == Fixture.first)
      #expect(abs(simulator.tool.pose.p.z - 0.025 - simulator.state(of: Fixture.first).pose.p.z) < 2e-3)
      #expect(!simulator.observe().tool.pose.p.z.isNaN)
    }
  }
}
