import Geometry
import RobotInterface
import Tabletop
import Testing

@Suite struct GoalTests {
  static let tasksWithoutGrasp = TaskName.allCases.filter { $0 != .pick }

  /// A world of the task with the most actors that the first seeds offer.
  private func world(_ task: TaskName) throws -> Tabletop {
    let episodes = try (UInt64(0)..<20).map { try Episode(EpisodeID(task: task, seed: $0)) }
    let largest = try #require(episodes.max { $0.layout.actors.count < $1.layout.actors.count })
    return try Tabletop(largest)
  }

  @Test(arguments: tasksWithoutGrasp, Split.allCases)
  func actorsAtTheirGoalsAreSuccess(_ task: TaskName, _ split: Split) throws {
    for seed in UInt64(0)..<8 {
      let world = try Tabletop(EpisodeID(task: task, seed: seed, split: split))
      #expect(!world.status.succeededOnce && !world.status.succeedsNow)
      #expect(world.status.lacking != nil)
      try world.wait(1)
      #expect(!world.status.succeededOnce)
      try world.arrange(for: world.episode.task.goal)
      try world.wait(40)
      #expect(world.status.succeededOnce && world.status.succeedsNow, "\(task) \(seed): \(world.status)")
      #expect(world.status.reward == 1)
      #expect(world.status.lacking == nil)
    }
  }

  @Test(arguments: Split.allCases) func liftingTheActorIsSuccessOfPick(_ split: Split) throws {
    for seed in UInt64(0)..<4 {
      let world = try Tabletop(EpisodeID(task: .pick, seed: seed, split: split))
      let target = world.episode.task.roles[0]
      try world.arrange(for: world.episode.task.goal)
      #expect(world.heldActor() == target)
      #expect(world.status.succeededOnce && world.status.succeedsNow, "\(seed): \(world.status)")
    }
  }

  @Test func holdingWithoutLiftingIsNotPick() throws {
    let world = try Tabletop(EpisodeID(task: .pick, seed: 1))
    let target = world.episode.task.roles[0]
    let top = world.pose(of: target).p + Vec3(0, 0, world.standing(target))
    try world.lead(to: top + Vec3(0, 0, 0.05), vacuum: -1)
    #expect(world.status.lacking == "'\(world.scene[target].name)' is not held")
    let before = world.status.reward
    try world.lead(to: top - Vec3(0, 0, 0.001), vacuum: 1)
    #expect(world.heldActor() == target)
    #expect(!world.status.succeededOnce)
    #expect(world.status.lacking?.contains("clear of what is near it (needs 2 cm)") == true)
    #expect(world.status.reward > before)
  }

  @Test func besideTheAreaIsNotOnIt() throws {
    let world = try world(.simpleManipulation)
    let (thing, area) = (world.episode.task.roles[0], world.episode.task.roles[1])
    let names = (world.scene[thing].name, world.scene[area].name)
    try world.wait(2)
    #expect(world.status.lacking == "'\(names.0)' stands on the table, not on '\(names.1)'")
  }

  @Test func onAnotherAreaIsNotOnTheOneAskedFor() throws {
    let world = try world(.simpleManipulation)
    let (thing, area) = (world.episode.task.roles[0], world.episode.task.roles[1])
    let other = try #require(world.movableActors().last)
    try world.stack(thing, on: other)
    try world.wait(40)
    #expect(!world.status.succeededOnce)
    #expect(world.isOnTop(thing, of: other) && !world.isOnTop(thing, of: area))
    #expect(world.status.lacking == "'\(world.scene[thing].name)' does not rest on '\(world.scene[area].name)'")
  }

  @Test func heldOverTheAreaIsNotOnIt() throws {
    let world = try world(.place)
    let thing = try #require(world.heldActor())
    #expect(thing == world.episode.task.roles[0])
    try world.wait(10, vacuum: 1)
    #expect(world.status.lacking == "'\(world.scene[thing].name)' is still held")
  }

  @Test func fiveCentimetresIsTheLimitOfAPosition() throws {
    for (offset, isReached) in [(0.045, true), (0.055, false)] {
      let world = try world(.swap)
      let (a, b) = (world.episode.task.roles[0], world.episode.task.roles[1])
      try world.arrange(for: world.episode.task.goal)
      let place = world.pose(of: a)
      try world.put(a, at: Pose(place.p + Vec3(offset, 0, 0), place.q))
      try world.wait(40)
      #expect(world.status.succeededOnce == isReached)
      #expect(world.isAt(a, place, tolerance: 0.05, matchOrientation: false) == isReached)
      #expect(world.isAt(b, place, tolerance: 0.05, matchOrientation: false) == false)
      if !isReached {
        #expect(
          world.status.lacking == "step 2 of 2: '\(world.scene[a].name)' is 5.5 cm from its place (tolerance 5 cm)")
      }
    }
  }

  @Test func eighteenDegreesIsTheLimitOfARotation() throws {
    for (degrees, isReached) in [(16.0, true), (20.0, false)] {
      let world = try world(.rotate)
      let target = world.episode.task.roles[0]
      try world.arrange(for: world.episode.task.goal)
      try world.put(target, at: world.pose(of: target).rotatedZ(by: degrees * .pi / 180))
      try world.wait(40)
      #expect(world.status.succeededOnce == isReached)
      if !isReached {
        #expect(world.status.lacking?.contains("is turned 20° away from its goal (tolerance 18°)") == true)
      }
    }
  }

  @Test func orderIsReportedOneControlStepLateAndThenStays() throws {
    let world = try world(.rotate)
    let target = world.episode.task.roles[0]
    try world.arrange(for: world.episode.task.goal)
    var stepsToHold = 0
    while !world.status.succeedsNow && stepsToHold < 60 {
      #expect(!world.status.succeededOnce)
      try world.wait(1)
      stepsToHold += 1
    }
    #expect(world.status.succeedsNow && !world.status.succeededOnce)
    try world.wait(1)
    #expect(world.status.succeededOnce)
    try world.put(target, at: Pose(world.pose(of: target).p + Vec3(0.08, 0, 0)))
    try world.wait(5)
    #expect(world.status.succeededOnce && !world.status.succeedsNow)
    #expect(world.status.lacking != nil)
  }

  @Test func halfATowerIsNotATower() throws {
    let world = try world(.singleStack)
    let tower = world.episode.task.roles
    #expect(tower.count == 4)
    try world.stack(tower[1], on: tower[0])
    try world.wait(40)
    #expect(!world.status.succeededOnce)
    #expect(world.isOnTop(tower[1], of: tower[0]))
    #expect(world.status.lacking?.hasPrefix("step 2 of 3: '\(world.scene[tower[2]].name)' stands on the table") == true)
  }

  @Test func movingActorsAreNotAtRest() throws {
    let world = try world(.rotate)
    let target = world.episode.task.roles[0]
    try world.put(target, at: Pose(world.pose(of: target).p + Vec3(0, 0, 0.1)))
    try world.wait(1)
    #expect(!world.isStatic(target))
    try world.wait(40)
    #expect(world.isStatic(target))
  }
}
