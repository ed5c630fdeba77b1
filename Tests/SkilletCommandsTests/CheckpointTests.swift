import Foundation
import TestSupport
import Testing

/// `run --checkpoint` and `run --resume`.
@Suite struct CheckpointTests {
  let folder: ScratchFolder
  private let swap = "\(Skillet.root.path)/Programs/03_swap.skill"

  init() throws { folder = try ScratchFolder() }

  private func lines(_ name: String) throws -> [String] {
    try String(decoding: folder.bytes(name), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func run(_ arguments: String...) throws -> Skillet.Result {
    try Skillet.run(["run"] + arguments, in: folder.path)
  }

  @Test func aResumedRunWritesTheTailOfTheTraceAndTheSameEnd() throws {
    let whole = try run(
      swap, "--task", "swap", "--seed", "5", "--trace", "whole", "--checkpoint", "run.ckpt", "--every", "5s")
    #expect(whole.status == 0, "\(whole.errors)")
    let resumed = try run("--resume", "run.ckpt", "--trace", "tail")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.errorLines.last == whole.errorLines.last)
    let (all, tail) = (try lines("whole"), try lines("tail").dropFirst())
    #expect(tail.count > 20 && tail.count < all.count - 100)
    #expect(Array(all.suffix(tail.count)) == Array(tail))
    #expect(try lines("tail")[0].contains(#""resumedAt": 10.0"#))
  }

  @Test func theFileNeedsNothingElse() throws {
    try folder.write("def spot(a: Actor) -> Pose:\n    return free_space(actor=a)\n", to: "lib.skill")
    try folder.write(
      """
      import lib
      print("begin")
      a = actors()[0]
      pick_move3d_place(actor=a, target_pose=lib.spot(a))
      print("end")
      done()
      """, to: "main.skill")
    let whole = try run(
      "main.skill", "--task", "swap", "--split", "test", "--seed", "1", "--joint-noise", "0.01", "--checkpoint", "c",
      "--format", "json", "--every", "1s")
    try FileManager.default.createDirectory(atPath: folder.file("other"), withIntermediateDirectories: false)
    for name in ["main.skill", "lib.skill"] { try FileManager.default.removeItem(atPath: folder.file(name)) }
    let resumed = try Skillet.run(["run", "--resume", "../c", "--format", "json"], in: folder.file("other"))
    #expect(whole.output.contains(#""printed": "begin\nend\n""#))
    #expect(resumed.output == whole.output.replacingOccurrences(of: "begin\\n", with: ""))
    #expect(resumed.status == whole.status)
  }

  @Test func aFileThatIsNotToBeTrustedIsRefused() throws {
    _ = try run(swap, "--task", "swap", "--checkpoint", "good", "--every", "4s")
    let good = try folder.bytes("good")
    func expectRefusal(_ bytes: [UInt8], _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.file("bad")))
      let result = try run("--resume", "bad")
      #expect(result.status == 3, sourceLocation: sourceLocation)
      #expect(result.errors == "skillet: error: 'bad' \(text)\n", sourceLocation: sourceLocation)
      #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    }
    try expectRefusal([], "is no checkpoint")
    try expectRefusal(Array("a = 1\n".utf8), "is no checkpoint")
    try expectRefusal(Array(good.prefix(3)), "is damaged: it ends too early")
    try expectRefusal(Array(good.prefix(good.count / 2)), "is damaged: it ends too early")
    try expectRefusal(good + [0], "is damaged: it goes on after its end")
    var flipped = good
    flipped[good.count / 2] ^= 1
    try expectRefusal(flipped, "is damaged: its checksum does not fit")
    var newer = good
    newer[8] = 7
    try expectRefusal(newer, "was written by a newer skillet (format 7, this one has 1): resume it with that one")
    let missing = try run("--resume", "none")
    #expect(missing.status == 3 && missing.errors.contains("cannot read 'none': No such file or directory"))
  }

  @Test func aCheckpointOfAnotherBuildIsRefused() throws {
    _ = try run(swap, "--task", "swap", "--checkpoint", "c")
    let copy = folder.file("skillet")
    try FileManager.default.copyItem(atPath: Skillet.executable.path, toPath: copy)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: copy))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    let result = try Skillet.run(
      ["run", "--resume", "c"], in: folder.path, prefix: "set -- \"$@\"; exec \(copy) \"$@\"")
    #expect(result.status == 3)
    #expect(
      result.errors
        == "skillet: error: 'c' was written by another build of skillet: resume it with that one, or start the run again\n"
    )
  }

  @Test func anInterruptedRunKeepsHowFarItCame() throws {
    let script = """
      "$0" "$@" & child=$!
      until [ -e c ] || ! kill -0 $child; do :; done
      kill -INT $child; wait $child; exit $?
      """
    let arguments = ["run", swap, "--task", "swap", "--checkpoint", "c", "--every", "50ms", "--format", "json"]
    let result = try Skillet.run(arguments, in: folder.path, prefix: script + "\n#")
    #expect(result.status == 130, "\(result.errors)")
    #expect(result.errorLines.last == "skillet: error: interrupted; go on with 'skillet run --resume c'")
    #expect(
      try run("--resume", "c", "--format", "json").output == run(swap, "--task", "swap", "--format", "json").output)
  }

  @Test func whatTheCheckpointHoldsIsNotSaidAgain() throws {
    for more in [
      ["x.skill"], ["--task", "swap"], ["--seed", "1"], ["--control", "oracle"], ["--joint-noise", "0.01"],
    ] {
      let result = try Skillet.run(["run", "--resume", "c"] + more, in: folder.path)
      #expect(result.status == 64)
      #expect(result.errors.contains("the checkpoint of '--resume' says what is run: leave out '\(more[0])'."))
    }
    #expect(try run(swap, "--task", "swap", "--every", "2s").status == 64)
    #expect(try run(swap, "--task", "swap", "--every", "0s", "--checkpoint", "c").status == 64)
    #expect(try run(swap, "--checkpoint", "c").errors.contains("'--checkpoint' needs a scene"))
    #expect(try run().errors.contains("name a program, or a checkpoint to go on from with '--resume'."))
    #expect(try run("--nope").errors.contains("Unknown option '--nope'"))
  }
}
