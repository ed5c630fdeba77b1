import Geometry
import Glibc
import RobotInterface

/// Where an actor is to come to rest.
public struct Placement: Hashable, Sendable {
  public let actor: ActorID
  public let pose: Pose
  /// What it will stand on; nil is the table.
  public let support: ActorID?
  /// Whether its rotation there is asked for, not just its place.
  public let matchesOrientation: Bool
}

/// Finds where an actor comes to rest when it is set down at a pose, or on another actor.
public struct PlacementFinder: Hashable, Sendable {
  /// Metres that the middle of what is set down must be inside the support's edge.
  private static let stableMargin = 0.006
  /// Metres that are left to others on the same support.
  private static let neighbourGap = 0.012

  public init() {}

  /// Places to try, the best first. Throws `blocked` when the actor cannot rest there, `unreachable` when it would have
  /// to be tipped.
  ///
  /// - Parameters:
  ///   - rotation: The actor's own rotation, kept where the orientation is not to match.
  public func placements(
    of actor: Actor, to destination: SkillCall.Destination, matchOrientation: Bool, rotation: Quat,
    in surroundings: Surroundings
  ) throws(SkillFailure) -> [Placement] {
    let observation = surroundings.observation
    switch destination {
    case .pose(let pose):
      let turned = try self.rotation(of: actor, rotation, matching: matchOrientation ? pose.q : nil)
      return [try rest(actor, at: pose.p, turned, matchOrientation, surroundings)]
    case .relative(let pose, let other):
      let target = observation[other].pose * pose
      let turned = try self.rotation(of: actor, rotation, matching: matchOrientation ? target.q : nil)
      return [try rest(actor, at: target.p, turned, matchOrientation, surroundings)]
    case .on(let support):
      let target = observation[support].pose.q
      let turned = try self.rotation(of: actor, rotation, matching: matchOrientation ? target : nil)
      return try spots(for: actor, turned, matchOrientation, on: support, surroundings)
    }
  }

  /// The actor's rotation turned about the vertical to the target's heading.
  private func rotation(of actor: Actor, _ own: Quat, matching target: Quat?) throws(SkillFailure) -> Quat {
    let own = own.snappedUpright
    guard let target else { return own }
    let change = target * own.inverse
    let turned = (Quat(angle: 2 * atan2(change.z, change.w), axis: Vec3(0, 0, 1)) * own).normalized
    let tilt = turned.angle(to: target)
    guard tilt < 0.2 else {
      throw SkillFailure(
        .unreachable,
        "'\(actor.name)' would have to be tipped by \(degrees(tilt))° to match that orientation; the gripper "
          + "only turns what it holds about the vertical")
    }
    return turned
  }

  /// At `point`, at whatever height it comes to rest there.
  private func rest(
    _ actor: Actor, at point: Vec3, _ rotation: Quat, _ matches: Bool, _ surroundings: Surroundings
  ) throws(SkillFailure) -> Placement {
    let prism = Prism(hull: actor.hull, at: Pose(Vec3(point.x, point.y, 0), rotation))
    let under = surroundings.obstacles(without: [actor.id]).filter {
      $0.prism.footprint.gap(to: prism.footprint) < -0.001
    }
    let height = max(0, under.lazy.map(\.prism.top).max() ?? 0)
    let carriers = under.filter { $0.prism.top > height - 0.002 }
    let overlaps = carriers.compactMap { $0.prism.footprint.intersection(prism.footprint) }
    let middle = prism.footprint.centroid
    if let first = carriers.first, height > 0 {
      let ground = Footprint(around: overlaps.flatMap(\.corners))
      guard ground.gap(to: middle) < -Self.stableMargin else {
        throw SkillFailure(
          .blocked, "'\(actor.name)' cannot stand there: \(surroundings.name(first.actor)) is in the way")
      }
    }
    let pose = Pose(Vec3(point.x, point.y, height - prism.bottom), rotation)
    return Placement(actor: actor.id, pose: pose, support: carriers.first?.actor, matchesOrientation: matches)
  }

  /// Spots on top of the support, its middle first, where the actor stands safely and clear of what is there already.
  private func spots(
    for actor: Actor, _ rotation: Quat, _ matches: Bool, on support: ActorID, _ surroundings: Surroundings
  ) throws(SkillFailure) -> [Placement] {
    let target = surroundings.scene[support]
    let state = surroundings.observation[support].pose
    guard support != actor.id, let face = Face(of: target, at: state) else {
      throw SkillFailure(.blocked, "\(surroundings.name(support)) has no flat top that '\(actor.name)' could stand on")
    }
    let (centre, ground) = (face.middle, face.ground)
    let prism = Prism(hull: actor.hull, at: Pose(.zero, rotation))
    let others = surroundings.obstacles(without: [actor.id, support]).filter { $0.prism.top > centre.z + 0.002 }
    let middle = prism.footprint.centroid
    let reach = ground.corners.map { ($0 - centre).norm2d }.max() ?? 0
    let places = Self.grid(reach: reach).map { Vec3(centre.x + $0.x - middle.x, centre.y + $0.y - middle.y, 0) }
      .filter { place in
        let moved = prism.footprint.moved(by: place)
        let inside = ground.gap(to: moved.centroid) < -min(0.02, 0.4 * reach)
        return inside && others.allSatisfy { $0.prism.footprint.gap(to: moved) > Self.neighbourGap }
      }
    guard !places.isEmpty else {
      throw SkillFailure(.blocked, "there is no room for '\(actor.name)' on \(surroundings.name(support))")
    }
    return places.map { place in
      let pose = Pose(Vec3(place.x, place.y, centre.z - prism.bottom), rotation)
      return Placement(actor: actor.id, pose: pose, support: support, matchesOrientation: matches)
    }
  }

  /// Offsets from a middle, 1 cm apart, the nearest first; equally near ones in a fixed order.
  private static func grid(reach: Double) -> [Vec3] {
    let count = Int(reach / 0.01)
    return (-count...count).flatMap { x in (-count...count).map { y in Vec3(0.01 * Double(x), 0.01 * Double(y), 0) } }
      .sorted { ($0.norm2d, $0.x, $0.y) < ($1.norm2d, $1.x, $1.y) }
  }
}

/// Whole degrees, for messages.
func degrees(_ radians: Double) -> Int { Int((radians * 180 / .pi).rounded()) }

extension Quat {
  /// The rotation with the body axis that is nearest to the vertical, if that is nearer than 6°, made vertical: how a
  /// body that the arm holds a little tilted will stand.
  var snappedUpright: Quat {
    let axes = [Vec3(1, 0, 0), Vec3(0, 1, 0), Vec3(0, 0, 1)].map(rotate)
    guard let nearest = axes.max(by: { abs($0.z) < abs($1.z) }), abs(nearest.z) > 0.9945 else { return self }
    let axis = nearest.z < 0 ? -nearest : nearest
    let correction = axis.cross(Vec3(0, 0, 1))
    guard correction.norm > 1e-9 else { return self }
    return (Quat(angle: asin(min(1, correction.norm)), axis: correction) * self).normalized
  }
}
