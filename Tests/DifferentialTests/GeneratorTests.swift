import TestSupport
import Testing

/// What random programs are like.
@Suite struct GeneratorTests {
  private static let programs = (0..<800).map { ProgramGenerator.program(seed: $0) }

  @Test(arguments: [
    "while ", "for ", "else:", "elif ", "break", "continue", "return", "def ", "requires ", "ensures ", "memory ",
    "try:", "except SkillFailure as", "finally:", "raise\n", "retry ", "within ", "fail(", "done()", "assert ",
    "pose_dict['k']", "del ", " if ", "[::-1]", "f\"", "is not None", "key=key", "reverse=", ".sort(", ".pop(",
    ".items()", "zip(", "enumerate(", "rotate_z(", "offset(", "holding()", " not in ", " and ", "//", "**", "{'",
  ])
  func programsUseEveryConstruct(_ construct: String) {
    #expect(Self.programs.count { $0.contains(construct) } >= 3)
  }

  @Test func programsEndInEveryWay() {
    var ends: [String: Int] = [:]
    for (seed, text) in Self.programs.enumerated() {
      guard case .agreed(let record) = Agreement(on: text, seed: UInt64(seed)) else { continue }
      ends[String(record.end.prefix { $0.isLetter }), default: 0] += 1
    }
    for end in ["finished", "done", "failure", "fault"] { #expect(ends[end, default: 0] >= 10, "\(ends)") }
    #expect(ends["finished", default: 0] >= 100, "\(ends)")
  }
}
