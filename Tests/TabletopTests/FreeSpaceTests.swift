import Geometry
import RobotInterface
import Tabletop
import Testing

@Suite struct FreeSpaceTests {
  /// Whether the actor, standing at the pose, is clear of all others and of where it stands itself.
  private func isClear(_ pose: Pose, for actor: ActorID, in world: Tabletop) -> Bool {
    let footprint = Footprint(hull: world.scene[actor].hull, at: pose)
    return world.scene.actors.allSatisfy { other in
      if other.id == actor && world.heldActor() == actor { return true }
      return Footprint(hull: other.hull, at: world.pose(of: other.id)).gap(to: footprint) > 0.019
    }
  }

  @Test(arguments: TaskName.allCases) func freePlacesAreClearAndInReach(_ task: TaskName) throws {
    for seed in UInt64(0)..<10 {
      let world = try Tabletop(EpisodeID(task: task, seed: seed))
      for actor in world.movableActors() {
        for _ in 0..<20 {
          let pose = try world.freeSpace(for: actor, near: nil)
          #expect(isClear(pose, for: actor, in: world), "\(task) \(seed)")
          #expect(ToolReach.contains(pose.p))
          #expect(world.episode.info.workspace.contains(pose.p))
          #expect(abs(world.scene[actor].verticalExtent(at: pose).lowerBound) < 1e-9)
        }
      }
    }
  }

  @Test func aFreePlaceNearAFreePoseIsThatPose() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 0))
    let actor = world.movableActors()[0]
    let free = try world.freeSpace(for: actor, near: nil)
    #expect(try world.freeSpace(for: actor, near: free) == free)
  }

  @Test func aFreePlaceNearAnActorIsBesideIt() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 0))
    let (a, b) = (world.movableActors()[0], world.movableActors()[1])
    let pose = try world.freeSpace(for: a, near: world.pose(of: b))
    #expect(isClear(pose, for: a, in: world))
    #expect((pose.p - world.pose(of: b).p).norm2d < 0.25)
  }

  @Test func aFreePlaceNextToAnActorLiesInTheDirection() throws {
    for seed in UInt64(0)..<20 {
      let world = try Tabletop(EpisodeID(task: .swap, seed: seed))
      let (a, b) = (world.movableActors()[0], world.movableActors()[1])
      for direction in [Vec3(1, 0, 0), Vec3(-1, 0, 0), Vec3(0, 1, 0), Vec3(0, -1, 0)] {
        // A side that is taken up or out of reach is said to be blocked.
        guard let pose = try? world.freeSpace(for: a, nextTo: b, direction: direction) else { continue }
        #expect(isClear(pose, for: a, in: world))
        let offset = pose.p - world.pose(of: b).p
        #expect(offset.dot(direction) > 0.05)
        #expect(2 * (offset - offset.dot(direction) * direction).norm2d <= offset.dot(direction) + 1e-9)
      }
    }
  }

  @Test func sidesOutOfReachAreBlocked() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 0))
    let (a, b) = (world.movableActors()[0], world.movableActors()[1])
    try world.put(b, at: Pose(Vec3(0.075, 0, 0.025)))
    do {
      let pose = try world.freeSpace(for: a, nextTo: b, direction: Vec3(1, 0, 0))
      Issue.record("\(pose) is out of reach")
    } catch {
      #expect(error.reason == .blocked)
    }
  }

  @Test func theStreamOfFreePlacesIsPartOfTheState() throws {
    let world = try Tabletop(EpisodeID(task: .swap, seed: 3))
    let actor = world.movableActors()[0]
    _ = try world.freeSpace(for: actor, near: nil)
    let (state, digest) = (world.saveState(), world.digest)
    let next = try world.freeSpace(for: actor, near: nil)
    #expect(world.digest != digest)
    try world.restore(state)
    #expect(world.digest == digest)
    #expect(try world.freeSpace(for: actor, near: nil) == next)
  }
}
