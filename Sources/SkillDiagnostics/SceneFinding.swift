/// What does not fit the scene that the program is checked against (SK4###).
public enum SceneFinding: Finding {
  /// `isCaught`: the call stands in a `try` with a handler, so that the program may mean to find out.
  case unknownActor(String, isCaught: Bool)
  case ambiguousActor(String, count: Int)
  case unknownImage(String, isCaught: Bool)
  case goalOutOfRange(index: Int, count: Int)
  /// As many goals are unpacked as the task does not have.
  case goalCount(expected: Int, count: Int)
  /// A pose so far from the robot's axis (`isOnTable`) or from its shoulder, and how far the arm reaches.
  case outOfReach(centimetres: Int, limit: Int, isOnTable: Bool)
  /// A pose so far below the table's surface.
  case belowTable(centimetres: Int)

  public var code: DiagnosticCode {
    switch self {
    case .unknownActor: .unknownActor
    case .ambiguousActor: .ambiguousActor
    case .unknownImage: .unknownImage
    case .goalOutOfRange, .goalCount: .goalOutOfRange
    case .outOfReach, .belowTable: .outOfReach
    }
  }

  public var severity: Severity {
    switch self {
    case .unknownActor(_, let isCaught), .unknownImage(_, let isCaught): isCaught ? .warning : .error
    case .ambiguousActor, .outOfReach, .belowTable: .warning
    // An index beyond a list is no failure that a `try` could catch.
    case .goalOutOfRange, .goalCount: .error
    }
  }

  public var headline: String {
    switch self {
    case .unknownActor(let name, _): "no `\(name)` in the scene"
    case .ambiguousActor(let name, let count): "\(count) actors of the scene are called `\(name)`"
    case .unknownImage(let name, _): "the task has no image `\(name)`"
    case .goalOutOfRange(let index, let count): "no goal \(index): the task has \(count == 0 ? "none" : "\(count)")"
    case .goalCount(let expected, let count):
      "\(expected) goals wanted: the task has \(count == 0 ? "none" : "\(count)")"
    case .outOfReach: "the arm does not reach this pose"
    case .belowTable: "this pose is below the table"
    }
  }

  public var explanation: String? {
    switch self {
    case .ambiguousActor:
      "Say which one with `actor_pos=(column, row)`, a cell of the 10×10 grid over the base camera's image."
    case .outOfReach(let distance, let limit, isOnTable: true):
      "It is \(distance) cm from the robot's axis; pointing down at the table the arm reaches \(limit) cm."
    case .outOfReach(let distance, let limit, isOnTable: false):
      "It is \(distance) cm from the robot's shoulder; stretched out the arm reaches \(limit) cm."
    case .belowTable(let depth):
      "It is \(depth) cm under the surface. Positions are metres in the base frame, z upwards."
    default: nil
    }
  }
}
