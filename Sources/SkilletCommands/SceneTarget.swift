import ArgumentParser
import Evaluation
import SkillSemantics
import Tabletop

/// The scene that a program is checked against, if it is: options that commands which check share.
struct SceneTarget: ParsableArguments {
  @Option(
    help: ArgumentHelp("Check against the scene of this task.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @Option(
    name: .customLong("scene"),
    help: ArgumentHelp("Check against a scene that 'skillet scene --format json' printed.", valueName: "file"))
  var sceneFile: String?

  @OptionGroup var scene: SceneOptions

  /// Throws where these options contradict each other, or name standard input besides one of `files`.
  func validate(besides files: [String]) throws {
    if (files + [sceneFile].compactMap { $0 }).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("'-' is named twice: standard input can be read once.")
    }
    if task != nil, sceneFile != nil {
      throw ValidationError("'--task' and '--scene' both name a scene: leave one of them out.")
    }
    if task == nil, let option = scene.given {
      throw ValidationError("'\(option)' chooses a scene of a task: add '--task', or leave it out.")
    }
  }

  /// What is known of the scene; nil if none is named.
  func facts() throws(CommandFailure) -> SceneFacts? {
    if let sceneFile { return try SourceReader.readScene(sceneFile) }
    guard let task else { return nil }
    return try SceneCommand.build(scene.episode(of: task)).summary.facts
  }
}
