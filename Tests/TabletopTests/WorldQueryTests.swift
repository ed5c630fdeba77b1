import Geometry
import RobotInterface
import Tabletop
import Testing

@Suite struct WorldQueryTests {
  /// Two red cubes and a blue star on an otherwise empty table, with one key-step image.
  private func handMadeWorld(keySteps: [KeyStep] = []) throws -> Tabletop {
    func actor(_ texture: String, _ shape: Shape, _ x: Double, _ y: Double) -> SceneActor {
      SceneActor(
        name: "\(texture) \(shape.rawValue)", shape: shape, texture: texture, size: Vec3(0.1, 0.1, 0.05),
        pose: Pose(Vec3(x, y, 0.025)))
    }
    let layout = SceneLayout(actors: [
      actor("red", .cube, -0.2, -0.2), actor("red", .cube, -0.2, 0.2), actor("blue", .star, -0.05, 0),
    ])
    let star = ActorID(rawValue: 2)
    return try Tabletop(
      Episode(
        id: EpisodeID(task: .pick, seed: 0), info: TaskName.pick.info, layout: layout,
        task: TaskGoal(
          goal: .picked(star), prompt: ["Pick up the ", .actor(star)], roles: [star], keySteps: keySteps)))
  }

  private func failure(_ body: () throws -> Void) -> SkillFailure? {
    do {
      try body()
    } catch {
      return error as? SkillFailure
    }
    return nil
  }

  @Test(arguments: TaskName.allCases) func everyActorIsFoundByItsName(_ task: TaskName) throws {
    for seed in UInt64(0)..<5 {
      let world = try Tabletop(EpisodeID(task: task, seed: seed))
      for actor in world.scene.actors {
        #expect(try world.actor(named: actor.name, near: nil) == actor.id)
        #expect(try world.actor(named: actor.name, near: world.cell(of: actor.id)) == actor.id)
      }
    }
  }

  @Test func theCellTellsNamesakesApart() throws {
    let world = try handMadeWorld()
    for index in 0..<2 {
      let id = ActorID(rawValue: index)
      let cell = world.cell(of: id)
      #expect(cell.isKnown)
      #expect(try world.actor(named: "red cube", near: cell) == id)
    }
    #expect(world.cell(of: ActorID(rawValue: 0)) != world.cell(of: ActorID(rawValue: 1)))
  }

  @Test func anUnknownNameIsAnsweredWithTheLikelyOne() throws {
    let world = try handMadeWorld()
    let failure = failure { _ = try world.actor(named: "blu star", near: nil) }
    #expect(failure?.reason == .noSuchActor)
    #expect(
      failure?.message
        == "no actor is called 'blu star': did you mean 'blue star'? (there are 'red cube', 'red cube', 'blue star')")
  }

  @Test func aNameOfSeveralNeedsACell() throws {
    let world = try handMadeWorld()
    for cell in [nil, ImageCell(column: -1, row: -1)] {
      let failure = failure { _ = try world.actor(named: "red cube", near: cell) }
      #expect(failure?.reason == .ambiguousActor)
      #expect(failure?.message.hasPrefix("2 actors are called 'red cube': say which by actor_pos, one of (") == true)
    }
  }

  @Test func anActorOutOfViewHasNoCell() throws {
    let world = try handMadeWorld()
    let star = ActorID(rawValue: 2)
    try world.put(star, at: Pose(Vec3(0.6, -0.1, 0.3)))
    #expect(!world.cell(of: star).isKnown)
  }

  @Test func imagesThatThePromptShowsAnswerAndOthersAreNamed() throws {
    let plain = try handMadeWorld()
    let none = failure { _ = try plain.toolPose(in: "keystep_1") }
    #expect(none?.reason == .noSuchImage)
    #expect(none?.message == "the prompt shows no image 'keystep_1' (it shows none)")

    let tool = Pose(Vec3(0, 0.1, 0.2), Quat(0, -1, 0, 0))
    let poses = (0..<3).map { Pose(Vec3(Double($0), 0, 0)) }
    let world = try handMadeWorld(keySteps: [
      KeyStep(
        image: "keystep_1", tool: tool, actors: poses, supports: [nil, ActorID(rawValue: 0), nil])
    ])
    #expect(try world.toolPose(in: "keystep_1") == tool)
    #expect(try world.pose(of: ActorID(rawValue: 2), in: "keystep_1") == poses[2])
    #expect(try world.support(of: ActorID(rawValue: 1), in: "keystep_1") == ActorID(rawValue: 0))
    #expect(failure { _ = try world.support(of: ActorID(rawValue: 0), in: "keystep_1") }?.reason == .noSuchActor)
    let other = failure { _ = try world.pose(of: ActorID(rawValue: 0), in: "keystep_2") }
    #expect(other?.message == "the prompt shows no image 'keystep_2' (it shows 'keystep_1')")
  }

  @Test func actorsOfTheTaskComeFirstInTheOrderOfTheirParts() throws {
    for task in TaskName.allCases {
      let world = try Tabletop(EpisodeID(task: task, seed: 2, variant: 1))
      let roles = world.episode.task.roles
      let movable = world.movableActors()
      #expect(Array(movable.prefix(roles.count)) == roles)
      #expect(Set(movable) == Set(world.scene.actors.filter(\.isMovable).map(\.id)))
    }
  }

  @Test func theSummaryTellsWhatIsOnTheTable() throws {
    let world = try Tabletop(EpisodeID(task: .place, seed: 0))
    let summary = world.summary
    #expect(summary.actors.map(\.name) == world.scene.actors.map(\.name))
    #expect(summary.prompt == world.prompt)
    #expect(summary.heldAtStart == world.heldActor()?.rawValue)
    #expect(!summary.endsHolding && summary.images.isEmpty && summary.goalCount == 0)
    #expect(try Tabletop(EpisodeID(task: .pick, seed: 0)).summary.endsHolding)
  }
}
