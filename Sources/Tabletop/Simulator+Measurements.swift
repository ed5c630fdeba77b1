import CMuJoCo
import Geometry
import RobotInterface

extension Simulator {
  /// Takes down the impulses of the last physics step.
  func measureContacts() {
    contactRecord.beginMeasuring()
    for contact in engine.contacts {
      let (first, second) = (roles[contact.bodies.0], roles[contact.bodies.1])
      let impulse = Self.timeStep * engine.force(of: contact)
      guard impulse.norm > 0 else { continue }
      record(impulse, from: first, on: second)
      record(-impulse, from: second, on: first)
    }
  }

  private func record(_ impulse: Vec3, from source: BodyRole, on target: BodyRole) {
    if case .cup = target, impulse.norm > Self.contactThreshold { contactRecord.cupTouches = true }
    guard case .actor(let actor) = target else { return }
    switch source {
    case .ground: contactRecord.add(impulse, from: nil, on: actor)
    case .actor(let support): contactRecord.add(impulse, from: support, on: actor)
    case .arm, .tool, .cup: break
    }
  }

  /// N·s, world axes, that `support` put on `actor` in the last physics step.
  public func contactImpulse(from support: ActorID, on actor: ActorID) -> Vec3 {
    contactRecord.impulse(from: support, on: actor)
  }

  /// N·s that the ground put on `actor` in the last physics step: the length of the sum over its contacts.
  public func groundImpulse(on actor: ActorID) -> Double { contactRecord.impulse(from: nil, on: actor).norm }

  /// Whether tool or cups touched `actor` at any time of the last control step.
  public func toolContact(with actor: ActorID) -> Bool { contactRecord.toolTouched[actor.rawValue] }

  /// Metres from `actor` to the nearest thing other than the robot, the table included, at most `limit`; negative
  /// where they overlap.
  public func clearance(of actor: ActorID, upTo limit: Double) -> Double {
    let pose = state(of: actor).pose
    let lowest = description[actor].verticalExtent(at: pose).lowerBound
    var nearest = min(limit, lowest)
    for other in actors where other.id != actor {
      for own in actors[actor.rawValue].geoms {
        for foreign in other.geoms {
          nearest = min(nearest, cmujoco_distance(engine.world, Int32(own), Int32(foreign), nearest))
        }
      }
    }
    return nearest
  }

  /// Where a point of the world falls in the square picture of `camera`: 0…1 from the left and from the top, outside
  /// that range when it is out of view. Nil for a point behind the camera.
  public func project(_ point: Vec3, camera: Camera) -> (x: Double, y: Double)? {
    guard let index = cameras[camera] else { return nil }
    return camera.project(engine.cameraPose(index).inverse.apply(point))
  }
}
