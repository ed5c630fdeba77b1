import Evaluation
import Foundation
import SkillCompiler
import SkillDiagnostics
import SkillRuntime
import Tabletop
import Testing

/// The programs that a newcomer reads first: each must check without a remark and solve its task on any seed.
@Suite struct ProgramLadderTests {
  struct Rung: Sendable, CustomTestStringConvertible {
    let file: String
    let task: TaskName
    var testDescription: String { file }
  }

  static let ladder = [
    Rung(file: "01_pick.skill", task: .pick),
    Rung(file: "02_place.skill", task: .place),
    Rung(file: "03_swap.skill", task: .swap),
    Rung(file: "04_simple_manipulation.skill", task: .simpleManipulation),
    Rung(file: "05_single_stack.skill", task: .singleStack),
    Rung(file: "06_stack_with_def.skill", task: .singleStack),
    Rung(file: "07_retry.skill", task: .simpleManipulation),
    Rung(file: "08_remembering_stack.skill", task: .singleStack),
  ]

  @Test func everyProgramIsOnTheLadder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.filter { $0.hasSuffix(".skill") }.sorted() == Self.ladder.map(\.file))
  }

  @Test(arguments: ladder)
  func programChecksWithoutARemark(_ rung: Rung) throws {
    #expect(try compile(Self.source(of: rung)).check.diagnostics.isEmpty)
  }

  @Test(arguments: ladder, [1000, 1001, 1002] as [UInt64])
  func programSolvesItsTask(_ rung: Rung, seed: UInt64) throws {
    for split in Split.allCases {
      let world = try Tabletop(EpisodeID(task: rung.task, seed: seed, split: split))
      let compilation = try compile(Self.source(of: rung), facts: world.summary.facts)
      #expect(compilation.check.diagnostics.isEmpty)
      var rollout = try Rollout(try #require(compilation.module), in: world)
      while try rollout.next() != nil {}
      #expect(rollout.outcome.isSuccess, "\(rollout.outcome)")
    }
  }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Programs")

  private static func source(of rung: Rung) throws -> SourceFile {
    SourceFile(name: rung.file, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(rung.file))))
  }
}
