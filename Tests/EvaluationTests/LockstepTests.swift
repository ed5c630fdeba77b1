import OracleSkills
import ReferencePrograms
import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillRuntime
import Tabletop
import Testing

/// The oracle in many worlds at once.
@Suite struct LockstepTests {
  private static let episodes = [
    EpisodeID(task: .pick, seed: 1), EpisodeID(task: .swap, seed: 2), EpisodeID(task: .rotate, seed: 3),
    EpisodeID(task: .swap, seed: 4), EpisodeID(task: .singleStack, seed: 5),
  ]

  @Test func worldsComeToTheStatesTheyComeToAlone() throws {
    func runs() throws -> [(world: Tabletop, run: Lockstep<OneByOne<Oracle>>.Run)] {
      try Self.episodes.map { id in
        let world = try Tabletop(id)
        let text = ReferenceProgram.source(for: world)
        let module = try #require(try compile(SourceFile(name: "reference.skill", text: text)).module)
        return (world, .init(module, in: world))
      }
    }
    let together = try runs()
    let oracle = Oracle(mode: PhysicsOptions().actionMode)
    var lockstep = try Lockstep(together.map(\.run), policy: OneByOne(oracle))
    while lockstep.next() != nil {}
    for ((world, run), arm) in zip(try runs(), zip(together, lockstep.arms)) {
      var execution = try Execution(run.module, world: world, policy: oracle)
      while try execution.next() != nil {}
      #expect(arm.1.execution.usage == execution.usage)
      #expect(arm.0.world.digest == world.digest)
      #expect(world.status.succeededOnce)
    }
  }
}
