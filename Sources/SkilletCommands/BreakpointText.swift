import Evaluation
import RobotInterface
import SkillBytecode
import SkillDiagnostics
import SkillMachine
import SkillRuntime

/// Reads what somebody writes behind `break`.
struct BreakpointText {
  let program: ProgramText
  /// The file that line numbers without a file are of.
  let file: String
  let module: Module

  private static let predicates = ["on_top", "at_pose", "is_static", "holding"]

  /// The breakpoint that `text` describes. Throws a sentence for one that there cannot be.
  func breakpoint(_ text: String) throws(DebugOrder.Mistake) -> Breakpoint {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case nil: throw DebugOrder.Mistake(message: "break where? 'help' lists the ways")
    case "skill" where words.count == 1: return .skill(nil)
    case "failure" where words.count == 1: return .failure
    case "false" where words.count == 1: return .refusal(query: nil)
    case "store": return try store(text.dropFirst("store".count).trimmed)
    case let word?:
      if let skill = SkillCall.Name(rawValue: word) { return .skill(skill) }
      if Self.predicates.contains(word) { return .refusal(query: word) }
      return try line(word)
    }
  }

  /// `pose_dict`, `pose_dict['a']`, or nothing for any store.
  private func store(_ text: String) throws(DebugOrder.Mistake) -> Breakpoint {
    guard !text.isEmpty else { return .store(cell: nil, key: nil) }
    let cell = String(text.prefix { $0 != "[" })
    let cells = module.cells.filter(\.isMemory).map(\.name)
    guard cells.contains(cell) else {
      let meant = NearMisses.best(cell, in: cells).map { "; did you mean '\($0)'?" } ?? ""
      throw DebugOrder.Mistake(message: "there is no memory '\(cell)'\(meant)")
    }
    let key = text.dropFirst(cell.count)
    guard !key.isEmpty else { return .store(cell: cell, key: nil) }
    guard key.hasPrefix("["), key.hasSuffix("]"), key.count > 2 else {
      throw DebugOrder.Mistake(message: "write the key in brackets: break store pose_dict['a']")
    }
    return .store(cell: cell, key: key.dropFirst().dropLast().filter { $0 != "'" && $0 != "\"" })
  }

  /// `9` or `lib.skill:3`: the first line from there on at which a statement begins.
  private func line(_ text: String) throws(DebugOrder.Mistake) -> Breakpoint {
    let colon = text.lastIndex(of: ":")
    let file = colon.map { String(text[..<$0]) } ?? self.file
    guard let number = Int(colon.map { text[text.index(after: $0)...] } ?? text[...]) else {
      throw DebugOrder.Mistake(
        message: "'\(text)' is no line, no skill and no question: 'help' lists the ways to break")
    }
    guard let name = program.fileNames.first(where: { $0 == file || $0.hasSuffix("/" + file) }) else {
      throw DebugOrder.Mistake(message: "the program has no file '\(file)'")
    }
    for line in max(1, number)...max(1, number, program.lineCount(of: name)) {
      guard let span = program.span(ofLine: line, in: name) else { continue }
      if module.hasStatement(in: span, of: name) { return .statement(file: name, in: span) }
    }
    throw DebugOrder.Mistake(message: "no statement begins at line \(number) of \(name) or after it")
  }
}

extension Module {
  /// Whether a statement begins within these bytes of a file at which a debugger can stop.
  fileprivate func hasStatement(in line: Span, of file: String) -> Bool {
    functions.contains { function in
      files[function.file] == file
        && function.code.contains { position in
          guard code[position].opcode == .pause, let span = statements.span(at: position) else { return false }
          return (line.start..<max(line.start, line.end)).contains(span.start)
        }
    }
  }
}
