import SkillBytecode
import SkillDiagnostics

/// What a command that runs or lists programs is given: source text, or a module that was built before.
enum ProgramInput {
  case source(SourceFile)
  case module(ModuleFile)

  /// Reads the file at `path`; `-` is standard input. What it holds decides, not its name.
  static func read(_ path: String) throws(CommandFailure) -> ProgramInput {
    let bytes = try InputFile.bytes(of: path, limit: maximalModuleSize, .program)
    let name = InputFile.name(of: path)
    if ModuleFile.isModule(bytes) { return .module(try decode(bytes, name)) }
    if path.hasSuffix(".skillc") { throw unreadable(.notAModule, name) }
    return .source(SourceFile(name: name, bytes: try InputFile.text(bytes, name, .program)))
  }

  /// The module in these bytes, proved to be one that a machine can run.
  static func decode(_ bytes: [UInt8], _ name: String) throws(CommandFailure) -> ModuleFile {
    let file: ModuleFile
    do throws(ModuleFileError) { file = try ModuleFile(decoding: bytes) } catch { throw unreadable(error, name) }
    do throws(VerificationError) { try file.module.verify() } catch {
      throw .environment("cannot run '\(name)': the file is no sound module: \(error.description)")
    }
    return file
  }

  private static func unreadable(_ error: ModuleFileError, _ name: String) -> CommandFailure {
    .environment("cannot read '\(name)': the file \(error.description)")
  }

  /// Bytes.
  private static let maximalModuleSize = 256 << 20
}
