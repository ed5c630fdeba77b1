import Geometry
import RobotInterface

extension SkillExecution {
  /// Seconds, and how often, that an actor which still tumbles or swings is waited for.
  private static let settleTime = 0.25
  private static let mostSettles = 12

  /// The primitive that comes next, or nil when the goal is reached.
  mutating func nextPrimitive(_ surroundings: Surroundings) throws(SkillFailure) -> Primitive? {
    switch goal {
    case .hold(let actor):
      if surroundings.observation.held == actor {
        if isLifted(actor, surroundings) { return nil }
        if case .graspAndLift = finished {
          throw SkillFailure(.blocked, "\(surroundings.name(actor)) is held but cannot be lifted clear of the others")
        }
      }
      return try fetch(actor, lifts: pickLifts(of: actor, surroundings), surroundings)
    case .put(let actor, let destination, let matches, let mayPick):
      if number == 0, !mayPick, surroundings.observation.held != actor {
        throw SkillFailure(.notGrasped, "\(surroundings.name(actor)) cannot be placed: the gripper does not hold it")
      }
      return try put(actor, destination, matches, surroundings)
    case .move(let pose, let matches):
      if case .moveTo = finished { return nil }
      return .moveTo(try move(to: pose, matches, surroundings))
    case .wait(let seconds):
      if case .hold = finished { return nil }
      return .hold(Primitive.Hold(load: surroundings.observation.held, seconds: seconds))
    }
  }

  private mutating func put(
    _ actor: ActorID, _ destination: SkillCall.Destination, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive? {
    switch finished {
    case .transfer(let transfer):
      return .placeAndRelease(Primitive.PlaceAndRelease(placement: transfer.placement))
    case .placeAndRelease:
      return .retreat(Primitive.Retreat(path: retreat(surroundings)))
    case .retreat:
      if let released, let error = misplacement(of: released, surroundings) {
        try countDrop("\(surroundings.name(actor)) was let go at its place but \(error)")
        return try put(actor, destination, matches, surroundings)
      }
      return nil
    default:
      guard surroundings.observation.held == actor else {
        let places = try placements(of: actor, at: destination, matches, surroundings)
        return try fetch(actor, lifts: Self.carryLifts, bringingTo: places, surroundings)
      }
      return .transfer(try transfer(actor, destination, matches, surroundings))
    }
  }

  /// The next step towards holding the actor lifted.
  private mutating func fetch(
    _ actor: ActorID, lifts: [Double], bringingTo places: [Placement] = [], _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive {
    let observation = surroundings.observation
    if let held = observation.held, held != actor {
      throw SkillFailure(
        .blocked, "\(surroundings.name(actor)) cannot be picked: the gripper holds \(surroundings.name(held))")
    }
    if observation.held == actor {
      let lift = try lift(of: actor, from: observation.tool.pose, by: lifts, surroundings)
      return .graspAndLift(Primitive.GraspAndLift(actor: actor, contact: observation.tool.pose, lift: lift))
    }
    if case .approach(let approach) = finished, approach.grasp.actor == actor {
      let contact = approach.grasp.contact(with: observation[actor].pose)
      let lift = try lift(of: actor, from: contact, by: lifts, surroundings)
      return .graspAndLift(Primitive.GraspAndLift(actor: actor, contact: contact, lift: lift))
    }
    if settles < Self.mostSettles, !observation[actor].isQuiet {
      settles += 1
      return .hold(Primitive.Hold(load: nil, seconds: Self.settleTime))
    }
    return .approach(try approach(actor, bringingTo: places, surroundings))
  }
}

extension BodyState {
  /// Slow enough that where it is now is where it will be found.
  fileprivate var isQuiet: Bool { linearVelocity.norm < 0.02 && angularVelocity.norm < 0.2 }
}
