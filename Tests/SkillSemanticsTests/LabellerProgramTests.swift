import Foundation
import SkillDiagnostics
import SkillSemantics
import Testing

/// Programs in the form that vision-language models are trained to write.
@Suite struct LabellerProgramTests {
  static let programs = LabellerProgram.templates.flatMap { task, texts in
    texts.flatMap { text in (0..<4).map { LabellerProgram(task: task, template: text, seed: $0) } }
  }

  @Test func everyTaskHasPrograms() {
    #expect(Set(LabellerProgram.templates.map(\.task)).count == 33)
    #expect(Set(Self.programs.map(\.text)).count >= 100)
  }

  /// With the scene's facts and without; in one file, and as one turn of a conversation.
  @Test(arguments: LabellerProgram.templates.map(\.task))
  func programsOfATaskAreRight(_ task: String) {
    for program in Self.programs where program.task == task {
      for facts in [program.facts, nil] {
        for options in [CheckOptions(), CheckOptions(isTurn: true)] {
          // Where the converter drops a target, the program ends holding: that is shown, and stops nothing. Without the
          // scene nothing says that a task wants it so.
          let found = check(SourceFile(name: "\(task).skill", text: program.text), facts: facts, options: options)
            .diagnostics.filter { $0.code != .endsHolding }
          #expect(found.isEmpty, "\(program.text)\(TextRenderer.render(found))")
        }
      }
    }
  }

  @Test func aDroppedTargetIsShown() {
    let program = LabellerProgram(task: "rearrange_restore", template: LabellerProgram.withoutTarget, seed: 1)
    let result = check(SourceFile(name: "dropped.skill", text: program.text), facts: program.facts)
    #expect(result.diagnostics.map(\.code) == [.endsHolding])
  }

  /// One turn after another, as a conversation gives them.
  @Test func aTurnReadsWhatAnEarlierOneStored() {
    for program in Self.programs {
      for line in program.text.split(separator: "\n") {
        let found = check(
          SourceFile(name: "turn.skill", text: "\(line)\n"), facts: program.facts, options: CheckOptions(isTurn: true)
        ).diagnostics.filter { $0.severity == .error && $0.code != .unknownName }
        #expect(found.isEmpty, "\(line)\n\(TextRenderer.render(found))")
      }
    }
  }

  @Test func thePublishedProgramsHaveNothingToReport() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Programs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".skill") }
    #expect(names.count >= 8)
    for name in names.sorted() {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      let found = check(SourceFile(name: name, bytes: Array(bytes))).diagnostics
      #expect(found.isEmpty, "\(TextRenderer.render(found))")
    }
  }
}
