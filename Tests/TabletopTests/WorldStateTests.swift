import Geometry
import RobotInterface
import Tabletop
import Testing

@Suite struct WorldStateTests {
  @Test(arguments: TaskName.allCases) func aRestoredWorldGoesOnBitForBit(_ task: TaskName) throws {
    let id = EpisodeID(task: task, seed: 5)
    let (world, other) = (try Tabletop(id), try Tabletop(id))
    #expect(world.digest == other.digest)
    let target = world.movableActors()[0]
    try world.lead(to: world.pose(of: target).p + Vec3(0, 0, world.standing(target) + 0.02), vacuum: 1)
    let state = world.saveState()
    try world.lead(to: world.pose(of: target).p + Vec3(0, 0.05, 0.2), vacuum: 1)
    let (digest, status, observation) = (world.digest, world.status, world.observe())
    for later in [world, other] {
      try later.restore(state)
      #expect(later.saveState() == state)
      try later.lead(to: later.pose(of: target).p + Vec3(0, 0.05, 0.2), vacuum: 1)
      #expect(later.digest == digest)
      #expect(later.status == status)
      #expect(later.observe() == observation)
    }
  }

  @Test func jointNoiseMovesTheStartOfTheArmAndIsDecidedByTheSeed() throws {
    let noisy = PhysicsOptions(jointNoise: 0.02)
    let home = try Tabletop(EpisodeID(task: .pick, seed: 0)).observe().jointPositions
    let start = try Tabletop(EpisodeID(task: .pick, seed: 0), options: noisy).observe().jointPositions
    let again = try Tabletop(EpisodeID(task: .pick, seed: 0), options: noisy).observe().jointPositions
    let other = try Tabletop(EpisodeID(task: .pick, seed: 1), options: noisy).observe().jointPositions
    let offsets = zip(home, start).map { $1 - $0 }
    #expect(offsets.contains { abs($0) > 0.005 } && offsets.allSatisfy { abs($0) < 0.1 })
    #expect(start == again && start != other)
  }

  @Test func whatAnOrderAchievedIsRestored() throws {
    let world = try Tabletop(EpisodeID(task: .rotate, seed: 1))
    let start = world.saveState()
    try world.arrange(for: world.episode.task.goal)
    try world.wait(40)
    let achieved = world.saveState()
    #expect(world.status.succeededOnce)
    try world.restore(start)
    #expect(!world.status.succeededOnce && world.stepCount == 0)
    try world.restore(achieved)
    #expect(world.status.succeededOnce && world.stepCount == 40)
  }

  @Test func stateOfAnotherEpisodeIsRefused() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 1))
    let digest = world.digest
    let foreign = try Tabletop(EpisodeID(task: .swap, seed: 2)).saveState()
    #expect(throws: TabletopError.foreignState("it is of task 'swap', seed 2")) { try world.restore(foreign) }
    #expect(world.digest == digest)
  }

  @Test func timeAndStepsCountFromTheEndOfSettling() throws {
    let world = try Tabletop(EpisodeID(task: .pick, seed: 0))
    #expect(world.observe().time == 0 && world.stepCount == 0)
    try world.wait(3)
    #expect(abs(world.observe().time - 3 * world.controlPeriod) < 1e-12 && world.stepCount == 3)
  }

  @Test(arguments: TaskName.allCases) func scenesAreAtRestWhenTheEpisodeBegins(_ task: TaskName) throws {
    for split in Split.allCases {
      for seed in UInt64(0)..<10 {
        let world = try Tabletop(EpisodeID(task: task, seed: seed, split: split))
        #expect(world.heldActor()?.rawValue == world.episode.layout.heldAtStart)
        for actor in world.scene.actors where actor.id != world.heldActor() {
          #expect(world.isStatic(actor.id), "\(task) \(seed): '\(actor.name)' moves")
          let drawn = world.episode.layout.actors[actor.id.rawValue].pose.p
          #expect((world.pose(of: actor.id).p - drawn).norm < 0.012)
        }
      }
    }
  }
}
