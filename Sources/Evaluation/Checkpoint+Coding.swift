import ByteCoding
import RobotInterface
import SkillDiagnostics
import SkillRuntime
import Tabletop

extension Checkpoint {
  /// Why bytes are no checkpoint that this program can go on from; `description` follows the name of the file.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case foreign
    /// Written in this version of the format, which is not ours.
    case otherVersion(UInt32)
    case otherBuild
    /// Torn or altered.
    case damaged(String)

    public var description: String {
      switch self {
      case .foreign: "is no checkpoint"
      case .otherVersion(let version):
        "was written by \(version > Checkpoint.version ? "a newer" : "an older") skillet (format \(version), this one "
          + "has \(Checkpoint.version)): resume it with that one"
      case .otherBuild: "was written by another build of skillet: resume it with that one, or start the run again"
      case .damaged(let reason): "is damaged: \(reason)"
      }
    }
  }

  private static let magic: [UInt8] = [0x89] + Array("SKCP\r\n".utf8) + [0x1a]
  private static let version: UInt32 = 1

  /// The file: magic, version, build, contents, and a digest of all these.
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    for byte in Self.magic { writer.write(byte) }
    writer.write(Self.version)
    writer.write(BuildIdentity.digest)
    writer.write(contents)
    writer.write(ByteDigest(writer.bytes).value)
    return writer.bytes
  }

  /// Reads a checkpoint. Nothing in it is executed; `state` has yet to be accepted by an execution.
  public init(_ bytes: [UInt8]) throws(Failure) {
    guard !bytes.isEmpty, bytes.starts(with: Self.magic) || Self.magic.starts(with: bytes) else { throw .foreign }
    let frame: Frame
    do throws(ByteError) { frame = try Frame(bytes.dropFirst(Self.magic.count)) } catch { throw Failure(error) }
    guard frame.version == Self.version else { throw .otherVersion(frame.version) }
    guard frame.digest == ByteDigest(bytes.dropLast(8)).value else { throw .damaged("its checksum does not fit") }
    guard frame.build == BuildIdentity.digest else { throw .otherBuild }
    do throws(ByteError) { self = try ByteReader.checkpoint(frame.contents) } catch { throw Failure(error) }
  }

  /// What stands around the contents, after the magic.
  private struct Frame {
    let version: UInt32
    let build: UInt64
    let contents: [UInt8]
    let digest: UInt64

    /// Of another version only that is read.
    init(_ bytes: ArraySlice<UInt8>) throws(ByteError) {
      var reader = ByteReader(bytes)
      version = try reader.uint32()
      guard version == Checkpoint.version else {
        (build, contents, digest) = (0, [], 0)
        return
      }
      build = try reader.uint64()
      contents = try reader.data()
      digest = try reader.uint64()
      try reader.finish()
    }
  }

  private var contents: [UInt8] {
    var writer = ByteWriter()
    writer.write(program)
    writer.write(imports) { $0.write($1) }
    writer.write(importFolders) { $0.write($1) }
    writer.write(episode)
    writer.write(options.jointNoise)
    writer.write(options.actionBase.rawValue)
    writer.write(options.actionFrame.rawValue)
    writer.write(control.rawValue)
    writer.write(limits)
    writer.write(module)
    writer.write(state)
    return writer.bytes
  }
}

extension Checkpoint.Failure {
  fileprivate init(_ error: ByteError) {
    switch error {
    case .truncated: self = .damaged("it ends too early")
    case .invalid(let what): self = .damaged("\(what) in it is not what it can be")
    case .trailing: self = .damaged("it goes on after its end")
    }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ file: SourceFile) {
    write(file.name)
    write(file.bytes)
  }
}

extension ByteReader {
  fileprivate static func checkpoint(_ bytes: [UInt8]) throws(ByteError) -> Checkpoint {
    var reader = ByteReader(bytes)
    let checkpoint = Checkpoint(
      program: try reader.file(), imports: try reader.array { reader throws(ByteError) in try reader.file() },
      importFolders: try reader.array { reader throws(ByteError) in try reader.string() },
      episode: try reader.episode(), options: try reader.options(), control: try reader.name("a control"),
      limits: try reader.limits(), module: try reader.uint64(), state: try reader.data())
    try reader.finish()
    return checkpoint
  }

  private mutating func file() throws(ByteError) -> SourceFile {
    SourceFile(name: try string(), bytes: try data())
  }

  private mutating func options() throws(ByteError) -> PhysicsOptions {
    let noise = try double()
    guard noise.isFinite else { throw .invalid("the noise") }
    return PhysicsOptions(
      jointNoise: noise, actionBase: try name("an option"), actionFrame: try name("an option"))
  }

  /// A value that is written by its name.
  private mutating func name<Value: RawRepresentable>(_ what: String) throws(ByteError) -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: try string()) else { throw .invalid(what) }
    return value
  }
}
