import Glibc
import Tabletop
import Testing

@Suite struct SixTaskTests {
  /// Seeds per task and split: few, unless ORACLE_STUDY_SEEDS asks for a study.
  private static let seeds: Range<UInt64> = {
    let asked = getenv("ORACLE_STUDY_SEEDS").flatMap { UInt64(String(cString: $0)) }
    return 1000..<(1000 + (asked ?? 10))
  }()

  @Test(arguments: TaskName.allCases, Split.allCases)
  func solvesEverySeed(task: TaskName, split: Split) throws {
    var (once, atEnd, steps) = (0, 0, 0)
    var (impulse, motion, touches) = (0.0, 0.0, 0)
    for seed in Self.seeds {
      let result = try TaskSolver(EpisodeID(task: task, seed: seed, split: split)).solve()
      once += result.succeededOnce ? 1 : 0
      atEnd += result.succeededAtEnd ? 1 : 0
      steps += result.steps
      impulse = max(impulse, result.transferImpulse)
      motion = max(motion, result.bystanderMotion)
      touches += result.strayTouches
      #expect(result.largestAction <= 1)
      if !result.succeededOnce || !result.succeededAtEnd || result.bystanderMotion > 0.003 || result.strayTouches > 0
        || result.transferImpulse > 0
      {
        print("  \(task.rawValue) \(split) seed \(seed):", result)
      }
    }
    let count = Self.seeds.count
    print(
      "\(task.rawValue) \(split): once \(once)/\(count), at end \(atEnd)/\(count), \(steps / count) steps, transfer impulse \(impulse), bystander \(motion), touches \(touches)"
    )
    #expect(once == count)
  }
}
