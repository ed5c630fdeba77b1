import ByteCoding
import Testing

@Suite struct ByteCodingTests {
  @Test func whatIsWrittenIsReadBack() throws {
    var writer = ByteWriter()
    writer.write(UInt8(7))
    writer.write(true)
    writer.write(UInt32.max)
    writer.write(-3)
    writer.write(-0.0)
    writer.write(Double(bitPattern: 0x7ff8_0000_0000_0123))
    writer.write("é😀")
    writer.write([1, 2] as [UInt8])
    writer.write([5, 6]) { $0.write($1) }
    writer.write(optional: nil as Int?) { $0.write($1) }
    writer.write(optional: 9) { $0.write($1) }
    var reader = ByteReader(writer.bytes)
    #expect(try reader.byte() == 7)
    #expect(try reader.bool())
    #expect(try reader.uint32() == .max)
    #expect(try reader.int() == -3)
    #expect(try reader.double().sign == .minus)
    #expect(try reader.double().bitPattern == 0x7ff8_0000_0000_0123)
    #expect(try reader.string() == "é😀")
    #expect(try reader.data() == [1, 2])
    #expect(try reader.array { reader throws(ByteError) in try reader.int() } == [5, 6])
    #expect(try reader.optional { reader throws(ByteError) in try reader.int() } == nil)
    #expect(try reader.optional { reader throws(ByteError) in try reader.int() } == 9)
    try reader.finish()
  }

  @Test(arguments: [0, 1, 127, 128, 300, Int(Int32.max), Int.max])
  func compactNumbersAreReadAsTheyWereWritten(_ number: Int) throws {
    var writer = ByteWriter()
    writer.write(compact: number)
    writer.write(compactSigned: -(number >> 1))
    var reader = ByteReader(writer.bytes)
    #expect(try reader.compact() == number)
    #expect(try reader.compactSigned() == -(number >> 1))
    var limited = ByteReader(writer.bytes)
    if number > 5 {
      #expect(throws: ByteError.invalid("a number")) { try limited.compact(upTo: 5) }
    } else {
      #expect(try limited.compact(upTo: 5) == number)
    }
  }

  @Test func aCountBeyondTheBytesIsRefusedBeforeAnythingIsAllocated() {
    for count in [Int.max, Int.max / 8, 3] {
      var writer = ByteWriter()
      writer.write(compact: count)
      writer.write([UInt8](repeating: 0, count: 8))
      var reader = ByteReader(writer.bytes)
      #expect(throws: ByteError.self) { try reader.array(ofSize: 8) { reader throws(ByteError) in try reader.int() } }
    }
  }

  @Test func bytesThatNothingWritesAreRefused() {
    var truth = ByteReader([2])
    #expect(throws: ByteError.invalid("a truth value")) { try truth.bool() }
    var text = ByteReader([1, 0xff])
    #expect(throws: ByteError.invalid("text")) { try text.string() }
    var short = ByteReader([1, 2, 3])
    #expect(throws: ByteError.truncated) { try short.uint32() }
    var endless = ByteReader([UInt8](repeating: 0xff, count: 20))
    #expect(throws: ByteError.invalid("a number")) { try endless.compact() }
    #expect(throws: ByteError.trailing(3)) { try ByteReader([1, 2, 3]).finish() }
  }

  @Test func everyDamagedBitChangesTheDigest() {
    let bytes = (0..<37).map { UInt8($0 * 7) }
    let digest = ByteDigest(bytes).value
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(bit)
        #expect(ByteDigest(damaged).value != digest)
      }
    }
    #expect(ByteDigest(bytes + [0]).value != digest)
    #expect(ByteDigest(bytes.dropLast()).value != digest)
  }
}
