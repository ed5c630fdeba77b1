import SkillDiagnostics
import SkillSyntax

/// What a check may know and how strict it is.
public struct CheckOptions: Sendable {
  /// True for one turn of a conversation: the program may go on in the next turn, and `done()` is not missed.
  public var isTurn: Bool
  /// The memory cells that have a value before a turn begins, by name, with the text keys that are stored in each; nil if
  /// that is not known. Without effect unless `isTurn`.
  public var memoryKeys: [String: [String]]?
  /// What the gripper holds before a turn begins; nil if that is not known. Without effect unless `isTurn`.
  public var gripper: GripperFact?
  /// True for a prompt: the value of an expression that stands as a statement of its own outside all `def`s is printed,
  /// as Python's prompt does, unless it is None.
  public var echoesValues: Bool
  /// The lints (SK5###) to look for; other codes have no effect.
  public var lints: Set<DiagnosticCode>

  public init(
    isTurn: Bool = false, memoryKeys: [String: [String]]? = nil, gripper: GripperFact? = nil,
    echoesValues: Bool = false, lints: Set<DiagnosticCode> = []
  ) {
    self.isTurn = isTurn
    self.memoryKeys = memoryKeys
    self.gripper = gripper
    self.echoesValues = echoesValues
    self.lints = lints
  }
}

/// What the gripper is known to hold.
public enum GripperFact: Hashable, Sendable {
  case nothing
  /// The actor of that name, or one of them.
  case actor(named: String)
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
  /// How far the arm reaches; nil if that is not known.
  public var reach: Reach?

  /// Where the arm can bring its tool, in the frame of the program's poses. Metres.
  public struct Reach: Sendable {
    /// The point about which the arm turns.
    public var x, y, z: Double
    /// How far from that point the tool can be, however it is turned.
    public var radius: Double
    /// How far from the vertical through that point the tool can work on the table, pointing straight down.
    public var radiusOnTable: Double
    /// The height of the table's surface.
    public var tableHeight: Double

    public init(x: Double, y: Double, z: Double, radius: Double, radiusOnTable: Double, tableHeight: Double) {
      (self.x, self.y, self.z) = (x, y, z)
      self.radius = radius
      self.radiusOnTable = radiusOnTable
      self.tableHeight = tableHeight
    }
  }

  public init(
    actorNames: [String], images: [String] = [], goalCount: Int = 0, heldAtStart: String? = nil,
    endsHolding: Bool = false, reach: Reach? = nil
  ) {
    self.reach = reach
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
  /// The program's source, then those of the files that it imports. Of a turn: after those of earlier turns.
  public var files: [SourceFile]

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
