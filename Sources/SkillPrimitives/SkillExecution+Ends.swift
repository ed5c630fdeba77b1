import Geometry
import RobotInterface

extension SkillExecution {
  /// Metres of clearance around a lifted actor for `pick` to have succeeded.
  static let liftedClearance = 0.03
  /// How far from its place a released actor may rest, metres and radians.
  private static let placeTolerance = (across: 0.02, upright: 0.01)
  private static let turnTolerance = 0.15

  /// Whether everything that the held actor could fall on is well below it.
  func isLifted(_ actor: ActorID, _ surroundings: Surroundings) -> Bool {
    let prism = surroundings[actor]
    return prism.bottom > Self.liftedClearance
      && surroundings.obstacles(without: [actor]).allSatisfy { $0.prism.isClear(of: prism, by: Self.liftedClearance) }
  }

  /// What is wrong with where the released actor rests, or nil.
  func misplacement(of placement: Placement, _ surroundings: Surroundings) -> String? {
    let pose = surroundings.observation[placement.actor].pose
    let offset = pose.p - placement.pose.p
    if offset.norm2d > Self.placeTolerance.across || abs(offset.z) > Self.placeTolerance.upright {
      return "rests \(centimetres(offset.norm)) cm away from it"
    }
    let turn = pose.q.angle(to: placement.pose.q)
    if placement.matchesOrientation, turn > Self.turnTolerance { return "rests turned by \(degrees(turn))°" }
    return nil
  }
}

/// Centimetres with one decimal, for messages.
private func centimetres(_ metres: Double) -> Double { (metres * 1000).rounded() / 10 }
