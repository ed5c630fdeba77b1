import RobotInterface
import SkillMachine

extension World {
  /// What the machine may know of the actors: what never changes about them, and where they were seen at the start.
  var actorFacts: [ActorFacts] {
    scene.actors.map { actor in
      let cell = cell(of: actor.id)
      let isShared = scene.actors.count { $0.name == actor.name } > 1
      return ActorFacts(
        name: actor.name, shape: actor.shape, texture: actor.texture,
        cell: isShared && cell.isKnown ? ActorFacts.Cell(column: cell.column, row: cell.row) : nil)
    }
  }
}

extension Machine {
  /// The poses in the program's memory, as a policy may see them.
  var memoryView: MemoryView { MemoryView(poses: storedPoses) }
}

extension CaughtFailure {
  init(_ failure: SkillFailure, of function: String) {
    self.init(skill: function, reason: failure.reason.rawValue, message: failure.message)
  }
}
