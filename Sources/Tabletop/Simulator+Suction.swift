import Geometry
import RobotInterface

extension Simulator {
  /// Newtons that the cups hold with together.
  static let suctionForce = 100.0
  /// Cosine of the angle between the tool's axis and a face up to which the cups seal: about 18°.
  private static let sealCosine = 0.95
  /// Impulse in N·s of one physics step below which a contact does not count.
  static let contactThreshold = 1e-5

  /// Seizes or loses an actor after a physics step. Seized is what every cup in contact touches, face to face;
  /// it is then welded to the tool as it lies. The weld breaks at the force that the vacuum can bear.
  func followSuction(vacuumOn: Bool) {
    var touched: ActorID?
    var isSealed = true
    var pressure = Vec3.zero
    let axis = engine.sitePose(toolSite).q.rotate(Vec3(0, 0, 1))
    for contact in engine.contacts {
      guard let side = toolSide(of: contact) else { continue }
      let force = side.sign * engine.force(of: contact)
      guard force.norm * Self.timeStep > Self.contactThreshold else { continue }
      guard case .actor(let actor) = side.other else {
        if side.isCup { isSealed = false }
        continue
      }
      contactRecord.toolTouched[actor.rawValue] = true
      if actor == held { pressure += force }
      guard side.isCup else { continue }
      if side.sign * contact.normal.dot(axis) < Self.sealCosine || (touched ?? actor) != actor { isSealed = false }
      touched = actor
    }
    guard vacuumOn else { return }
    if let held {
      if isTornOff(held, pressure: pressure, axis: axis) { release() }
    } else if let touched, isSealed {
      seize(touched)
    }
  }

  /// What touches the tool in `contact`: its role, and the sign that turns the contact's force into one on it.
  private func toolSide(of contact: PhysicsEngine.Contact) -> (other: BodyRole, isCup: Bool, sign: Double)? {
    let (first, second) = (roles[contact.bodies.0], roles[contact.bodies.1])
    if first.isTool { return (second, first != .tool, 1) }
    if second.isTool { return (first, second != .tool, -1) }
    return nil
  }

  /// Whether the tool pulls harder at what it holds than the vacuum bears: friction under the vacuum's force carries
  /// what is across the tool's axis, and a pull along the axis takes from that force.
  private func isTornOff(_ actor: ActorID, pressure: Vec3, axis: Vec3) -> Bool {
    guard let freedom = actors[actor.rawValue].freedom else { return true }
    let force = engine.weldForce(freedom.weld) + pressure
    let pull = -force.dot(axis)
    let across = (force + pull * axis).norm
    return across > Self.suctionForce - pull
  }

  private func seize(_ actor: ActorID) {
    let simulated = actors[actor.rawValue]
    guard let freedom = simulated.freedom else { return }
    engine.refresh()
    let flange = engine.sitePose(toolSite) * ArmKinematics.toolInFlange.inverse
    engine.activateWeld(freedom.weld, at: flange.inverse * simulated.state(in: engine).pose)
    held = actor
  }

  /// Lets go of what is held, at once.
  func release() {
    guard let actor = held else { return }
    if let freedom = actors[actor.rawValue].freedom { engine.releaseWeld(freedom.weld) }
    held = nil
  }
}
