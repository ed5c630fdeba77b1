import Evaluation
import RobotInterface
import SkillRuntime
import Tabletop
import TestSupport
import Testing

/// Sessions in the simulated world.
@Suite struct SessionRolloutTests {
  private func session(_ world: Tabletop) -> Session {
    let robot = SessionRobot(world: world, policy: Control.oracle.policy(for: world.options)) {
      let state = world.saveState()
      return { () throws(WorldError) in
        do throws(TabletopError) { try world.restore(state) } catch { throw .unstable(error.description) }
      }
    }
    return Session(robot: robot, facts: world.summary.facts)
  }

  /// Runs a turn to its end.
  private func run(_ text: String, in session: inout Session) throws -> ExecutionEnd {
    guard case .began = try session.begin(Array(text.utf8)) else {
      throw NotBegun(text: text)
    }
    while let event = try session.next() {
      if case .ended(let end) = event { return end }
    }
    throw NotBegun(text: text)
  }

  private struct NotBegun: Error {
    let text: String
  }

  @Test(arguments: [("03_swap", TaskName.swap), ("01_pick", .pick)])
  func aProgramInTurnsMovesTheArmAsItDoesWhole(_ name: String, _ task: TaskName) throws {
    let text = try #require(try ProgramCorpus.files(in: "Programs").first { $0.name.contains(name) }).text
    var outcomes: [(digest: UInt64, memory: [String])] = []
    let program = ProgramTurns(text)
    for turns in [[text], program.turns(at: program.cuts)] {
      let world = try Tabletop(EpisodeID(task: task, seed: 2))
      var session = session(world)
      for turn in turns { _ = try run(turn, in: &session) }
      outcomes.append((world.digest, session.memoryListing))
    }
    #expect(outcomes[0].digest == outcomes[1].digest)
    #expect(outcomes[0].memory == outcomes[1].memory)
  }

  @Test func aTurnTakenBackAndRunAgainGivesTheSameWorld() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 4))
    var session = session(world)
    _ = try run("a = actors()[0]\npick(a)", in: &session)
    let before = world.digest
    let text = "pick_move3d_place(a, target_pose=free_space(a))\npose_dict['a'] = get_pose(a)"
    _ = try run(text, in: &session)
    let after = (world.digest, session.memoryListing)
    #expect(after.0 != before)
    for _ in 0..<2 {
      #expect(try session.undo())
      #expect(world.digest == before)
      #expect(session.memoryListing == ["pose_dict = {}"])
      _ = try run(text, in: &session)
      #expect((world.digest, session.memoryListing) == after)
    }
  }

  @Test func aTurnThatIsGivenUpCanBeFollowed() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 4))
    var session = session(world)
    guard case .began = try session.begin(Array("a = actors()[0]\npick(a)".utf8)) else { throw NotBegun(text: "pick") }
    for _ in 0..<20 { _ = try session.next() }
    session.stop()
    #expect(try run("pick(a)", in: &session) == .finished(isDone: false))
    #expect(world.heldActor() != nil)
  }
}
