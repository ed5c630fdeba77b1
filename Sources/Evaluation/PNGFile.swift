import CPNG
import Glibc
import Tabletop

/// Pictures as PNG files.
public enum PNGFile {
  /// Writes `image` to `path`, whole or not at all.
  public static func write(_ image: Image, to path: String) throws(OutputError) {
    try write(image, to: try AtomicFile(path))
  }

  /// Writes `image` to a file that was opened for it, and commits the file.
  static func write(_ image: Image, to file: AtomicFile) throws(OutputError) {
    try file.write(try encode(image, for: file.name))
    try file.commit()
  }

  private static func encode(_ image: Image, for path: String) throws(OutputError) -> [UInt8] {
    guard image.rgb.count == 3 * image.width * image.height, let width = UInt32(exactly: image.width),
      let height = UInt32(exactly: image.height)
    else {
      throw .cannotEncode(path: path, reason: "\(image.rgb.count) bytes are no \(image.width)×\(image.height) pixels")
    }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var message = [CChar](repeating: 0, count: 256)
    let status = cpng_encode_rgb(image.rgb, width, height, &bytes, &count, &message, message.count)
    defer { free(bytes) }
    guard status == 0, let bytes else {
      throw .cannotEncode(
        path: path, reason: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
