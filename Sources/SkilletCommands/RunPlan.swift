import Evaluation
import RobotInterface
import SkillBytecode
import SkillDiagnostics
import SkillRuntime
import SkillSemantics
import Tabletop

/// What is to be run on a scene: as the command line says, or as a checkpoint holds it.
struct RunPlan {
  var program: ProgramInput
  /// What reports call the program.
  var name: String
  var modules: any ModuleLoader
  var importFolders: [String]
  var episode: EpisodeID
  var options: PhysicsOptions
  var control: Control
  var limits = ExecutionLimits()
  /// Where the run goes on, and the file that says so.
  var resumed: (checkpoint: Checkpoint, file: String)?

  /// What the checkpoint in `file` holds. Throws one line for a file that cannot be gone on from.
  static func resuming(_ file: String) throws(CommandFailure) -> RunPlan {
    let bytes = try InputFile.bytes(of: file, .checkpoint)
    let checkpoint: Checkpoint
    do throws(Checkpoint.Failure) { checkpoint = try Checkpoint(bytes) } catch { throw .checkpoint(file, error) }
    return RunPlan(
      program: .source(checkpoint.program), name: checkpoint.program.name, modules: EmbeddedModules(checkpoint),
      importFolders: checkpoint.importFolders,
      episode: checkpoint.episode, options: checkpoint.options, control: checkpoint.control, limits: checkpoint.limits,
      resumed: (checkpoint, file))
  }

  /// What is gone on with, and where.
  func resumption(at rollout: Rollout) -> String {
    let time = rollout.world.observe().time.fixed(2)
    return "\(name) on \(episode.task.rawValue), seed \(episode.seed), goes on at \(time) s"
  }

  /// The program compiled for a scene, once what was found in it is reported; exit code 2 for one with errors.
  func compiled(for facts: SceneFacts, _ format: OutputFormat) throws -> SkillBytecode.ModuleFile {
    switch program {
    case .module(let file): return file
    case .source(let source):
      let compilation = try ProgramCompilation(source, facts: facts, modules: modules)
      guard let resumed else { return try compilation.reported(format) }
      guard let file = compilation.file else {
        throw CommandFailure.checkpoint(resumed.file, .damaged("the program in it does not compile"))
      }
      return file
    }
  }

  /// What a checkpoint holds of this plan, without a state; nil for a module, whose source it would have to hold.
  func checkpoint(of compiled: SkillBytecode.ModuleFile) -> Checkpoint? {
    guard case .source(let source) = program else { return nil }
    return Checkpoint(
      program: source, imports: Array(compiled.sources.dropFirst()), importFolders: importFolders, episode: episode,
      options: options, control: control, limits: limits, module: compiled.module.digest, state: [])
  }

  /// The program on its scene, at its beginning or where the checkpoint left it.
  func start(_ module: Module, in world: Tabletop) throws(CommandFailure) -> Rollout {
    var rollout: Rollout
    do throws(ExecutionError) {
      rollout = try Rollout(module, in: world, control: control, limits: limits)
    } catch {
      throw .environment(error.message)
    }
    guard let resumed else { return rollout }
    guard module.digest == resumed.checkpoint.module else {
      throw .checkpoint(resumed.file, .damaged("the program in it compiles to something else"))
    }
    do throws(StateError) { try rollout.restore(resumed.checkpoint.state) } catch {
      throw .checkpoint(resumed.file, .damaged(error.reason))
    }
    return rollout
  }
}

extension CommandFailure {
  fileprivate static func checkpoint(_ file: String, _ failure: Checkpoint.Failure) -> CommandFailure {
    .environment("'\(InputFile.name(of: file))' \(failure)")
  }
}

/// The imported files that a checkpoint holds, found under the names under which they were found first.
private struct EmbeddedModules: ModuleLoader {
  private let names: ModuleFiles
  private let files: [SourceFile]

  init(_ checkpoint: Checkpoint) {
    names = ModuleFiles(program: checkpoint.program.name, folders: checkpoint.importFolders)
    files = checkpoint.imports
  }

  func load(_ path: [String]) -> SkillSemantics.ModuleFile {
    let places = names.candidates(for: path)
    let found = places.lazy.compactMap { place in files.first { $0.name == place } }.first
    return found.map(SkillSemantics.ModuleFile.found) ?? .missing(places: places)
  }

  func modules(near path: [String]) -> [String] { [] }
}
