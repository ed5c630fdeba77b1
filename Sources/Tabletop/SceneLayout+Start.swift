import Geometry
import RobotInterface

extension SceneLayout {
  /// Throws `invalidLayout` for what cannot be built.
  func check() throws(SimulatorError) {
    for actor in actors {
      guard actor.size.isFinite, actor.size.x > 0, actor.size.y > 0, actor.size.z > 0 else {
        throw .invalidLayout("'\(actor.name)' has no size")
      }
      guard actor.density.isFinite, actor.density > 0 else { throw .invalidLayout("'\(actor.name)' has no weight") }
      guard actor.pose.isFinite, abs(actor.pose.q.norm - 1) < 1e-6 else {
        throw .invalidLayout("'\(actor.name)' has no valid pose")
      }
      guard Texture(named: actor.texture) != nil else {
        throw .invalidLayout("'\(actor.name)' has the unknown texture '\(actor.texture)'")
      }
    }
    if let heldAtStart {
      guard actors.indices.contains(heldAtStart), actors[heldAtStart].isMovable else {
        throw .invalidLayout("the actor to hold at the start is not one that can be held")
      }
    }
    guard jointOffsets.isEmpty || (jointOffsets.count == 6 && jointOffsets.allSatisfy(\.isFinite)) else {
      throw .invalidLayout("there must be six offsets of the start joints")
    }
  }

  /// Radians, base to wrist.
  var startJoints: [Double] {
    guard !jointOffsets.isEmpty else { return ArmKinematics.home }
    return zip(zip(ArmKinematics.home, jointOffsets), ArmKinematics.limits).map { start, limit in
      min(max(start.0 + start.1, limit.lowerBound), limit.upperBound)
    }
  }

  /// This layout with the actor to hold upright under the tool, its top 0.5 mm below the cups.
  func withHeldActorPlaced(under tool: Pose) -> SceneLayout {
    guard let heldAtStart else { return self }
    var layout = self
    let height = layout.actors[heldAtStart].size.z
    layout.actors[heldAtStart].pose = Pose(Vec3(tool.p.x, tool.p.y, tool.p.z - height / 2 - 0.0005))
    return layout
  }
}

extension SceneDescription {
  init(layout: SceneLayout) {
    self.init(
      actors: layout.actors.enumerated().map { index, actor in
        Actor(
          id: ActorID(rawValue: index), name: actor.name, shape: actor.shape.rawValue, texture: actor.texture,
          hull: actor.shape.hull(size: actor.size),
          parts: actor.shape.convexFootprints(size: actor.size).map { Shape.prism($0, height: actor.size.z) },
          mass: actor.isMovable ? actor.density * actor.shape.volume(size: actor.size) : 0, isMovable: actor.isMovable)
      })
  }
}
