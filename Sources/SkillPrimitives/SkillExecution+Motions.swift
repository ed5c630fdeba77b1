import Geometry
import RobotInterface

/// Planning of the motions that primitives are made of, from what is seen when they begin.
extension SkillExecution {
  /// Metres that the bottom of a picked actor is lifted, or as many of them as the arm can do there.
  private static let pickLifts = [0.1, 0.07, 0.045]
  /// The same for an actor that is carried on at once: the way of the transfer rises further where it has to.
  static let carryLifts = [0.04, 0.02]
  /// Metres, the first that the arm can do.
  private static let retreatHeights = [0.05, 0.02, 0.01]
  /// Joint 6 at a grasp, radians from its middle: leaves room to turn the load by half a circle either way.
  private static let graspWristRange = 1.75
  /// Places on a support that are tried before it counts as out of reach.
  private static let mostPlacements = 12

  /// A way to over the actor, for a grasp with which one of `places` (if there are any) can be reached afterwards: what
  /// cannot be brought to its place is not picked up first.
  func approach(
    _ actor: ActorID, bringingTo places: [Placement], _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive.Approach {
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
    var (failure, what) = (MotionFailure.unreachable, "picked")
    for grasp in grasps {
      let contact = grasp.contact(with: pose)
      do throws(MotionFailure) {
        what = "picked"
        try planner.check(endOf: request(to: contact, surroundings, excluding: [actor]))
        what = "put there"
        try check(oneOf: places, with: grasp, surroundings)
        what = "picked"
        var request = request(to: contact.raised(by: SuctionTool.hover), surroundings, excluding: [])
        request.wristRange = Self.graspWristRange
        return Primitive.Approach(grasp: grasp, actorPose: pose, path: try planner.path(request))
      } catch {
        failure = error
      }
    }
    throw surroundings.failure(failure, "\(surroundings.name(actor)) cannot be \(what)")
  }

  /// Throws when no place can be reached by an actor that is held so. No places, no objection.
  private func check(
    oneOf places: [Placement], with grasp: Grasp, _ surroundings: Surroundings
  ) throws(MotionFailure) {
    let load = Load(hull: scene[grasp.actor].hull, inTool: grasp.toolInActor.inverse)
    var failure: MotionFailure?
    for place in places.prefix(Self.mostPlacements) {
      let goal = grasp.contact(with: place.pose)
      do throws(MotionFailure) {
        return try planner.check(endOf: request(to: goal, surroundings, load: load, excluding: [grasp.actor]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Where the actor may be put, the best place first.
  func placements(
    of actor: ActorID, at destination: SkillCall.Destination, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> [Placement] {
    try PlacementFinder().placements(
      of: scene[actor], to: destination, matchOrientation: matches, rotation: ownRotation, in: surroundings)
  }

  /// Straight up with the actor from where the cups hold it, as high of `heights` as nothing stands against.
  func lift(
    of actor: ActorID, from contact: Pose, by heights: [Double], _ surroundings: Surroundings
  ) throws(SkillFailure) -> ToolPath {
    let observation = surroundings.observation
    let load = Load(hull: scene[actor].hull, inTool: contact.inverse * observation[actor].pose)
    var failure = MotionFailure.unreachable
    for height in heights {
      var request = request(to: contact.raised(by: height), surroundings, load: load, excluding: [actor])
      request.start = contact
      request.joints = ArmKinematics.joints(reaching: contact, near: request.joints) ?? request.joints
      let path = ToolPath(from: contact, to: request.goal)
      guard let obstruction = planner.obstruction(of: path, request) else { return path }
      failure = obstruction.failure
    }
    throw surroundings.failure(failure, "\(surroundings.name(actor)) cannot be lifted")
  }

  /// Metres to lift a picked actor by, the first that can be done: well above whatever stands close to it.
  func pickLifts(of actor: ActorID, _ surroundings: Surroundings) -> [Double] {
    let prism = surroundings[actor]
    let close = surroundings.obstacles(without: [actor]).filter {
      $0.prism.footprint.gap(to: prism.footprint) < Self.liftedClearance + 0.01
    }
    let top = close.lazy.map(\.prism.top).max() ?? 0
    let clearing = top + Self.liftedClearance + 0.01 - prism.bottom
    return [max(Self.pickLifts[0], clearing)] + Self.pickLifts
  }

  func transfer(
    _ actor: ActorID, _ destination: SkillCall.Destination, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> Primitive.Transfer {
    let load = Load(scene[actor], in: surroundings.observation)
    var failure = MotionFailure.unreachable
    for placement in try placements(of: actor, at: destination, matches, surroundings).prefix(Self.mostPlacements) {
      let above = placement.pose.raised(by: SuctionTool.hover)
      let atRest = placement.pose * load.inTool.inverse
      do throws(MotionFailure) {
        try planner.check(endOf: request(to: atRest, surroundings, load: load, excluding: [actor]))
        let path = try planner.path(
          request(to: above * load.inTool.inverse, surroundings, load: load, excluding: [actor]))
        return Primitive.Transfer(placement: placement, above: above, path: path)
      } catch {
        failure = error
      }
    }
    throw surroundings.failure(failure, "\(surroundings.name(actor)) cannot be put there")
  }

  /// Straight up from where the load was let go.
  func retreat(_ surroundings: Surroundings) -> ToolPath {
    let tool = surroundings.observation.tool.pose
    let joints = surroundings.observation.jointPositions
    let reachable = Self.retreatHeights.first {
      ArmKinematics.joints(reaching: tool.raised(by: $0), near: joints) != nil
    }
    return ToolPath(from: tool, to: tool.raised(by: reachable ?? 0))
  }

  func move(
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
