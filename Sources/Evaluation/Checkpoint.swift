import SkillDiagnostics
import SkillRuntime
import Tabletop

/// All that a run needs to go on: what is run, and how far it came. One value, and one file.
public struct Checkpoint: Sendable {
  /// The program, and the files that it imports.
  public var program: SourceFile
  public var imports: [SourceFile]
  /// Folders in which imports are looked for after the program's own.
  public var importFolders: [String]
  public var episode: EpisodeID
  public var options: PhysicsOptions
  public var control: Control
  public var limits: ExecutionLimits
  /// Of the module that the program compiled to.
  public var module: UInt64
  /// What `Execution.savedState` gave.
  public var state: [UInt8]

  public init(
    program: SourceFile, imports: [SourceFile], importFolders: [String], episode: EpisodeID, options: PhysicsOptions,
    control: Control, limits: ExecutionLimits, module: UInt64, state: [UInt8]
  ) {
    self.program = program
    self.imports = imports
    self.importFolders = importFolders
    self.episode = episode
    self.options = options
    self.control = control
    self.limits = limits
    self.module = module
    self.state = state
  }

  /// Puts the checkpoint into the file at `path`, whole or not at all, in place of the one before.
  public func write(to path: String) throws(OutputError) {
    let file = try AtomicFile(path)
    try file.write(bytes)
    try file.commit()
  }
}
