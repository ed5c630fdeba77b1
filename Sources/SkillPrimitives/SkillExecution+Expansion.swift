import Geometry
import RobotInterface

extension SkillExecution {
  /// Metres that the bottom of a picked actor is lifted, or as many of them as the arm can do there.
  private static let pickLifts = [0.1, 0.07, 0.045]
  /// The same for an actor that is carried on at once: the way of the transfer rises further where it has to.
  private static let carryLifts = [0.04, 0.02]
  /// Clearance in metres below a lifted actor for `pick` to have succeeded.
  private static let liftedClearance = 0.03
  /// How far from its place a released actor may rest, metres and radians.
  private static let placeTolerance = 0.02
  private static let turnTolerance = 0.15
  private static let retreatHeight = 0.05

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
      return try fetch(actor, lifts: [clearingLift(of: actor, surroundings)] + Self.pickLifts, surroundings)
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
        return try fetch(actor, lifts: Self.carryLifts, surroundings)
      }
      return .transfer(try transfer(actor, destination, matches, surroundings))
    }
  }

  /// The next step towards holding the actor lifted.
  private func fetch(
    _ actor: ActorID, lifts: [Double], _ surroundings: Surroundings
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
    return .approach(try approach(actor, surroundings))
  }

  // MARK: - Motions

  private func approach(_ actor: ActorID, _ surroundings: Surroundings) throws(SkillFailure) -> Primitive.Approach {
    let (description, observation) = (scene[actor], surroundings.observation)
    let pose = observation[actor].pose
    guard description.isMovable else {
      throw SkillFailure(.notGrasped, "\(surroundings.name(actor)) is fixed to the table and cannot be picked")
    }
    guard surroundings[actor].top > -0.02 else {
      throw SkillFailure(.unreachable, "\(surroundings.name(actor)) has fallen off the table")
    }
    let grasps = GraspFinder().grasps(of: description, at: pose)
    guard !grasps.isEmpty else {
      throw SkillFailure(.notGrasped, "\(surroundings.name(actor)) has no flat face on top that the cups could hold")
    }
    var failure = MotionFailure.unreachable
    for grasp in grasps.prefix(8) {
      let contact = grasp.contact(with: pose)
      do throws(MotionFailure) {
        try checkContact(contact, with: actor, surroundings)
        var request = request(to: contact.raised(by: SuctionTool.hover), surroundings, excluding: [])
        request.wristRange = 1.75
        let path = try planner.path(request)
        return Primitive.Approach(grasp: grasp, actorPose: pose, path: path)
      } catch {
        failure = error
      }
    }
    throw surroundings.failure(failure, "\(surroundings.name(actor)) cannot be picked")
  }

  /// Throws when the gripper, with its cups on the actor, would be inside something else.
  private func checkContact(
    _ contact: Pose, with actor: ActorID, _ surroundings: Surroundings
  ) throws(MotionFailure) {
    let seed = surroundings.observation.jointPositions
    guard let joints = ArmKinematics.joints(reaching: contact, near: seed) else { throw .unreachable }
    let others = surroundings.obstacles(without: [actor])
    if let collision = planner.armCollision(joints, others, clearance: planner.endClearance) {
      throw .blocked(by: collision.actor)
    }
  }

  private func lift(
    of actor: ActorID, from contact: Pose, by heights: [Double], _ surroundings: Surroundings
  ) throws(SkillFailure) -> ToolPath {
    let observation = surroundings.observation
    let reachable = heights.first { height in
      ArmKinematics.joints(reaching: contact.raised(by: height), near: observation.jointPositions) != nil
    }
    guard let reachable else {
      throw SkillFailure(
        .unreachable, "\(surroundings.name(actor)) cannot be lifted: it is at the end of the arm's reach")
    }
    return ToolPath(from: contact, to: contact.raised(by: reachable))
  }

  /// Metres that the actor must rise to be well above whatever stands close to it.
  private func clearingLift(of actor: ActorID, _ surroundings: Surroundings) -> Double {
    let prism = surroundings[actor]
    let close = surroundings.obstacles(without: [actor]).filter {
      $0.prism.footprint.gap(to: prism.footprint) < Self.liftedClearance + 0.01
    }
    let top = close.lazy.map(\.prism.top).max() ?? 0
    return max(Self.pickLifts[0], top + Self.liftedClearance + 0.01 - prism.bottom)
  }

  private func transfer(
    _ actor: ActorID, _ destination: SkillCall.Destination, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive.Transfer {
    let load = Load(scene[actor], in: surroundings.observation)
    let placements = try PlacementFinder().placements(
      of: scene[actor], to: destination, matchOrientation: matches, rotation: ownRotation, in: surroundings)
    var failure = MotionFailure.unreachable
    for placement in placements.prefix(12) {
      let above = placement.pose.raised(by: SuctionTool.hover)
      do throws(MotionFailure) {
        let path = try planner.path(
          request(to: above * load.inTool.inverse, surroundings, load: load, excluding: [actor]))
        return Primitive.Transfer(placement: placement, above: above, path: path)
      } catch {
        failure = error
      }
    }
    throw surroundings.failure(failure, "\(surroundings.name(actor)) cannot be put there")
  }

  private func retreat(_ surroundings: Surroundings) -> ToolPath {
    let tool = surroundings.observation.tool.pose
    let heights = [Self.retreatHeight, 0.02]
    let reachable = heights.first { height in
      ArmKinematics.joints(reaching: tool.raised(by: height), near: surroundings.observation.jointPositions) != nil
    }
    return ToolPath(from: tool, to: tool.raised(by: reachable ?? 0.01))
  }

  private func move(
    to pose: Pose, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive.MoveTo {
    let observation = surroundings.observation
    let goal = matches ? pose : Pose(pose.p, observation.tool.pose.q)
    let held = observation.held
    let load = held.map { Load(scene[$0], in: observation) }
    let request = request(to: goal, surroundings, load: load, excluding: held.map { [$0] } ?? [])
    do throws(MotionFailure) {
      return Primitive.MoveTo(load: held, path: try planner.freePath(request))
    } catch {
      throw surroundings.failure(error, "the tool cannot go to that pose")
    }
  }

  private func request(
    to goal: Pose, _ surroundings: Surroundings, load: Load? = nil, excluding: [ActorID]
  ) -> MotionPlanner.Request {
    let observation = surroundings.observation
    return MotionPlanner.Request(
      start: observation.tool.pose, joints: observation.jointPositions, goal: goal, load: load,
      obstacles: surroundings.obstacles(without: excluding))
  }

  // MARK: - Ends

  /// Whether everything that the held actor could fall on is well below it.
  private func isLifted(_ actor: ActorID, _ surroundings: Surroundings) -> Bool {
    let prism = surroundings[actor]
    return prism.bottom > Self.liftedClearance
      && surroundings.obstacles(without: [actor]).allSatisfy { $0.prism.isClear(of: prism, by: Self.liftedClearance) }
  }

  /// What is wrong with where the released actor rests, or nil.
  private func misplacement(of placement: Placement, _ surroundings: Surroundings) -> String? {
    let pose = surroundings.observation[placement.actor].pose
    let offset = pose.p - placement.pose.p
    if offset.norm2d > Self.placeTolerance || abs(offset.z) > 0.01 {
      return "rests \(centimetres(offset.norm)) cm away from it"
    }
    let turn = pose.q.angle(to: placement.pose.q)
    if placement.matchesOrientation, turn > Self.turnTolerance { return "rests turned by \(degrees(turn))°" }
    return nil
  }
}

extension Surroundings {
  /// A motion that cannot be made, as the failure of a skill.
  func failure(_ failure: MotionFailure, _ what: String) -> SkillFailure {
    switch failure {
    case .unreachable: SkillFailure(.unreachable, "\(what): it is out of the arm's reach")
    case .blocked(let actor?): SkillFailure(.blocked, "\(what): \(name(actor)) is in the way")
    case .blocked(nil): SkillFailure(.blocked, "\(what): the arm would touch the table")
    }
  }
}

extension Pose {
  /// The pose so many metres higher.
  func raised(by height: Double) -> Pose { Pose(Vec3(p.x, p.y, p.z + height), q) }
}

/// Centimetres with one decimal, for messages.
func centimetres(_ metres: Double) -> Double { (metres * 1000).rounded() / 10 }
