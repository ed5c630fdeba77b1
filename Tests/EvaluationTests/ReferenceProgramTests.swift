import Evaluation
import Foundation
import ReferencePrograms
import SkillCompiler
import SkillDiagnostics
import SkillRuntime
import Tabletop
import Testing

/// The whole path, from a task's goal to the world that satisfies it: program text, checks, bytecode, machine, oracle.
///
/// `SKILLET_SEEDS=0:100` takes those seeds instead of the few that every test run takes, and prints the table.
@Suite struct ReferenceProgramTests {
  static let seeds = seedRange(ProcessInfo.processInfo.environment["SKILLET_SEEDS"]) ?? 1000..<1002

  @Test(arguments: TaskName.allCases, Split.allCases)
  func referenceProgramsSolveTheirScenes(task: TaskName, split: Split) throws {
    var solved = 0
    var solvedAtEnd = 0
    for seed in Self.seeds {
      let outcome = try rollOut(EpisodeID(task: task, seed: seed, split: split))
      if outcome.isSuccess { solved += 1 }
      if outcome.isSuccess && outcome.status.succeedsNow { solvedAtEnd += 1 }
      if !outcome.isSuccess { print("  \(task.rawValue) \(split) seed \(seed): \(outcome)") }
    }
    let count = Self.seeds.count
    print("\(task.rawValue) \(split): solved \(solved)/\(count), at the end \(solvedAtEnd)/\(count)")
    #expect(Double(solved) >= 0.95 * Double(count))
  }

  private func rollOut(_ id: EpisodeID) throws -> Rollout.Outcome {
    let world = try Tabletop(id)
    let source = SourceFile(name: "reference.skill", text: ReferenceProgram.source(for: world))
    let compilation = try compile(source, facts: world.summary.facts)
    #expect(compilation.check.diagnostics.isEmpty, "\(source.text) \(compilation.check.diagnostics)")
    var rollout = try Rollout(try #require(compilation.module), in: world)
    while try rollout.next() != nil {}
    return rollout.outcome
  }

  private static func seedRange(_ text: String?) -> Range<UInt64>? {
    let bounds = text?.split(separator: ":").compactMap { UInt64($0) } ?? []
    return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : nil
  }
}
