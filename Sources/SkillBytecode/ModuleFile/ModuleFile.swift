import SkillDiagnostics

/// A module as a file holds it, with the sources that it was compiled from, so that it stands alone: traces and listings
/// show lines without looking for anything. `Documentation/ModuleFile.md` describes the bytes.
public struct ModuleFile: Sendable {
  /// Without a table of variables: that is for debuggers, which compile a program themselves.
  public var module: Module
  /// By entry of `Module.files`.
  public var sources: [SourceFile]

  /// `sources` are looked up by name; a file that is not among them is kept without text.
  public init(_ module: Module, sources: [SourceFile]) {
    self.module = module
    self.module.variables = []
    self.sources = module.files.map { name in
      sources.first { $0.name == name } ?? SourceFile(name: name, bytes: [])
    }
  }

  /// The version of the format that this code writes, and the newest that it reads.
  public static let version: UInt32 = 1

  /// How a module file begins. The first byte is no text's, the last shows whether line ends were converted.
  package static let magic: [UInt8] = [0x89] + Array("SKILLC".utf8) + [0x0a]

  /// Bytes before the body: magic, version, fingerprint, length, digest.
  public static let headerSize = 8 + 4 + 8 + 8 + 8

  /// Whether a file that begins so is meant to be a module, damaged or not.
  public static func isModule(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: magic) }
}

/// Why bytes are no module that this version can read. None of these is a mistake in a program.
public enum ModuleFileError: Error, Hashable, Sendable {
  case notAModule
  /// Written by a later version of the format.
  case newerVersion(UInt32)
  /// Made for a machine with other instructions or functions than this one's.
  case otherMachine
  /// The file ends before its contents do.
  case truncated
  /// The contents are not those that were written.
  case checksum
  /// The contents contradict themselves: where.
  case malformed(String)
}

extension ModuleFileError: CustomStringConvertible {
  /// What is wrong, to stand behind "the file".
  public var description: String {
    switch self {
    case .notAModule: "is no compiled module"
    case .newerVersion(let version): "has version \(version) of the format; this version reads \(ModuleFile.version)"
    case .otherMachine: "was built for another version of the machine; build it again"
    case .truncated: "is cut short"
    case .checksum: "is damaged: its checksum does not hold"
    case .malformed(let place): "is malformed: \(place)"
    }
  }
}
