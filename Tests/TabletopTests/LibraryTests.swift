import CMuJoCo
import Tabletop
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct LibraryTests {
  @Test func aMissingLibraryNamesWhereItWasLookedForAndWhatToDo() throws {
    let error = #expect(throws: SimulatorError.self) {
      try MuJoCoLibrary.open(candidates: ["/nowhere/libmujoco.so", "libmujoco-that-is-not.so"])
    }
    #expect(
      error?.description
        == "MuJoCo is not installed: there is no /nowhere/libmujoco.so, nor libmujoco-that-is-not.so. "
        + "Run 'make deps' to fetch it.")
  }

  /// A file with these bytes, for the time of `body`.
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    var template = Array("/tmp/skillet-library-XXXXXX\0".utf8CString)
    let file = mkstemp(&template)
    try #require(file >= 0)
    let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    #expect(write(file, bytes, bytes.count) == bytes.count)
    close(file)
    try body(path)
  }

  @Test func aFileThatIsNoLibraryIsRefused() throws {
    for bytes in [[], Array("<html>404</html>".utf8), [UInt8](repeating: 0x7f, count: 4096)] {
      try withFile(bytes) { path in
        #expect(throws: SimulatorError.libraryUnusable(path: path, reason: "is not a 64-bit shared library")) {
          try MuJoCoLibrary.open(candidates: [path])
        }
      }
    }
  }

  @Test func aLibraryThatIsCutOffIsRefused() throws {
    // The headers of a real shared library, without the rest of it.
    let whole = try #require(open("/proc/self/exe", O_RDONLY) as Int32?)
    defer { close(whole) }
    var head = [UInt8](repeating: 0, count: 65536)
    try #require(read(whole, &head, head.count) == head.count)
    try withFile(head) { path in
      #expect(throws: SimulatorError.libraryUnusable(path: path, reason: "is cut off (65536 bytes)")) {
        try MuJoCoLibrary.open(candidates: [path])
      }
    }
  }

  @Test func aFaultInsideTheLibraryIsAnError() throws {
    _ = try Simulator(layout: SceneLayout(actors: []))
    var message = [CChar](repeating: 0, count: 256)
    #expect(cmujoco_world_create("<mujoco><worldbody><geom/></worldbody>", &message, 256) == nil)
    #expect(message[0] != 0)
    // Too little memory for a step is a fatal error of the library.
    let starved = """
      <mujoco><size memory="2K"/><worldbody><geom type="plane" size="1 1 1"/>
      <body pos="0 0 0.1"><freejoint/><geom type="box" size="0.1 0.1 0.1"/></body></worldbody></mujoco>
      """
    if let world = cmujoco_world_create(starved, &message, 256) {
      defer { cmujoco_world_destroy(world) }
      message[0] = 0
      #expect(cmujoco_step(world, &message, 256) != 0)
    }
    #expect(message[0] != 0)
  }
}
