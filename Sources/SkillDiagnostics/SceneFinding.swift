/// What does not fit the scene that the program is checked against (SK4###).
public enum SceneFinding: Finding {
  /// `isCaught`: the call stands in a `try` or `retry`, so that the program may mean to find out.
  case unknownActor(String, isCaught: Bool)
  case ambiguousActor(String, count: Int)
  case unknownImage(String, isCaught: Bool)
  case goalOutOfRange(index: Int, count: Int)

  public var code: DiagnosticCode {
    switch self {
    case .unknownActor: .unknownActor
    case .ambiguousActor: .ambiguousActor
    case .unknownImage: .unknownImage
    case .goalOutOfRange: .goalOutOfRange
    }
  }

  public var severity: Severity {
    switch self {
    case .unknownActor(_, let isCaught), .unknownImage(_, let isCaught): isCaught ? .warning : .error
    case .ambiguousActor: .warning
    case .goalOutOfRange: .error
    }
  }

  public var headline: String {
    switch self {
    case .unknownActor(let name, _): "no `\(name)` in the scene"
    case .ambiguousActor(let name, let count): "\(count) actors of the scene are called `\(name)`"
    case .unknownImage(let name, _): "the task has no image `\(name)`"
    case .goalOutOfRange(let index, let count): "no goal \(index): the task has \(count == 0 ? "none" : "\(count)")"
    }
  }

  public var explanation: String? {
    switch self {
    case .ambiguousActor:
      "Say which one with `actor_pos=(column, row)`, a cell of the 10×10 grid over the base camera's image."
    default: nil
    }
  }
}
