import SkillDiagnostics
import SkillSemantics

/// The most skill calls that a program can make, to be printed.
struct BoundReport {
  private let bound: SkillCallBound
  private let source: SourceFile

  init(_ bound: SkillCallBound, of source: SourceFile) {
    self.bound = bound
    self.source = source
  }

  /// "swap.skill: at most 12 skill calls", with the line end.
  var text: String { "\(source.name): \(message)\n" }

  /// One object and the line end: `file`, `skillCalls` (null if there is no bound), `message`, and the place of what has
  /// no bound.
  var json: String {
    var members = [("file", JSONText.string(source.name))]
    switch bound {
    case .atMost(let count): members.append(("skillCalls", String(count)))
    case .none(let reason):
      let start = position(of: reason)
      members += [("skillCalls", "null"), ("line", String(start.line)), ("column", String(start.column))]
    }
    return JSONText.object(members + [("message", JSONText.string(message))]) + "\n"
  }

  private var message: String {
    switch bound {
    case .atMost(0): "no skill calls"
    case .atMost(1): "at most 1 skill call"
    case .atMost(let count): "at most \(count) skill calls"
    case .none(let reason): "no bound on skill calls: \(text(of: reason))"
    }
  }

  private func text(of reason: SkillCallBound.Reason) -> String {
    let line = position(of: reason).line
    return switch reason {
    case .loop: "how often the loop at line \(line) goes round is not known"
    case .attempts: "how often the `retry` at line \(line) tries is not known"
    case .recursion(let function, _): "`\(function)` at line \(line) calls itself"
    }
  }

  private func position(of reason: SkillCallBound.Reason) -> Position {
    LineIndex(source).position(of: reason.span.start)
  }
}
