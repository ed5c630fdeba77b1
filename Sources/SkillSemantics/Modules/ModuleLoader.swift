import SkillDiagnostics

/// Where the files come from that a program imports. The language opens no file: its caller supplies them.
public protocol ModuleLoader: Sendable {
  /// The file of a module; `import a.b` asks for `["a", "b"]`. Asked once for each module of a program.
  func load(_ path: [String]) -> ModuleFile
  /// The modules that are there beside the one asked for, as `import` names them: what a misspelt one may have meant.
  func modules(near path: [String]) -> [String]
}

/// What a `ModuleLoader` has found.
public enum ModuleFile: Sendable {
  case found(SourceFile)
  /// There is no such file; `places` are the paths that were tried.
  case missing(places: [String])
  /// There is one that cannot be read, and why.
  case unreadable(String)
}

/// One file of a checked program.
public struct ProgramFile: Sendable {
  public var source: SourceFile
  /// What the spans of the typed tree in this file count from: all files of a program share one space of offsets.
  public var start: UInt32

  public init(source: SourceFile, start: UInt32) {
    self.source = source
    self.start = start
  }
}
