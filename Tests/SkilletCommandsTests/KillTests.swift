import Foundation
import Glibc
import TestSupport
import Testing

/// Runs are killed at random moments and gone on with, as often as it takes: they end as the run that was left alone.
///
/// `make kill-test` does it to 100 runs; `SKILLET_KILLS` says to how many.
@Suite struct KillTests {
  static let runs = ProcessInfo.processInfo.environment["SKILLET_KILLS"].flatMap { Int($0) } ?? 6

  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func aKilledRunEndsInTheStateOfOneThatWasLeftAlone() throws {
    var random = SplitMix64(seed: UInt64(getpid()))
    var kills = 0
    for number in 0..<Self.runs {
      let (program, task) = [
        ("03_swap", "swap"), ("08_remembering_stack", "single_stack"), ("07_retry", "simple_manipulation"),
      ][number % 3]
      let start = ["\(Skillet.root.path)/Programs/\(program).skill", "--task", task, "--seed", "\(number / 3 % 7)"]
      let began = ContinuousClock.now
      let left = try #require(try run(start, checkpoint: "whole"))
      let duration = ContinuousClock.now - began
      let (end, killed) = try kill(start, about: duration, &random)
      #expect(end == left, "\(program) \(start)")
      // The last checkpoints hold machine and world at one moment.
      #expect(try folder.bytes("killed") == folder.bytes("whole"), "\(program) \(start)")
      kills += killed
      try FileManager.default.removeItem(atPath: folder.file("killed"))
    }
    print("\(Self.runs) runs killed \(kills) times in all: each ended in the state of the run that was left alone")
    #expect(kills >= Self.runs)
  }

  /// Kills a run at least once, goes on with it, and kills it again now and then; what it said of its end in the end.
  private func kill(
    _ start: [String], about duration: Duration, _ random: inout SplitMix64
  ) throws -> (end: String, kills: Int) {
    var kills = 0
    var what = start
    var longest = duration
    while true {
      let isSpared = kills > 0 && Bool.random(using: &random)
      let moment = isSpared ? nil : longest * Double.random(in: 0..<0.9, using: &random)
      if let end = try run(what, checkpoint: "killed", killedAfter: moment) {
        if kills > 0 { return (end, kills) }
        // It was through before it could be killed.
        longest = longest / 2
      } else {
        kills += 1
        // Killed before it kept anything, it begins again.
        if FileManager.default.fileExists(atPath: folder.file("killed")) { what = ["--resume", "killed"] }
      }
    }
  }

  /// What `run` said of its end; nil if it was killed.
  private func run(_ what: [String], checkpoint: String, killedAfter moment: Duration? = nil) throws -> String? {
    let process = Process()
    process.executableURL = Skillet.executable
    process.arguments = ["run"] + what + ["--format", "json", "--checkpoint", checkpoint, "--every", "250ms"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let moment {
      usleep(UInt32(max(0, moment / .microseconds(1))))
      Glibc.kill(process.processIdentifier, SIGKILL)
    }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // What was printed is what came after the checkpoint.
    let end = String(decoding: bytes, as: UTF8.self).components(separatedBy: #", "printed": "#)[0]
    return process.terminationReason == .exit ? end : nil
  }
}
