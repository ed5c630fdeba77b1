import SkillCompiler
import SkillDiagnostics
import SkillMachine
import TestSupport
import Testing

/// Programs of several files, run.
@Suite struct ImportTests {
  private func run(_ text: String) throws -> Run {
    let files = ProgramFiles(text)
    var host = TestHost()
    return try host.run(files.program, modules: files)
  }

  @Test func theTopLevelOfAModuleRunsOnceWhereItIsFirstImported() throws {
    let run = try run(
      """
      print('begin')
      import a
      print('between')
      import b
      import a
      from b import Y as Z
      print(a.X, b.Y, Z, a.twice(4))
      # file: a.skill
      import b
      print('a')
      X = b.Y + 1
      def twice(x: int) -> int:
          return b.one() * x * 2
      # file: b.skill
      print('b')
      Y = 1
      def one() -> int:
          return Y
      """)
    #expect(run.end == .finished(isDone: false))
    #expect(run.printed == "begin\nb\na\nbetween\n2 1 1 8\n")
  }

  @Test func memoryOfAModuleBearsItsName() throws {
    let run = try run(
      """
      import lib.tally as t
      from lib.tally import bump, count
      memory count_here: int = 5
      bump(2)
      t.count += 10
      count = count + 100
      t.names.append('z')
      t.names[0] = 'y'
      print(t.count, count, t.names)
      # file: lib/tally.skill
      memory count: int = 1
      memory names: list[str] = ['x']
      def bump(by: int):
          count += by
      """)
    #expect(run.end == .finished(isDone: false))
    #expect(run.printed == "113 113 ['y', 'z']\n")
    #expect(run.memory["lib.tally.count"] == .int(113))
    #expect(run.memory["count_here"] == .int(5))
    #expect(run.memory["count"] == nil)
  }

  @Test func aFaultIsBlamedOnTheLineOfItsFile() throws {
    let text = """
      # A comment, so that the offsets differ.
      import lib.risky
      print('x')
      lib.risky.divide(0)
      # file: lib/risky.skill
      def divide(by: int) -> float:
          requires by < 5
          return 1 / by
      """
    let run = try run(text)
    guard case .failed(let failure) = run.end else {
      Issue.record("the program ended")
      return
    }
    #expect(failure.trace.map(\.file) == ["lib/risky.skill", "main.skill"])
    #expect(failure.trace.map(\.function) == ["lib.risky.divide", nil])
    let files = ProgramFiles(text)
    guard case .found(let module) = files.load(["lib", "risky"]) else {
      Issue.record("there is no such file")
      return
    }
    let quoted = zip([module, files.program], failure.trace).map { file, place in place.span.map { file.text(in: $0) } }
    #expect(quoted == ["1 / by", "lib.risky.divide(0)"])
  }

  @Test func aBrokenContractOfAModuleIsQuoted() throws {
    let run = try run("import a\na.f(7)\n# file: a.skill\ndef f(x: int):\n    requires x < 5\n    print(x)\n")
    guard case .failed(let failure) = run.end, case .fault(let fault) = failure.cause else {
      Issue.record("the contract held")
      return
    }
    #expect(fault.message.contains("x < 5"))
  }

  @Test func aFunctionOfAModuleReadsItsVariablesOnlyAfterTheImport() throws {
    let run = try run("def f():\n    print(a.X)\n\nimport a\nf()\n# file: a.skill\nX = [1, 2]\n")
    #expect(run.printed == "[1, 2]\n")
  }
}
