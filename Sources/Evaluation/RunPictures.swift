import Tabletop

/// The pictures that a run leaves behind: a video of it, a sheet of its moments, or both.
public final class RunPictures {
  private let video: VideoFile?
  private let sheetFile: AtomicFile?
  private var sheet = ContactSheet()
  private let camera: Camera
  private let size: Int

  /// Opens what is asked for; nil paths are not written. Pictures are square, `size` pixels a side.
  public init(
    video: String?, sheet: String?, framesPerSecond: Int, camera: Camera = .overview, size: Int = 512
  ) throws(OutputError) {
    sheetFile = if let sheet { try AtomicFile(sheet) } else { nil }
    self.camera = camera
    self.size = size
    if let video {
      self.video = try VideoFile(video, width: size, height: size, framesPerSecond: framesPerSecond)
    } else {
      self.video = nil
    }
  }

  /// Takes the world as it is now; to be called once for every control step and, with `isLast`, at the end.
  public func capture(_ table: Tabletop, time: Double, statement: String, isLast: Bool = false) throws(OutputError) {
    var frame: Image?
    if let video {
      let picture = try draw(table)
      try video.append(picture)
      frame = picture
    }
    guard sheetFile != nil else { return }
    try sheet.offer(isLast: isLast) { () throws(OutputError) -> ContactSheet.Moment in
      let image = if let frame { frame } else { try draw(table) }
      return ContactSheet.Moment(image: image, time: time, statement: statement)
    }
  }

  /// Writes the files.
  public func finish() throws(OutputError) {
    try video?.finish()
    if let sheetFile { try PNGFile.write(sheet.picture(), to: sheetFile) }
  }

  private func draw(_ table: Tabletop) throws(OutputError) -> Image {
    do throws(SimulatorError) {
      return try table.render(camera, width: size, height: size)
    } catch {
      throw .cannotDraw(reason: error.description)
    }
  }
}
