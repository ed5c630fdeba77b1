import RobotInterface
import SkillMachine

/// What the world says to a query: a value, or a failure that the program can catch.
typealias Answer = Result<Value, SkillFailure>

extension World {
  /// Answers a query of the language, its arguments in the order of the prelude.
  func answer(_ query: QueryName, _ arguments: inout Arguments) throws(ExecutionError) -> Answer {
    switch query {
    case .getActor:
      let name = try arguments.string()
      let cell = try arguments.optionalCell()
      return answer { () throws(SkillFailure) in .actor(try actor(named: name, near: cell).rawValue) }
    case .getPose:
      return .success(.pose(pose(of: try arguments.actor())))
    case .getToolPose:
      let image = try arguments.optionalString()
      return answer { () throws(SkillFailure) in .pose(try toolPose(in: image)) }
    case .getActorPose:
      let image = try arguments.string()
      let actor = try arguments.actor()
      return answer { () throws(SkillFailure) in .pose(try pose(of: actor, in: image)) }
    case .getSupportingActor:
      return try support(&arguments)
    case .goals:
      return .success(.list(goals().map(Value.pose)))
    case .actors:
      return .success(.list(movableActors().map { .actor($0.rawValue) }))
    case .holding:
      return .success(heldActor().map { .actor($0.rawValue) } ?? .none)
    case .onTop:
      let (a, b) = (try arguments.actor(), try arguments.actor())
      return .success(.bool(isOnTop(a, of: b)))
    case .atPose:
      return .success(.bool(try isAt(&arguments)))
    case .isStatic:
      return .success(.bool(isStatic(try arguments.actor())))
    case .distance:
      let (a, b) = (try arguments.actor(), try arguments.actor())
      return .success(.length(metres: distance(a, b)))
    case .freeSpace:
      let actor = try arguments.actor()
      let pose = try arguments.optionalPose()
      return answer { () throws(SkillFailure) in .pose(try freeSpace(for: actor, near: pose)) }
    case .freeSpaceNextTo:
      return try freeSpaceNextTo(&arguments)
    }
  }

  private func isAt(_ arguments: inout Arguments) throws(ExecutionError) -> Bool {
    let (actor, pose) = (try arguments.actor(), try arguments.pose())
    let (tolerance, matchOrientation) = (try arguments.metres(), try arguments.bool())
    return isAt(actor, pose, tolerance: tolerance, matchOrientation: matchOrientation)
  }

  /// The actor may be named by a string.
  private func support(_ arguments: inout Arguments) throws(ExecutionError) -> Answer {
    let image = try arguments.string()
    let value = try arguments.next()
    if case .string(let name) = value {
      return answer { () throws(SkillFailure) in
        .actor(try support(of: try actor(named: name, near: nil), in: image).rawValue)
      }
    }
    let id = try arguments.actor(value, "an actor or its name")
    return answer { () throws(SkillFailure) in .actor(try support(of: id, in: image).rawValue) }
  }

  private func freeSpaceNextTo(_ arguments: inout Arguments) throws(ExecutionError) -> Answer {
    let (actor, neighbour) = (try arguments.actor(), try arguments.actor())
    let direction = try arguments.vector()
    return answer { () throws(SkillFailure) in
      .pose(try freeSpace(for: actor, nextTo: neighbour, direction: direction))
    }
  }

  private func answer(_ body: () throws(SkillFailure) -> Value) -> Answer { Result(catching: body) }
}
