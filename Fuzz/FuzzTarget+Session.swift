import SkillCompiler
import SkillDiagnostics
import SkillSemantics

extension FuzzTarget {
  /// The input as turns of a session, divided at its empty lines; after some turns, as the bytes have it, no variable is
  /// set.
  static func breachOfSession(_ bytes: [UInt8]) -> String? {
    var names = SessionNames()
    for (number, turn) in turns(bytes).prefix(turnLimit).enumerated() {
      let source = SourceFile(name: "turn \(number)", bytes: turn)
      let options = CheckOptions(echoesValues: number % 2 == 1)
      do throws(CapacityError) {
        let compilation = try compile(source, after: names, options: options)
        if compilation.check.hasErrors == (compilation.turn != nil) { return "errors and a module, or neither" }
        if let breach = breachOfReports(compilation.check, source) { return breach }
        guard let compiled = compilation.turn else { continue }
        if let breach = breachOfModule(compiled.module) { return breach }
        names = compiled.names
        let isFailed = turn.count % 5 == 0
        names.settle { global in
          isFailed ? nil : GlobalContents(isNone: global.rawValue % 3 == 0, number: Int(global.rawValue % 2))
        }
      } catch {
        continue
      }
    }
    return nil
  }

  private static let turnLimit = 12

  private static func turns(_ bytes: [UInt8]) -> [[UInt8]] {
    var turns: [[UInt8]] = [[]]
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { turns.append([]) } else { turns[turns.count - 1] += line + [UInt8(ascii: "\n")] }
    }
    return turns.filter { !$0.isEmpty }
  }
}
