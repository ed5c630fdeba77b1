import Geometry
import RobotInterface
import Tabletop
import Testing

extension Tabletop {
  /// Lets the world be for so many control steps, the arm where it is.
  func wait(_ steps: Int, vacuum: Double = -1) throws {
    for _ in 0..<steps { try step(Action(translation: .zero, rotation: .zero, vacuum: vacuum)) }
  }

  /// Leads the tool to a point in a straight line, at 0.2 m/s, and waits there a quarter of a second.
  func lead(to point: Vec3, vacuum: Double) throws {
    for _ in 0..<200 {
      let left = point - observe().toolTarget.p
      guard left.norm > 1e-6 else { break }
      let stride = min(0.01, left.norm) * left.normalized
      try step(Action(translation: stride / Action.translationScale, rotation: .zero, vacuum: vacuum))
    }
    try wait(5, vacuum: vacuum)
  }

  func put(_ actor: ActorID, at pose: Pose) throws { try simulator.teleport(actor, to: pose) }

  /// The height of an actor's origin when it stands upright on something `height` metres above the table.
  func standing(_ actor: ActorID, on height: Double = 0) -> Double {
    height - scene[actor].verticalExtent(at: .identity).lowerBound
  }

  /// Puts `actor` upright on `support`, centre over centre, shifted by `offset`.
  func stack(_ actor: ActorID, on support: ActorID, offset: Vec3 = .zero) throws {
    let below = pose(of: support)
    let top = scene[support].verticalExtent(at: below).upperBound
    try put(actor, at: Pose(Vec3(below.p.x, below.p.y, standing(actor, on: top)) + offset, below.q))
  }

  /// Brings the actors to where the goal wants them, by hand.
  func arrange(for goal: Goal) throws {
    switch goal {
    case .picked(let actor):
      let top = pose(of: actor).p + Vec3(0, 0, standing(actor))
      try lead(to: top + Vec3(0, 0, 0.05), vacuum: -1)
      try lead(to: top - Vec3(0, 0, 0.001), vacuum: 1)
      try lead(to: top + Vec3(0, 0, 0.1), vacuum: 1)
    case .onTop(let actor, let support), .inside2d(let actor, let support): try stack(actor, on: support)
    case .atPosition(let actor, let pose), .atPose(let actor, let pose): try put(actor, at: pose)
    case .order(let members), .sequence(let members): for member in members { try arrange(for: member) }
    case .swap(_, let ends): for end in ends { try arrange(for: end) }
    }
  }
}
