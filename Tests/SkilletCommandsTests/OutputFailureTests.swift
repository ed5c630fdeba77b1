import Foundation
import TestSupport
import Testing

/// What goes wrong while a run is recorded: one line, the documented exit code, and no file left behind.
@Suite struct OutputFailureTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private let arguments = ["run", Skillet.root.path + "/Programs/01_pick.skill", "--task", "pick"]

  private func expectFailure(
    _ more: [String], status: Int32 = 3, says text: String, prefix: String? = nil, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Skillet.run(arguments + more, in: folder.path, prefix: prefix, environment: environment)
    #expect(result.status == status, sourceLocation: sourceLocation)
    let errors = result.errorLines.filter { $0.hasPrefix("skillet: error: ") }
    #expect(errors.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(errors.first?.contains(text) == true, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(try folder.contents.isEmpty, sourceLocation: sourceLocation)
  }

  // A limit on the size of files stands for a full disk: both make a write fail when some of the file is written.

  @Test func noRoomForAVideo() throws {
    try expectFailure(["--video", "x.mp4"], says: "cannot write the video 'x.mp4': ", prefix: "ulimit -f 8")
  }

  @Test func noRoomForAPicture() throws {
    try expectFailure(["--frames", "x.png"], says: "cannot write 'x.png': File too large", prefix: "ulimit -f 8")
  }

  @Test func noRoomForATrace() throws {
    try expectFailure(["--trace", "x.jsonl"], says: "cannot write 'x.jsonl': File too large", prefix: "ulimit -f 8")
  }

  @Test func aTraceToAFullDevice() throws {
    try expectFailure(["--trace", "/dev/full"], says: "cannot write '/dev/full': No space left on device")
  }

  @Test func aFolderThatIsNotThere() throws {
    try expectFailure(
      ["--video", "none/x.mp4"], says: "cannot write 'none/x.mp4': its folder does not exist; create it first")
    try expectFailure(
      ["--frames", "none/x.png"], says: "cannot write 'none/x.png': its folder does not exist; create it first")
  }

  @Test func videosNeedTheEncoder() throws {
    try expectFailure(["--video", "x.mp4"], says: "ffmpeg is not installed", environment: ["PATH": "/none"])
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
  func anInterruptLeavesNothingBehind(signal: String, status: Int32) throws {
    let script = """
      "$0" "$@" & child=$!
      until compgen -G '.x.*.partial' >/dev/null || ! kill -0 $child; do :; done
      kill -\(signal) $child; wait $child; exit $?
      """
    try expectFailure(
      ["--video", "x.mp4", "--trace", "x.jsonl"], status: status, says: "interrupted", prefix: script)
  }
}
