import Geometry
import Glibc
import RobotInterface
import Tabletop
import Testing

@Suite struct SixTaskTests {
  /// Validation seeds, per task and split: few, unless ORACLE_STUDY_SEEDS asks for a study. A study also prints a table.
  private static let asked = getenv("ORACLE_STUDY_SEEDS").flatMap { UInt64(String(cString: $0)) }
  private static let seeds = 1000..<(1000 + (asked ?? 10))

  @Test(arguments: TaskName.allCases, Split.allCases)
  func theOracleSolvesEverySeedAndTouchesNothingElse(task: TaskName, split: Split) throws {
    var results: [TaskSolver.Result] = []
    for seed in Self.seeds {
      let result = try TaskSolver(EpisodeID(task: task, seed: seed, split: split)).solve()
      results.append(result)
      #expect(result.succeededOnce, "seed \(seed): \(result)")
      #expect(result.largestAction <= 1 + 1e-12)
      #expect(result.transferImpulse == 0 && result.strayTouches == 0, "seed \(seed): \(result)")
      #expect(result.bystanderMotion < 0.001, "seed \(seed): \(result)")
    }
    let atEnd = results.count { $0.succeededAtEnd }
    #expect(Double(atEnd) >= 0.97 * Double(results.count))
    if Self.asked != nil {
      let steps = results.reduce(0) { $0 + $1.steps } / results.count
      let once = results.count { $0.succeededOnce }
      print("\(task.rawValue) \(split.rawValue): once \(once), at end \(atEnd) of \(results.count); \(steps) steps")
    }
  }

  @Test(arguments: ActionMode.Base.allCases, ActionMode.Frame.allCases)
  func everyActionModeAndANoisyStartWillDo(base: ActionMode.Base, frame: ActionMode.Frame) throws {
    let options = PhysicsOptions(jointNoise: 0.02, actionBase: base, actionFrame: frame)
    for task in TaskName.allCases {
      let result = try TaskSolver(EpisodeID(task: task, seed: 1000), options: options).solve()
      #expect(result.succeededOnce, "\(task.rawValue): \(result)")
    }
  }

  /// 5 mm and 0.3° of noise on every control step: ends are still reached, what slips is caught up with.
  @Test(arguments: TaskName.allCases)
  func noiseOnTheActionsIsMadeUpFor(task: TaskName) throws {
    let solver = try TaskSolver(EpisodeID(task: task, seed: 1001))
    var random = SeededRandom(seed: 7)
    solver.driver.disturb = { action, _ in
      var noisy = action
      func noise() -> Double { random.uniform(in: -0.09...0.09) }
      noisy.translation += Vec3(noise(), noise(), noise())
      noisy.rotation += Vec3(noise(), noise(), noise())
      return noisy
    }
    let result = try solver.solve()
    #expect(result.succeededOnce, "\(result)")
  }
}
