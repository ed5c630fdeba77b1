import Tabletop
import Testing

struct TextureTests {
  /// Every name of the published pools, both splits.
  static let names = [
    "cyan", "red", "white", "yellow", "black", "blue", "green", "grey", "purple",
    "tiled", "wooden", "checkerboard", "brick", "granite", "plastic", "tiger", "magma", "swirl", "rainbow",
    "paisley black", "paisley green", "paisley purple", "paisley yellow", "blue paisley", "red paisley",
    "polka dot black white", "polka dot green blue", "polka dot blue purple", "polka dot red green",
    "polka dot red purple", "polka dot red yellow", "polka dot yellow blue", "polka dot yellow green",
    "polka dot yellow purple", "red blue polka dot", "green purple polka dot",
    "stripe green blue", "stripe red purple", "stripe red yellow", "stripe yellow green", "stripe blue purple",
    "stripe green purple", "stripe red blue", "stripe red green", "yellow blue stripe", "yellow purple stripe",
    "swirl green", "swirl red", "swirl yellow", "swirl blue", "purple swirl",
  ]

  @Test func everyPublishedNameIsDrawnAndNoTwoLookAlike() throws {
    let pictures = try Self.names.map { try #require(Texture(named: $0), "'\($0)' is not drawn").pixels(side: 64) }
    for (index, one) in pictures.enumerated() {
      for (other, two) in pictures.enumerated().dropFirst(index + 1) {
        let difference = zip(one, two).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        let mean = Double(difference) / Double(one.count)
        #expect(mean > 12, "'\(Self.names[index])' and '\(Self.names[other])' look alike (\(mean))")
      }
    }
  }

  @Test func aPlainColourIsThatColour() throws {
    let red = try #require(Texture(named: "red")).pixels(side: 8)
    #expect(red[0] > 200 && red[1] < 40 && red[2] < 40)
    #expect(Set(red.enumerated().map { "\($0.offset % 3) \($0.element)" }).count == 3)
  }

  @Test func aPatternShowsBothItsColours() throws {
    for name in ["polka dot red green", "stripe red green"] {
      let pixels = try #require(Texture(named: name)).pixels(side: 64)
      let pairs = stride(from: 0, to: pixels.count, by: 3).map { (pixels[$0], pixels[$0 + 1]) }
      let red = pairs.filter { $0.0 > 150 && $0.1 < 80 }.count
      let green = pairs.filter { $0.0 < 80 && $0.1 > 120 }.count
      #expect(red > 600 && green > 600, "'\(name)': \(red) red, \(green) green of \(pairs.count)")
    }
  }

  @Test func underscoresAndDarknessAreUnderstood() throws {
    let plain = try #require(Texture(named: "stripe green purple")).pixels(side: 16)
    #expect(Texture(named: "stripe green_purple")?.pixels(side: 16) == plain)
    let dark = try #require(Texture(named: "dark stripe green purple")).pixels(side: 16)
    #expect(zip(dark, plain).allSatisfy { $0 <= $1 })
  }

  @Test func namesThatMeanNothingAreRefused() {
    for name in ["sparkling", "polka dot red", "stripe", "red green", "brick red", "polka", "paisley"] {
      #expect(Texture(named: name) == nil, "'\(name)'")
    }
  }
}
