import Evaluation
import Foundation
import Tabletop
import TestSupport
import Testing

@Suite struct VideoFileTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func write(_ path: String, frames: Int, width: Int = 33, height: Int = 20) throws {
    let video = try VideoFile(path, width: width, height: height, framesPerSecond: 20)
    for _ in 0..<frames { try video.append(PictureTests.gradient(width: width, height: height)) }
    try video.finish()
  }

  @Test func aVideoIsAnMP4WhoseIndexComesFirst() throws {
    try write(folder.file("a.mp4"), frames: 12)
    let bytes = try folder.bytes("a.mp4")
    #expect(bytes[4..<8].elementsEqual("ftyp".utf8))
    let text = String(decoding: bytes, as: UTF8.self)
    let index = try #require(text.range(of: "moov"))
    let data = try #require(text.range(of: "mdat"))
    #expect(index.lowerBound < data.lowerBound)
    #expect(try folder.contents == ["a.mp4"])
  }

  @Test func equalFramesGiveEqualBytes() throws {
    try write(folder.file("a.mp4"), frames: 5)
    try write(folder.file("b.mp4"), frames: 5)
    #expect(try folder.bytes("a.mp4") == folder.bytes("b.mp4"))
  }

  @Test func aVideoThatIsDroppedLeavesNothing() throws {
    do {
      let video = try VideoFile(folder.file("a.mp4"), width: 32, height: 32, framesPerSecond: 20)
      try video.append(PictureTests.gradient(width: 32, height: 32))
    }
    #expect(try folder.contents.isEmpty)
  }

  @Test func placesThatCannotBeWrittenGiveOneLine() {
    #expect(throws: OutputError.cannotWrite(path: "/dev/full", reason: "a video needs a regular file")) {
      try write("/dev/full", frames: 1)
    }
    let path = folder.file("none/a.mp4")
    #expect(throws: OutputError.cannotWrite(path: path, reason: "its folder does not exist; create it first")) {
      try write(path, frames: 1)
    }
  }

  @Test func aFrameOfAnotherSizeIsRefused() throws {
    let video = try VideoFile(folder.file("a.mp4"), width: 32, height: 32, framesPerSecond: 20)
    #expect(throws: OutputError.self) { try video.append(Image(width: 16, height: 32)) }
  }
}
