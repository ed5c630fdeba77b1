import SkillDiagnostics
import SkillMachine
import Testing

/// Where a failure is said to have come from, whatever ran on its way out.
@Suite struct FailurePlaceTests {
  /// The lines of the calls in force, innermost first.
  private func lines(_ source: String, _ host: TestHost = TestHost()) throws -> [Int] {
    var host = host
    guard case .failed(let failure) = try host.run(source).end else { return [] }
    let index = LineIndex(SourceFile(name: "test.skill", text: source))
    return failure.trace.map { place in place.span.map { index.line(of: $0.start) } ?? 0 }
  }

  @Test func aTimeoutComesFromTheSkillThatWasStopped() throws {
    let source = """
      def rest():
          wait(1s)

      within 500ms:
          rest()
          print('in time')
      """
    #expect(try lines(source) == [2, 5])
  }

  @Test func aFailureKeepsItsPlaceThroughAFinallyThatCatchesAnother() throws {
    let source = """
      try:
          fail('first')
      finally:
          try:
              fail('second')
          except SkillFailure:
              pass
      """
    #expect(try lines(source) == [2])
  }

  @Test func aFaultWaitsWhileAFinallySwallowsAnother() throws {
    let source = """
      def swallow() -> int:
          zero = len('')
          try:
              return 1 // zero
          finally:
              return 7

      numbers = [1]
      try:
          print(numbers[3])
      finally:
          print(swallow())
      """
    var host = TestHost()
    let run = try host.run(source)
    #expect(run.printed == "7\n")
    guard case .failed(let failure) = run.end else {
      Issue.record("it went on")
      return
    }
    #expect(failure.cause == .fault(.indexOutOfRange(index: 3, count: 1)))
    #expect(try lines(source) == [10])
  }

  @Test func aBlockThatWasLeftEarlyHandsNothingOn() throws {
    let source = """
      zero = len('')
      for i in range(2):
          try:
              print(1 // zero)
          finally:
              break
      retry 1:
          fail('after')
      """
    #expect(try lines(source) == [8])
  }

  @Test func aBrokenContractIsBlamedOnItsLine() throws {
    let source = """
      def f(x: int) -> int:
          requires any(e > x for e in [1, 2])
          return x

      f(5)
      """
    #expect(try lines(source) == [2, 5])
  }
}
