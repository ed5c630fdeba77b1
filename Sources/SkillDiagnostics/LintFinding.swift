/// What is probably not meant, though nothing is wrong with it (SK5###). Looked for when asked for.
public enum LintFinding: Finding {
  /// A pose beside `actor`, taken before the actor was moved, is where something else is put.
  case stalePose(actor: String)
  /// A number where a length, an angle or a duration is wanted.
  case bareNumber(type: String, unit: String)
  /// One actor for two parameters that want two.
  case selfTarget(function: String)
  /// An actor put where it is.
  case ownPose(function: String)
  case shadowedName(String)
  /// `ignore[code]` where that code has nothing to report.
  case unusedIgnore(code: String)
  /// `ignore[code]` with a code that there is not.
  case unknownIgnore(code: String)

  public var severity: Severity { .warning }

  public var code: DiagnosticCode {
    switch self {
    case .stalePose: .stalePose
    case .bareNumber: .bareNumber
    case .selfTarget, .ownPose: .selfTarget
    case .shadowedName: .shadowedName
    case .unusedIgnore, .unknownIgnore: .unusedIgnore
    }
  }

  public var headline: String {
    switch self {
    case .stalePose(let actor): "\(actor) has been moved since its pose was asked for"
    case .bareNumber(let type, _): "a number without a unit where \(Self.article(type)) `\(type)` is meant"
    case .selfTarget(let function): "`\(function)` is given one actor twice"
    case .ownPose(let function): "`\(function)` puts the actor where it is"
    case .shadowedName(let name): "`\(name)` no longer names the function or constant of the language here"
    case .unusedIgnore(let code): "nothing on this line is reported as \(code)"
    case .unknownIgnore(let code): "no diagnostic has the code \(code)"
    }
  }

  private static func article(_ word: String) -> String { word.hasPrefix("A") ? "an" : "a" }

  public var label: String? {
    switch self {
    case .stalePose: "beside where it was"
    case .selfTarget: "the same actor"
    default: nil
    }
  }

  public var explanation: String? {
    switch self {
    case .stalePose: "Ask for the pose after the move, or keep the pose as it is for a place to return to."
    case .bareNumber(_, let unit): "It is taken in `\(unit)`; with the unit a reader need not know that."
    case .shadowedName: "Another name leaves both at hand."
    case .unusedIgnore: "Remove it from the brackets."
    default: nil
    }
  }
}
