import Glibc

/// A file's final name and the temporary one, in the same folder, under which it is written.
///
/// The file appears under its final name only by `commit`, whole: a run that fails or is interrupted leaves what was
/// there before. A name that is no regular file (`/dev/stdout`, a pipe) is written directly.
struct StagedPath {
  /// As the user wrote it: what errors speak of.
  let name: String
  let final: String
  let temporary: String
  /// The permissions of the file that is replaced, which the new one keeps; nil for a new one.
  let permissions: mode_t?

  var isDirect: Bool { final == temporary }

  /// Throws when `path` is a folder, or its folder is not there.
  init(_ path: String) throws(OutputError) {
    guard !path.isEmpty else { throw .cannotWrite(path: path, reason: "the name is empty") }
    name = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .system(path) }
      (final, temporary, permissions) = (path, Self.temporary(for: path), nil)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .cannotWrite(path: path, reason: "it is a folder")
    case S_IFREG:
      // Behind a link it is the link's end that is replaced.
      final = Self.resolved(path)
      temporary = Self.temporary(for: final)
      permissions = status.st_mode & 0o777
    default: (final, temporary, permissions) = (path, path, nil)
    }
  }

  /// Gives the finished file its final name.
  func commit() throws(OutputError) {
    guard !isDirect, rename(temporary, final) != 0 else { return }
    let error = OutputError.system(name)
    discard()
    throw error
  }

  func discard() {
    if !isDirect { unlink(temporary) }
  }

  private static func resolved(_ path: String) -> String {
    guard let buffer = realpath(path, nil) else { return path }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  private static func temporary(for path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...]).\(getpid()).partial"
  }
}
