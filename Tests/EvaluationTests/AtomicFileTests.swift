import Evaluation
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func theFileAppearsWholeAtCommit() throws {
    let file = try AtomicFile(folder.file("trace.jsonl"))
    for index in 0..<20_000 { try file.write("line \(index)\n") }
    #expect(!FileManager.default.fileExists(atPath: folder.file("trace.jsonl")))
    try file.commit()
    #expect(try folder.contents == ["trace.jsonl"])
    let lines = String(decoding: try folder.bytes("trace.jsonl"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 20_000)
    #expect(lines.last == "line 19999")
  }

  @Test func withoutCommitWhatWasThereStays() throws {
    try "before".write(toFile: folder.file("out"), atomically: false, encoding: .utf8)
    do {
      let file = try AtomicFile(folder.file("out"))
      try file.write([UInt8](repeating: 7, count: 1 << 17))
    }
    #expect(try folder.contents == ["out"])
    #expect(try folder.bytes("out") == Array("before".utf8))
  }

  @Test func aLinkIsFollowed() throws {
    try "before".write(toFile: folder.file("target"), atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    let file = try AtomicFile(folder.file("link"))
    try file.write("after")
    try file.commit()
    #expect(try folder.bytes("target") == Array("after".utf8))
    #expect(try folder.contents == ["link", "target"])
  }

  @Test func aDeviceIsWrittenDirectly() throws {
    let file = try AtomicFile("/dev/null")
    try file.write("nothing")
    try file.commit()
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func placesThatCannotBeWrittenGiveOneLine() throws {
    func failure(_ path: String) -> String? {
      do throws(OutputError) {
        let file = try AtomicFile(path)
        try file.write("x")
        try file.commit()
        return nil
      } catch {
        return error.description
      }
    }
    #expect(failure(folder.path) == "cannot write '\(folder.path)': it is a folder")
    #expect(
      failure("\(folder.path)/none/x")
        == "cannot write '\(folder.path)/none/x': its folder does not exist; create it first")
    #expect(failure("") == "cannot write '': the name is empty")
    #expect(failure("/dev/full") == "cannot write '/dev/full': No space left on device")
  }
}
