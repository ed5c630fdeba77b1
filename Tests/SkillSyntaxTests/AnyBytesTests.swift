import SkillDiagnostics
import SkillSyntax
import TestSupport
import Testing

/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct AnyBytesTests {
  static let pieces = [
    "(", ")", "[", "]", "{", "}", "f'", "f\"\"\"", "'", "\"", "'''", "\\", "\n", "\r\n", "\r", "\t", "    ", "  ", "#",
    ":",
    ",", ";", ".", "=", "==", "!", "!r", "{{", "}}", "if ", "else", "elif ", "def f(", "for x in ", "try", "except ",
    "finally", "retry 3", "within 5cm", "memory m: int = ", "not ", " in ", "and ", "lambda x", "*", "**", "-", "5cm",
    "1e", "0x", "9999999999999999999", "…", "“", "é", "\u{0}", "\u{FEFF}", "\u{301}", "x", "print ", "return ", "@",
    "->",
    "class A", "import a.b", "with ", "async ", "await ", "yield ", "?", ":=", "|", "//", "...",
  ]

  private func expectInvariants(_ bytes: [UInt8]) {
    let file = parse(SourceFile(name: "any.skill", bytes: bytes))
    let found = file.tree.breaches()
    #expect(found.isEmpty, "\(found.first ?? "") in \(bytes)")
    #expect(!TextRenderer.render(file.diagnostics).isEmpty || file.diagnostics.isEmpty)
    for diagnostic in file.diagnostics {
      #expect(diagnostic.span.start <= diagnostic.span.end && Int(diagnostic.span.end) <= bytes.count)
      for edit in diagnostic.fixIts.flatMap(\.edits) {
        #expect(edit.span.start <= edit.span.end && Int(edit.span.end) <= bytes.count)
      }
    }
  }

  @Test func randomBytesMakeATree() {
    var random = SplitMix64(state: 1)
    for _ in 0..<2000 {
      let count = Int.random(in: 0..<60, using: &random)
      expectInvariants((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test func randomPiecesMakeATree() {
    var random = SplitMix64(state: 2)
    for _ in 0..<6000 {
      let count = Int.random(in: 1..<40, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      expectInvariants(Array(text.utf8))
    }
  }

  @Test(arguments: try GoldenCase.all(in: "Syntax"))
  func mutatedProgramsMakeATree(_ golden: GoldenCase) {
    var random = SplitMix64(state: 3)
    for _ in 0..<60 {
      var bytes = Array(golden.input.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(8), at: place)
        default: bytes.insert(contentsOf: Array((Self.pieces.randomElement(using: &random) ?? "").utf8), at: place)
        }
      }
      expectInvariants(bytes)
    }
  }

  @Test func everyPrefixOfAProgramMakesATree() {
    let bytes = Array(ProgramTests.everything.utf8)
    for count in stride(from: 0, through: bytes.count, by: 3) { expectInvariants(Array(bytes.prefix(count))) }
  }
}
