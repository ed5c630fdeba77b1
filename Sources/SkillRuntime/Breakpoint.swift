import RobotInterface
import SkillDiagnostics
import SkillMachine

/// Something at which a debugger stops.
public enum Breakpoint: Hashable, Sendable {
  /// A statement begins within these bytes of a file.
  case statement(file: String, in: Span)
  /// A call of this skill begins; of any where it is nil.
  case skill(SkillCall.Name?)
  /// A skill or a query fails, or the program.
  case failure
  /// This question of the program, or any where it is nil, is answered with False or None.
  case refusal(query: String?)
  /// A value is stored in this memory cell, or any where it is nil; under this key, or any.
  case store(cell: String?, key: String?)

  /// Whether `event` is one at which to stop.
  public func matches(_ event: ExecutionEvent) -> Bool {
    switch (self, event) {
    case (.statement(let file, let range), .statementBegan(let location)):
      guard location.file == file, let span = location.span else { return false }
      return (range.start..<max(range.start, range.end)).contains(span.start)
    case (.skill(let name), .skillBegan(let call, _)): return name == nil || call.name == name
    case (.failure, .skillEnded(_, .outcome(.failure), _)), (.failure, .skillEnded(_, .expired, _)),
      (.failure, .answered(_, nil, _)), (.failure, .ended(.failed)), (.failure, .ended(.stopped)):
      return true
    case (.refusal(let wanted), .answered(let query, let value, _)):
      return (wanted == nil || query == wanted) && (value == .bool(false) || value == Value.none)
    case (.store(let cell, let key), .memoryStored(let store)):
      return (cell == nil || store.cell == cell) && (key == nil || store.key?.keyText == key)
    default: return false
    }
  }
}

extension Value {
  /// What a person writes for a key, without quotation marks; nil for what a person does not write.
  public var keyText: String? {
    switch self {
    case .string(let text): text
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .bool(let flag): flag ? "True" : "False"
    default: nil
    }
  }
}
