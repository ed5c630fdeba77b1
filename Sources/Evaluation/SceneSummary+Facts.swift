import RobotInterface
import SkillSemantics
import Tabletop

extension SceneSummary {
  /// What the checker may know of the scene.
  public var facts: SceneFacts {
    SceneFacts(
      actorNames: actors.map(\.name), images: images, goalCount: goalCount,
      heldAtStart: heldAtStart.map { actors[$0].name }, endsHolding: endsHolding, reach: .ofTheArm)
  }
}

extension SceneFacts.Reach {
  /// The arm's: stretched out as long as its links, on the table as far as was measured (`ToolReach`).
  public static let ofTheArm = SceneFacts.Reach(
    x: ArmKinematics.shoulder.x, y: ArmKinematics.shoulder.y, z: ArmKinematics.shoulder.z,
    radius: ArmKinematics.length, radiusOnTable: ToolReach.radius.upperBound, tableHeight: 0)
}
