import Foundation
import SkillDiagnostics
import SkillGrammar
import SkillSyntax
import TestSupport

/// The files that these tests are about.
enum GrammarFiles {
  static let root = ProgramCorpus.root

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// `Grammar/skill.ebnf`.
  static func grammar() throws -> Grammar { try Grammar(ebnf: text("Grammar/skill.ebnf")) }

  /// The interface of the robot.
  static func interface() throws -> ParsedFile {
    let name = "Sources/SkillSemantics/Prelude/Prelude.skill"
    return parse(SourceFile(name: name, text: try text(name)), isInterface: true)
  }
}

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

/// Parses a program.
func parsed(_ text: String) -> ParsedFile { parse(SourceFile(name: "sentence.skill", text: text)) }
