import SkillSemantics
import Tabletop

extension SceneSummary {
  /// What the checker may know of the scene.
  public var facts: SceneFacts {
    SceneFacts(
      actorNames: actors.map(\.name), images: images, goalCount: goalCount,
      heldAtStart: heldAtStart.map { actors[$0].name }, endsHolding: endsHolding)
  }
}
