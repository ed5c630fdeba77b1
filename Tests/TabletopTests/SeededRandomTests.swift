import Tabletop
import Testing

@Suite struct SeededRandomTests {
  @Test func streamIsThatOfTheReferenceImplementation() {
    var random = SeededRandom(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func splittingDrawsNothing() {
    var random = SeededRandom(seed: 7)
    var same = random
    _ = random.split("places")
    #expect(random.next() == same.next())
  }

  @Test func streamsOfDifferentNamesDiffer() {
    var (a, b) = (SeededRandom(seed: 7).split("places"), SeededRandom(seed: 7).split("looks"))
    #expect(a.next() != b.next())
  }

  @Test func indicesAreUniform() {
    var random = SeededRandom(seed: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.index(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 }, "\(counts)")
  }

  @Test func unitsFillTheIntervalEvenly() {
    var random = SeededRandom(seed: 4)
    let values = (0..<100_000).map { _ in random.unit() }
    #expect(values.allSatisfy { (0..<1).contains($0) })
    #expect(abs(values.reduce(0, +) / 100_000 - 0.5) < 0.005)
  }
}
