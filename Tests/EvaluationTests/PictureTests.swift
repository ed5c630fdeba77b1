import Evaluation
import Foundation
import Tabletop
import TestSupport
import Testing

@Suite struct PictureTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static func gradient(width: Int, height: Int) -> Image {
    var image = Image(width: width, height: height)
    for index in image.rgb.indices { image.rgb[index] = UInt8(truncatingIfNeeded: index * 7) }
    return image
  }

  @Test func aPNGHoldsTheSizeAndIsTheSameTwice() throws {
    let image = Self.gradient(width: 31, height: 17)
    try PNGFile.write(image, to: folder.file("a.png"))
    try PNGFile.write(image, to: folder.file("b.png"))
    let bytes = try folder.bytes("a.png")
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    // The header chunk: width and height, big-endian, then 8 bits a channel and colour type 2 (RGB).
    #expect(Array(bytes[16..<26]) == [0, 0, 0, 31, 0, 0, 0, 17, 8, 2])
    #expect(try folder.bytes("b.png") == bytes)
  }

  @Test func aPictureWithoutItsPixelsIsRefused() {
    var image = Self.gradient(width: 4, height: 4)
    image.rgb.removeLast()
    #expect(throws: OutputError.cannotEncode(path: "x.png", reason: "47 bytes are no 4×4 pixels")) {
      try PNGFile.write(image, to: "x.png")
    }
  }

  @Test func aPictureWithoutSizeIsRefusedByTheEncoder() {
    #expect(throws: OutputError.self) { try PNGFile.write(Image(width: 0, height: 0), to: folder.file("x.png")) }
    #expect((try? folder.contents) == [])
  }

  @Test(arguments: [0, 1, 2, 8, 9, 10, 71, 72, 500])
  func aSheetSpreadsItsMomentsOverTheRun(count: Int) {
    var sheet = ContactSheet(columns: 3, rows: 3)
    for index in 0..<count {
      sheet.offer(isLast: index == count - 1) {
        .init(image: Image(width: 8, height: 8), time: Double(index), statement: "wait(1s)")
      }
    }
    let times = sheet.moments.map(\.time)
    #expect(times.count == min(count, 9))
    if count > 0 { #expect(times.first == 0) }
    if count > 1 { #expect(times.last == Double(count - 1)) }
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(gaps.allSatisfy { $0 > 0 })
    if count >= 72, let widest = gaps.max(), let narrowest = gaps.min() { #expect(widest <= 2 * narrowest) }
  }

  @Test func aSheetShowsFramesAndCaptions() {
    var sheet = ContactSheet(columns: 2, rows: 1)
    var white = Image(width: 64, height: 64)
    white.rgb = [UInt8](repeating: 200, count: white.rgb.count)
    sheet.offer { .init(image: white, time: 0, statement: "") }
    sheet.offer(isLast: true) { .init(image: white, time: 1.25, statement: "place(a, b)") }
    let picture = sheet.picture()
    #expect(picture.width == 2 * 64 + 3 * 12)
    func count(_ value: UInt8) -> Int { picture.rgb.count { $0 == value } }
    #expect(count(200) == 2 * 64 * 64 * 3)
    #expect(count(110) > 100, "the times")
    #expect(count(20) > 100, "the statement")
  }
}
