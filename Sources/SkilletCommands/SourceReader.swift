import Evaluation
import SkillDiagnostics
import SkillSemantics

/// Reads programs, and scenes to check them against.
enum SourceReader {
  /// The program at `path`; `-` is standard input. Throws one line that says what is wrong with it.
  static func read(_ path: String) throws(CommandFailure) -> SourceFile {
    SourceFile(name: InputFile.name(of: path), bytes: try InputFile.bytes(of: path, .program))
  }

  /// The scene that `skillet scene --format json` wrote to `path`.
  static func readScene(_ path: String) throws(CommandFailure) -> SceneFacts {
    let bytes = try InputFile.bytes(of: path, .scene)
    do throws(SceneFileError) { return try SceneFacts(json: bytes) } catch {
      throw .environment("'\(InputFile.name(of: path))' is no scene: \(error.description)")
    }
  }
}
