import Glibc

/// Writes a file that is either whole or not there: bytes go to a temporary name until `commit`.
///
/// One that is dropped without `commit` removes what it wrote.
public final class AtomicFile {
  private let path: StagedPath
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// The name that the file gets, as it was given.
  var name: String { path.name }

  /// Creates the temporary file, so that a folder that is not there or not writable shows now.
  public init(_ path: String) throws(OutputError) {
    let staged = try StagedPath(path)
    let creation = staged.isDirect ? 0 : O_CREAT | O_TRUNC
    descriptor = open(staged.temporary, O_WRONLY | O_CLOEXEC | creation, 0o666)
    guard descriptor >= 0 else { throw .system(path) }
    // A file that is replaced keeps its permissions, as far as the owner may set them.
    if let permissions = staged.permissions { fchmod(descriptor, permissions) }
    self.path = staged
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      path.discard()
    }
  }

  public func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  public func write(_ text: String) throws(OutputError) { try write(text.utf8) }

  /// Writes what is left and gives the file its name. Nothing may be written after it.
  public func commit() throws(OutputError) {
    try flush()
    guard close(descriptor) == 0 else {
      let error = OutputError.system(path.name)
      descriptor = -1
      path.discard()
      throw error
    }
    descriptor = -1
    try path.commit()
  }

  private func flush() throws(OutputError) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]).baseAddress, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(path.name)
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
