import Glibc
import SkillSyntax

/// Reads files that a user names.
enum InputFile {
  /// What a file is to hold.
  enum Kind: String {
    case program = ".skill file"
    case scene = "scene file, as 'skillet scene --format json' prints it"
    case checkpoint

    fileprivate var isText: Bool { self != .checkpoint }

    /// Bytes that such a file may have.
    fileprivate var largestSize: Int { isText ? maximalSourceSize : 1 << 30 }
  }

  /// How `path` is called where its contents are spoken of.
  static func name(of path: String) -> String { path == "-" ? "<stdin>" : path }

  /// The bytes of the file at `path`; `-` is standard input. Throws one line that says what is wrong with it.
  static func bytes(of path: String, _ kind: Kind) throws(CommandFailure) -> [UInt8] {
    let bytes = try bytes(of: path, limit: kind.largestSize, kind)
    return kind.isText ? try text(bytes, name(of: path), kind) : bytes
  }

  /// The bytes, which are to be a text.
  static func text(_ bytes: [UInt8], _ name: String, _ kind: Kind) throws(CommandFailure) -> [UInt8] {
    guard bytes.count <= kind.largestSize else { throw tooLarge(name, kind.largestSize) }
    // A zero byte never stands in a text, and always in an executable, an archive or a picture.
    guard !bytes.contains(0) else {
      throw .environment("cannot read '\(name)': it is a binary file, not the text of a \(kind)")
    }
    return bytes
  }

  /// The bytes of the file at `path`, whatever they are, of at most `limit`.
  static func bytes(of path: String, limit: Int, _ kind: Kind) throws(CommandFailure) -> [UInt8] {
    let name = name(of: path)
    let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(name) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(name) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .environment("cannot read '\(name)': it is a folder; name a \(kind.rawValue)")
    }
    return try contents(of: descriptor, name: name, limit: limit)
  }

  private static func contents(
    of descriptor: Int32, name: String, limit: Int
  ) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(name) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw tooLarge(name, limit) }
    }
  }

  private static func tooLarge(_ name: String, _ limit: Int) -> CommandFailure {
    .environment("cannot read '\(name)': it is larger than \(limit >> 20) MiB")
  }

  private static func failure(_ name: String) -> CommandFailure {
    .environment("cannot read '\(name)': \(String(cString: strerror(errno)))")
  }
}
