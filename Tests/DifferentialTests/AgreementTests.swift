import Foundation
import TestSupport
import Testing

/// Machine and reference evaluator agree on random programs. `SKILLET_PROGRAMS` says how many, `SKILLET_FIRST_SEED`
/// where they begin.
@Suite struct AgreementTests {
  static let count = number("SKILLET_PROGRAMS") ?? 1000
  static let first = number("SKILLET_FIRST_SEED") ?? 0

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  @Test func machineAndReferenceAgree() throws {
    var (agreed, exhausted) = (0, 0)
    for seed in Self.first..<(Self.first + Self.count) {
      let text = ProgramGenerator.program(seed: seed)
      switch Agreement(on: text, seed: seed) {
      case .agreed: agreed += 1
      case .exhausted: exhausted += 1
      case .refused(let reason): Issue.record("seed \(seed) is refused:\n\(reason)\(text)")
      case .disagreed:
        let smallest = shrunk(text) { Agreement(on: $0, seed: seed).isDisagreement }
        Issue.record("seed \(seed):\n\(smallest)\n\(Agreement(on: smallest, seed: seed))")
      }
    }
    print("\(agreed) random programs agree; \(exhausted) meet a limit")
    #expect(exhausted * 20 < Self.count)
  }
}
