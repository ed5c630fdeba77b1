import SkillDiagnostics
import SkillSyntax

/// What a check may know and how strict it is.
public struct CheckOptions: Sendable {
  /// True for one turn of a conversation: the program may go on in the next turn, and `done()` is not missed.
  public var isTurn: Bool
  /// The lints (SK5###) to look for; other codes have no effect.
  public var lints: Set<DiagnosticCode>

  public init(isTurn: Bool = false, lints: Set<DiagnosticCode> = []) {
    self.isTurn = isTurn
    self.lints = lints
  }
}

/// What is known of the scene a program is to run in. Plain values, so that the language needs to know no robot.
public struct SceneFacts: Sendable {
  /// The actors, in the scene's order. Several may share a name.
  public var actorNames: [String]
  /// The key-step images that the task shows, as `get_actor_pose` names them.
  public var images: [String]
  /// How many poses `goals()` lists.
  public var goalCount: Int
  /// The actor that the gripper holds at the start, if any.
  public var heldAtStart: String?
  /// Whether the task wants an actor held at the end.
  public var endsHolding: Bool

  public init(
    actorNames: [String], images: [String] = [], goalCount: Int = 0, heldAtStart: String? = nil,
    endsHolding: Bool = false
  ) {
    self.actorNames = actorNames
    self.images = images
    self.goalCount = goalCount
    self.heldAtStart = heldAtStart
    self.endsHolding = endsHolding
  }
}

/// What came of checking a program.
public struct CheckResult: Sendable {
  public var tree: SyntaxTree
  /// Nil if there are errors.
  public var program: TypedProgram?
  /// Of the parser and the checker, file by file and there in source order.
  public var diagnostics: [Diagnostic]
  /// The program's source, then those of the files that it imports.
  public var files: [SourceFile]

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
