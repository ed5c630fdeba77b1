import Glibc

/// Why a picture, video or trace could not be written; `description` is one line for a person.
public enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file system refused.
  case cannotWrite(path: String, reason: String)
  /// ffmpeg, which writes videos, is not on the PATH.
  case ffmpegMissing
  /// ffmpeg stopped before the video was whole.
  case ffmpegFailed(path: String, reason: String)
  /// The simulator could not draw a picture; `reason` is its own sentence.
  case cannotDraw(reason: String)
  /// A picture could not be encoded as PNG.
  case cannotEncode(path: String, reason: String)

  public var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "cannot write '\(path)': \(reason)"
    case .ffmpegMissing: "ffmpeg is not installed, and videos need it: run 'make deps'"
    case .ffmpegFailed(let path, let reason): "cannot write the video '\(path)': \(reason)"
    case .cannotDraw(let reason): reason
    case .cannotEncode(let path, let reason): "cannot write the picture '\(path)': \(reason)"
    }
  }

  /// The failure of the system call just made, which set `errno`.
  static func system(_ path: String) -> OutputError {
    let reason = errno == ENOENT ? "its folder does not exist; create it first" : String(cString: strerror(errno))
    return .cannotWrite(path: path, reason: reason)
  }
}
