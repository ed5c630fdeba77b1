import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

/// What `check --fix` does to each recorded mistake.
@Suite struct RepairTests {
  static let cases = try? ["Names", "Types", "Flow", "Scene", "Syntax"].flatMap { try GoldenCase.all(in: $0) }

  private func repair(_ text: String) -> Repair {
    let facts = SceneFacts(comment: text)
    return Repair(SourceFile(name: "x.skill", text: text)) { check($0, facts: facts).diagnostics }
  }

  private func isSyntax(_ code: DiagnosticCode) -> Bool { code.rawValue < "SK2" }

  /// A diagnostic with a repair is gone afterwards, and no new mistake of syntax has come.
  @Test(arguments: try #require(cases))
  func nothingThatCanBeRepairedIsLeft(_ golden: GoldenCase) {
    let repair = repair(golden.input)
    #expect(repair.diagnostics.allSatisfy { $0.fixIts.isEmpty }, "\(repair.source.text)")
    let file = SourceFile(name: "x.skill", text: golden.input)
    let before = Set(check(file, facts: SceneFacts(comment: golden.input)).diagnostics.map(\.code).filter(isSyntax))
    let after = Set(repair.diagnostics.map(\.code).filter(isSyntax))
    #expect(after.isSubset(of: before), "\(repair.source.text)")
  }

  @Test(arguments: try #require(cases))
  func repairingAgainChangesNothing(_ golden: GoldenCase) {
    let once = repair(golden.input)
    let twice = repair(once.source.text)
    #expect(twice.made.isEmpty)
    #expect(twice.source.bytes == once.source.bytes)
  }

  @Test func whatARepairUncoversIsRepairedToo() {
    let repair = repair("pik(get_actr('a'))\nplace(get_actor('a'), get_actor('b'))\ndone()\n")
    #expect(repair.source.text == "pick(get_actor('a'))\nplace(get_actor('a'), get_pose(get_actor('b')))\ndone()\n")
    #expect(repair.diagnostics.isEmpty)
    #expect(repair.made.count == 3)
  }

  @Test func bytesThatNoRepairTouchesStay() {
    let bytes: [UInt8] = Array("# caf".utf8) + [0xE9] + Array("\r\nx = 90 deg\r\n".utf8)
    let repair = Repair(SourceFile(name: "x.skill", bytes: bytes)) { check($0).diagnostics }
    #expect(repair.source.bytes == Array("# caf".utf8) + [0xE9] + Array("\r\nx = 90deg\r\n".utf8))
    #expect(repair.diagnostics.map(\.code) == [.invalidUTF8])
  }
}

extension SourceFile {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
