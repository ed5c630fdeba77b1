import Geometry
import RobotInterface
import Tabletop
import Testing

struct SimulatorTests {
  @Test func aFallingPrismComesToRestOnTheTable() throws {
    for shape in Shape.allCases {
      let simulator = try Simulator(layout: SceneLayout(actors: [Fixture.prism(shape, at: Vec3(-0.2, 0.1, 0.06))]))
      for _ in 0..<40 { try simulator.step(Fixture.hold) }
      let state = simulator.state(of: Fixture.first)
      #expect(state.isStatic, "\(shape) moves")
      #expect(abs(state.pose.p.z - 0.025) < 5e-4, "\(shape) sinks or floats")
      #expect(simulator.clearance(of: Fixture.first, upTo: 1) > -5e-4)
      let weight = simulator.description[Fixture.first].mass * 9.81
      #expect(abs(simulator.groundImpulse(on: Fixture.first) / (weight * 0.002) - 1) < 1e-2, "\(shape)")
    }
  }

  @Test func aTowerOfThreeStandsAndCarriesItsWeight() throws {
    for shape in Shape.allCases {
      let tower = (0..<3).map { Fixture.prism(shape, at: Vec3(-0.2, 0.1, 0.025 + 0.0505 * Double($0))) }
      let simulator = try Simulator(layout: SceneLayout(actors: tower))
      for _ in 0..<40 { try simulator.step(Fixture.hold) }
      for actor in simulator.description.actors {
        let state = simulator.state(of: actor.id)
        #expect(state.isStatic, "\(shape) \(actor.id.rawValue) moves")
        #expect((state.pose.p - Vec3(-0.2, 0.1, 0.025 + 0.05 * Double(actor.id.rawValue))).norm < 2e-3)
      }
      let weight = simulator.description[Fixture.first].mass * 9.81 * 0.002
      let impulse = simulator.contactImpulse(from: Fixture.first, on: Fixture.second)
      #expect(
        abs(impulse.z / weight - 2) < 0.05, "the second of three carries one and is carried: \(impulse.z / weight)")
      #expect(simulator.contactImpulse(from: Fixture.second, on: Fixture.first).z == -impulse.z)
      #expect(simulator.groundImpulse(on: Fixture.second) == 0)
    }
  }

  @Test func twoSimulatorsGoTheSameWay() throws {
    let one = try Simulator(layout: Fixture.eight)
    let two = try Simulator(layout: Fixture.eight)
    try Fixture.stir(one, steps: 0..<120)
    try Fixture.stir(two, steps: 0..<120)
    #expect(one.stateDigest == two.stateDigest)
    #expect(one.observe() == two.observe())
    let moved = one.description.actors.filter { actor in
      (one.state(of: actor.id).pose.p - Fixture.eight.actors[actor.id.rawValue].pose.p).norm > 0.02
    }
    #expect(!moved.isEmpty, "the motion must disturb the scene for this to mean anything")
  }

  @Test func restoringContinuesBitForBit() throws {
    let one = try Simulator(layout: Fixture.eight)
    try Fixture.stir(one, steps: 0..<70)
    let saved = one.saveState()
    let digest = one.stateDigest
    let seen = one.observe()
    try Fixture.stir(one, steps: 70..<110)
    let end = one.stateDigest

    try one.restore(saved)
    #expect(one.stateDigest == digest)
    #expect(one.observe() == seen)
    try Fixture.stir(one, steps: 70..<110)
    #expect(one.stateDigest == end)

    let fresh = try Simulator(layout: Fixture.eight)
    try fresh.restore(saved)
    #expect(fresh.observe() == seen)
    try Fixture.stir(fresh, steps: 70..<110)
    #expect(fresh.stateDigest == end)
  }

  @Test func aStateOfAnotherSceneIsRefused() throws {
    let one = try Simulator(layout: Fixture.eight)
    let other = try Simulator(layout: SceneLayout(actors: [Fixture.prism(.cube, at: Vec3(-0.2, 0, 0.025))]))
    #expect(throws: SimulatorError.self) { try other.restore(one.saveState()) }
    var spoilt = one.saveState()
    spoilt[3] = .nan
    #expect(throws: SimulatorError.invalidState("a number is not finite")) { try one.restore(spoilt) }
  }

  @Test func anActionThatIsNotFiniteMovesNothing() throws {
    let simulator = try Simulator(layout: Fixture.eight)
    let before = simulator.stateDigest
    for bad in [Double.nan, .infinity] {
      let action = Action(translation: Vec3(0, bad, 0), rotation: .zero, vacuum: 0)
      #expect(throws: WorldError.actionNotFinite) { try simulator.step(action) }
      #expect(throws: WorldError.actionNotFinite) {
        try simulator.step(Action(translation: .zero, rotation: .zero, vacuum: bad))
      }
    }
    #expect(simulator.stateDigest == before)
  }

  @Test func aStateBeyondMeaningIsAnErrorAndNotAReset() throws {
    let simulator = try Simulator(layout: Fixture.eight)
    #expect(throws: WorldError.self) {
      try simulator.teleport(Fixture.first, to: Pose(Vec3(.infinity, 0, 0)))
      try simulator.step(Fixture.hold)
    }
  }

  @Test func layoutsThatCannotBeBuiltAreRefused() {
    var flat = Fixture.prism(.cube, at: .zero)
    flat.size.z = 0
    #expect(throws: SimulatorError.invalidLayout("'red cube' has no size")) {
      try Simulator(layout: SceneLayout(actors: [flat]))
    }
    let unknown = Fixture.prism(.cube, at: .zero, texture: "sparkling")
    #expect(throws: SimulatorError.invalidLayout("'sparkling cube' has the unknown texture 'sparkling'")) {
      try Simulator(layout: SceneLayout(actors: [unknown]))
    }
    #expect(throws: SimulatorError.self) { try Simulator(layout: SceneLayout(actors: [], heldAtStart: 0)) }
  }

  @Test func thingsThatCannotMoveCarryOthers() throws {
    var area = Fixture.prism(.hexagon, at: Vec3(-0.2, 0.1, 0.005), texture: "brick")
    area.size = Vec3(0.2, 0.2, 0.01)
    area.isMovable = false
    let simulator = try Simulator(
      layout: SceneLayout(actors: [area, Fixture.prism(.star, at: Vec3(-0.2, 0.1, 0.04))]))
    for _ in 0..<40 { try simulator.step(Fixture.hold) }
    #expect(simulator.state(of: Fixture.first) == BodyState(pose: area.pose))
    #expect(abs(simulator.state(of: Fixture.second).pose.p.z - 0.035) < 5e-4)
    #expect(simulator.groundImpulse(on: Fixture.second) == 0)
    #expect(simulator.contactImpulse(from: Fixture.first, on: Fixture.second).z > 0)
    #expect(simulator.description[Fixture.first].mass == 0)
  }

  @Test func clearanceIsTheDistanceToTheNearestThing() throws {
    for shape in Shape.allCases {
      let actors = [Fixture.prism(.cube, at: Vec3(0, 0, 0.325)), Fixture.prism(shape, at: Vec3(0, 0, 0.405))]
      let simulator = try Simulator(layout: SceneLayout(actors: actors))
      #expect(abs(simulator.clearance(of: Fixture.first, upTo: 1) - 0.03) < 1e-4, "\(shape)")
      #expect(abs(simulator.clearance(of: Fixture.second, upTo: 1) - 0.03) < 1e-4, "\(shape)")
      #expect(simulator.clearance(of: Fixture.first, upTo: 0.02) == 0.02)
      try simulator.teleport(Fixture.first, to: Pose(Vec3(0, 0, 0.035)))
      #expect(abs(simulator.clearance(of: Fixture.first, upTo: 1) - 0.01) < 1e-9, "the table counts")
      #expect(abs(simulator.clearance(of: Fixture.second, upTo: 1) - 0.32) < 1e-4, "\(shape)")
    }
  }

  @Test func simulatorsOnSeveralThreadsStepAndDrawAlike() async throws {
    let results = try await withThrowingTaskGroup(of: (UInt64, Image).self) { group in
      for _ in 0..<4 {
        group.addTask {
          let simulator = try Simulator(layout: Fixture.eight)
          try Fixture.stir(simulator, steps: 0..<20)
          let image = try simulator.render(.base, width: 64, height: 64)
          return (simulator.stateDigest, image)
        }
      }
      var results: [(UInt64, Image)] = []
      for try await result in group { results.append(result) }
      return results
    }
    #expect(Set(results.map(\.0)).count == 1)
    #expect(Set(results.map(\.1)).count == 1)
  }
}
