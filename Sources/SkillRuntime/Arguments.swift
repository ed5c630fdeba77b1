import Geometry
import RobotInterface
import SkillMachine

/// The arguments of one call from the machine, read in the order of the parameters.
///
/// The compiler has checked them, so an argument of another type is a bug of ours.
struct Arguments {
  private let function: String
  private let actorCount: Int
  private var remaining: ArraySlice<Value>

  /// `actorCount` is how many actors the scene has.
  init(_ values: [Value], of function: String, actorCount: Int) {
    self.function = function
    self.actorCount = actorCount
    remaining = values[...]
  }

  mutating func actor() throws(ExecutionError) -> ActorID { try actor(try next(), "an actor") }

  mutating func actors() throws(ExecutionError) -> [ActorID] {
    guard case .list(let values) = try next() else { throw mismatch("a list of actors") }
    var actors: [ActorID] = []
    for value in values { actors.append(try actor(value, "a list of actors")) }
    return actors
  }

  func actor(_ value: Value, _ expected: String) throws(ExecutionError) -> ActorID {
    guard case .actor(let index) = value, (0..<actorCount).contains(index) else { throw mismatch(expected) }
    return ActorID(rawValue: index)
  }

  mutating func optionalActor() throws(ExecutionError) -> ActorID? { try isNone() ? nil : actor() }

  mutating func pose() throws(ExecutionError) -> Pose {
    guard case .pose(let pose) = try next() else { throw mismatch("a pose") }
    // No rotation at all stays what it is: the controller refuses it, and says why.
    return pose.q.norm > 0 ? Pose(pose.p, pose.q.normalized) : pose
  }

  mutating func optionalPose() throws(ExecutionError) -> Pose? { try isNone() ? nil : pose() }

  mutating func vector() throws(ExecutionError) -> Vec3 {
    guard case .vec3(let vector) = try next() else { throw mismatch("a Vec3") }
    return vector
  }

  mutating func bool() throws(ExecutionError) -> Bool {
    guard case .bool(let value) = try next() else { throw mismatch("a bool") }
    return value
  }

  mutating func string() throws(ExecutionError) -> String {
    guard case .string(let text) = try next() else { throw mismatch("a string") }
    return text
  }

  mutating func optionalString() throws(ExecutionError) -> String? { try isNone() ? nil : string() }

  mutating func metres() throws(ExecutionError) -> Double {
    guard case .length(let metres) = try next() else { throw mismatch("a length") }
    return metres
  }

  mutating func seconds() throws(ExecutionError) -> Double {
    guard case .duration(let seconds) = try next() else { throw mismatch("a duration") }
    return seconds
  }

  /// `(column, row)` or None.
  mutating func optionalCell() throws(ExecutionError) -> ImageCell? {
    if try isNone() { return nil }
    guard case .tuple(let parts) = try next(), parts.count == 2, case .int(let column) = parts[0],
      case .int(let row) = parts[1]
    else { throw mismatch("a cell") }
    return ImageCell(column: column, row: row)
  }

  /// Takes the next argument if it is None.
  private mutating func isNone() throws(ExecutionError) -> Bool {
    guard remaining.first == Value.none else { return false }
    _ = try next()
    return true
  }

  mutating func next() throws(ExecutionError) -> Value {
    guard let value = remaining.popFirst() else { throw mismatch("one argument more") }
    return value
  }

  func mismatch(_ expected: String) -> ExecutionError { .internal("'\(function)' was not given \(expected)") }
}
