import Glibc
import Tabletop

/// Writes an MP4 (H.264, 4:2:0, playable while it loads) frame by frame, through ffmpeg as a child process.
///
/// The video appears under its name only by `finish`; one that is dropped before removes what was written. Equal
/// frames give equal bytes with one build of ffmpeg.
public final class VideoFile {
  private let path: StagedPath
  private let width: Int
  private let height: Int
  private var encoder: ChildProcess?

  /// Starts the encoder. All frames must be `width` × `height` pixels.
  public init(_ path: String, width: Int, height: Int, framesPerSecond: Int) throws(OutputError) {
    let staged = try StagedPath(path)
    guard !staged.isDirect else { throw .cannotWrite(path: path, reason: "a video needs a regular file") }
    self.path = staged
    self.width = width
    self.height = height
    // ffmpeg says why it could not create a file only in passing; the system says it in one line.
    let descriptor = open(staged.temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path) }
    close(descriptor)
    do throws(ChildProcess.StartError) {
      encoder = try ChildProcess(
        "ffmpeg",
        arguments: [
          // Without -xerror a file system that is full ends in a damaged file and status 0.
          "-hide_banner", "-loglevel", "error", "-xerror", "-y",
          "-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", "\(width)x\(height)", "-framerate",
          "\(framesPerSecond)",
          "-i", "pipe:0",
          // H.264 with 4:2:0 needs even sizes.
          "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
          "-pix_fmt", "yuv420p", "-threads", "1", "-bitexact", "-movflags", "+faststart",
          "-f", "mp4", "file:\(staged.temporary)",
        ])
    } catch {
      staged.discard()
      switch error {
      case .notFound: throw .ffmpegMissing
      case .refused(let reason): throw .ffmpegFailed(path: path, reason: reason)
      }
    }
  }

  deinit {
    guard let encoder else { return }
    encoder.kill()
    path.discard()
  }

  /// Adds a frame. Throws when the encoder has stopped, for want of space for instance.
  public func append(_ frame: Image) throws(OutputError) {
    guard let encoder else { return }
    guard frame.width == width, frame.height == height, frame.rgb.count == 3 * width * height else {
      throw .ffmpegFailed(path: path.name, reason: "a frame has another size than \(width)×\(height)")
    }
    guard encoder.send(frame.rgb) else { throw abandon(encoder.wait()) }
  }

  /// Ends the video and gives it its name. Nothing may be appended after it.
  public func finish() throws(OutputError) {
    guard let encoder else { return }
    let end = encoder.wait()
    guard end.succeeded else { throw abandon(end) }
    self.encoder = nil
    try path.commit()
  }

  private func abandon(_ end: ChildProcess.End) -> OutputError {
    encoder = nil
    path.discard()
    // ffmpeg names the temporary file, which means nothing to the user, before the cause.
    let cause = end.reason.firstRange(of: "\(path.temporary): ").map { String(end.reason[$0.upperBound...]) }
    return .ffmpegFailed(path: path.name, reason: cause ?? end.reason)
  }
}
