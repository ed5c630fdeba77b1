import ByteCoding
import Glibc

/// Which build of this program is running.
enum BuildIdentity {
  /// A digest of the executable file: another build, another digest. 0 where the file cannot be read.
  static let digest: UInt64 = {
    let file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED
    else { return 0 }
    defer { munmap(start, Int(status.st_size)) }
    var digest = ByteDigest()
    digest.add(UnsafeRawBufferPointer(start: start, count: Int(status.st_size)))
    return digest.value
  }()
}
