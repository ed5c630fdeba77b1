import Foundation
import SkillBytecode
import SkillCompiler
import SkillDiagnostics
import SkillSemantics
import SkillSyntax

/// Source text to verified bytecode, all checks on, against the front ends of CPython and Lua, which check no types.
struct FrontEndBenchmark {
  let lines: Int
  /// How often each front end translates the program, in all.
  let rounds: Int

  struct Row {
    let lines: Int
    let ours: Double
    let python: Double
    let lua: Double
  }

  enum Failure: Error {
    case notAccepted(String)
  }

  /// Times the three in turn, several times over, and keeps the least of each: what else the machine does then
  /// slows all of them.
  func run(in folder: URL) throws -> Row {
    let program = SampleProgram(lines: lines)
    var files: [SampleProgram.Dialect: String] = [:]
    for dialect in SampleProgram.Dialect.allCases {
      let file = folder.appendingPathComponent("sample\(lines).\(dialect.rawValue)")
      try program.source(in: dialect).write(to: file, atomically: true, encoding: .utf8)
      files[dialect] = file.path
    }
    let source = SourceFile(name: "sample", text: program.source(in: .skill))
    var (ours, python, lua) = (Double.infinity, Double.infinity, Double.infinity)
    let turns = 5
    for _ in 0..<turns {
      ours = min(ours, try translate(source, rounds: rounds / turns))
      python = min(python, try Peer.python.timing(file: files[.python] ?? "", rounds: rounds / turns).seconds)
      lua = min(lua, try Peer.lua.timing(file: files[.lua] ?? "", rounds: rounds / turns).seconds)
    }
    return Row(lines: program.lineCount, ours: ours, python: python, lua: lua)
  }

  /// The least number of seconds from source to verified module.
  func translate(_ source: SourceFile, rounds: Int) throws -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      let compilation = try compile(source)
      try compilation.module?.verify()
      let taken = (ContinuousClock.now - start) / .seconds(1)
      if compilation.module == nil || !compilation.check.diagnostics.isEmpty {
        let first = compilation.check.diagnostics.first.map { "\($0.finding.headline) at byte \($0.span.start)" }
        throw Failure.notAccepted(first ?? "")
      }
      best = min(best, taken)
    }
    return best
  }

  /// Prints how long each part of the translation takes, in microseconds: the least of `rounds`.
  func printParts() throws {
    let source = SourceFile(name: "sample", text: SampleProgram(lines: lines).source(in: .skill))
    var parts: [(name: String, least: Duration)] = []
    func time<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
      let start = ContinuousClock.now
      let result = try body()
      let taken = ContinuousClock.now - start
      if let known = parts.firstIndex(where: { $0.name == name }) {
        parts[known].least = min(parts[known].least, taken)
      } else {
        parts.append((name, taken))
      }
      return result
    }
    for _ in 0..<rounds {
      _ = time("parse") { parse(source, symbols: Prelude.shared.symbols) }
      let checked = time("parse and check") { check(source) }
      guard let program = checked.program else { throw Failure.notAccepted("") }
      let module = try time("compile") { try compile(program) }
      try time("verify") { try module.verify() }
      _ = try time("all") { try compile(source) }
    }
    for part in parts { print("\(part.name): \(part.least / .microseconds(1)) µs") }
  }
}
