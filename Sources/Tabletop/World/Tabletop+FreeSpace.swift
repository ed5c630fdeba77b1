import Geometry
import Glibc
import RobotInterface

extension Tabletop {
  /// Random within the task's workspace, or the nearest place to `pose`, in the world's own random stream.
  public func freeSpace(for actor: ActorID, near pose: Pose?) throws(SkillFailure) -> Pose {
    let table = FreeTable(self, for: actor, standing: pose?.q)
    if let pose {
      if let place = table.nearest(to: pose.p) { return place }
    } else {
      for _ in 0..<Self.randomPlaces {
        let point = episode.info.workspace.point(&random)
        if table.isFree(point) { return table.pose(at: point) }
      }
      // Crowded: whatever is nearest to the middle of the workspace will do.
      if let place = table.nearest(to: episode.info.workspace.centre) { return place }
    }
    throw SkillFailure(.blocked, "there is no free place on the table for \(simulator.quotedName(actor))")
  }

  /// The published grid: half to two and a half sizes along the direction, up to half a size to either side. Of its
  /// free points the one nearest to the neighbour is taken, straight ahead before aside.
  public func freeSpace(
    for actor: ActorID, nextTo neighbour: ActorID, direction: Vec3
  ) throws(SkillFailure) -> Pose {
    let table = FreeTable(self, for: actor, standing: nil)
    let centre = pose(of: neighbour).p
    let ahead = Vec3(direction.x, direction.y, 0).normalized
    guard ahead.norm > 0 else { throw SkillFailure(.blocked, "the direction points to no side of the table") }
    let aside = Vec3(-ahead.y, ahead.x, 0)
    let size = max(0.05, meanExtent(of: actor), meanExtent(of: neighbour))
    let steps = max(1, Int((size / 0.025).rounded()))
    for across in 0...(steps / 2) {
      for along in (steps / 2)...(5 * steps / 2) where 2 * across <= along {
        for side in across == 0 ? [1.0] : [1.0, -1.0] {
          let offset = Double(along) * ahead + side * Double(across) * aside
          let point = centre + (size / Double(steps)) * offset
          if table.isFree(point) { return table.pose(at: point) }
        }
      }
    }
    throw SkillFailure(
      .blocked,
      "there is no free place for \(simulator.quotedName(actor)) on that side of \(simulator.quotedName(neighbour))")
  }

  private static let randomPlaces = 400

  /// Of the rectangle around the actor, both ways, metres.
  private func meanExtent(of actor: ActorID) -> Double {
    let pose = pose(of: actor)
    let corners = scene[actor].hull.map { pose.q.rotate($0) }
    let x = corners.map(\.x)
    let y = corners.map(\.y)
    return (((x.max() ?? 0) - (x.min() ?? 0)) + ((y.max() ?? 0) - (y.min() ?? 0))) / 2
  }
}

/// Where on the table one actor could be put down now.
struct FreeTable {
  private let orientation: Quat
  /// Of the actor's origin when it stands on the table, metres.
  private let height: Double
  private let radius: Double
  private let obstacles: [(footprint: Footprint, margin: Double)]

  /// Metres between outlines: the arm puts an actor down to a few millimetres.
  private static let margin = 0.02
  /// Metres to what is taller than the actor: the tool and the arm above it need room too.
  private static let marginToTaller = 0.07
  /// Metres between candidates near a wanted place.
  private static let spiralSpacing = 0.01
  private static let spiralPoints = 3000

  /// `standing` is the rotation that the actor is to have; nil keeps the one it has.
  init(_ world: Tabletop, for actor: ActorID, standing: Quat?) {
    let description = world.scene[actor]
    orientation = standing ?? world.pose(of: actor).q
    let extent = description.verticalExtent(at: Pose(.zero, orientation))
    height = -extent.lowerBound
    radius = description.horizontalRadius(at: orientation)
    let top = extent.upperBound - extent.lowerBound
    // Where the actor itself stands is kept free too: what is moved away shall leave its place to another.
    obstacles = world.scene.actors.filter { !($0.id == actor && world.simulator.held == actor) }.map { other in
      let pose = world.pose(of: other.id)
      let isTaller = other.verticalExtent(at: pose).upperBound > top + 0.02
      return (Footprint(hull: other.hull, at: pose), isTaller && other.id != actor ? Self.marginToTaller : Self.margin)
    }
  }

  /// Whether the actor, turned any way about the vertical, could stand with its origin over the point.
  func isFree(_ point: Vec3) -> Bool {
    guard ToolReach.contains(point) else { return false }
    let footprint = Footprint(around: point, radius: radius)
    return obstacles.allSatisfy { $0.footprint.gap(to: footprint) >= $0.margin }
  }

  func pose(at point: Vec3) -> Pose { Pose(Vec3(point.x, point.y, height), orientation) }

  /// The free place nearest to the point, found on Vogel's spiral around it: turns of the golden angle, each point
  /// covering the same area.
  func nearest(to point: Vec3) -> Pose? {
    let goldenAngle = Double.pi * (3 - 5.0.squareRoot())
    for index in 0..<Self.spiralPoints {
      let distance = Self.spiralSpacing * Double(index).squareRoot()
      let angle = Double(index) * goldenAngle
      let candidate = Vec3(point.x + distance * cos(angle), point.y + distance * sin(angle), 0)
      if isFree(candidate) { return pose(at: candidate) }
    }
    return nil
  }
}
