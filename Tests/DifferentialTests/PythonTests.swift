import TestSupport
import Testing

/// Random programs of the dialect that Skillet and Python share print the same in both.
@Suite struct PythonTests {
  private static let count = AgreementTests.count / 4

  @Test(.enabled(if: CPython.executable != nil, "there is no CPython 3.11; SKILLET_PYTHON names one"))
  func machineAndPythonAgree() throws {
    let python = try #require(CPython.executable)
    let seeds = AgreementTests.first..<(AgreementTests.first + Self.count)
    let programs = seeds.map { ProgramGenerator.program(seed: $0, .shared) }
    var (agreed, incomparable) = (0, 0)
    for ((seed, text), outcome) in zip(zip(seeds, programs), try PythonRun.outcomes(of: programs, python: python)) {
      switch Agreement(on: text, seed: seed) {
      case .agreed(let record) where !record.end.contains("overflow"):
        let isEnded = record.end == "finished"
        if record.printed == outcome.printed, isEnded == outcome.exception.isEmpty {
          agreed += 1
        } else {
          Issue.record("seed \(seed):\n\(text)\n\(record)\npython: \(outcome.exception)\n\(outcome.printed)")
        }
      case .agreed, .exhausted, .keyNeverStored: incomparable += 1
      case .refused(let reason): Issue.record("seed \(seed) is refused:\n\(reason)\(text)")
      case .disagreed: Issue.record("seed \(seed): machine and reference disagree on\n\(text)")
      }
    }
    print("\(agreed) random programs print what CPython prints; \(incomparable) overflow or meet a limit")
    #expect(incomparable * 4 < Self.count)
  }
}
