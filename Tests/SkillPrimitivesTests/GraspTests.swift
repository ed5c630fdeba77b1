import Geometry
import RobotInterface
import SkillPrimitives
import Tabletop
import Testing

@Suite struct GraspTests {
  /// An actor of the benchmark's default size.
  static func actor(_ shape: Shape, id: Int = 0, size: Vec3 = Vec3(0.1, 0.1, 0.05)) -> Actor {
    let prism = { (outline: [Vec3]) in
      outline.flatMap { [Vec3($0.x, $0.y, -size.z / 2), Vec3($0.x, $0.y, size.z / 2)] }
    }
    return Actor(
      id: ActorID(rawValue: id), name: "red \(shape.rawValue)", shape: shape.rawValue, texture: "red",
      hull: shape.hull(size: size), parts: shape.convexFootprints(size: size).map(prism), mass: 0.5, isMovable: true)
  }

  /// Whether the point is inside the outline, which need not be convex (crossing number).
  private func contains(_ outline: [Vec3], _ point: Vec3) -> Bool {
    var isInside = false
    for (index, a) in outline.enumerated() {
      let b = outline[(index + 1) % outline.count]
      if (a.y > point.y) != (b.y > point.y), point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x {
        isInside.toggle()
      }
    }
    return isInside
  }

  @Test(arguments: Shape.allCases)
  func allCupsLieOnTheFaceOfEveryShape(shape: Shape) throws {
    for yaw in [0.0, 0.7, 2.1, -1.3] {
      let pose = Pose(Vec3(-0.1, 0.1, 0.025)).rotatedZ(by: yaw)
      let best = try #require(GraspFinder().grasps(of: Self.actor(shape), at: pose).first)
      #expect(best.margin > 0.0025)
      let tool = best.contact(with: pose)
      #expect(abs(tool.p.z - 0.05) < 1e-9)
      #expect(tool.q.rotate(Vec3(0, 0, 1)).z < -0.999)
      let outline = shape.footprint(size: Vec3(0.1, 0.1, 0.05))
      for cup in SuctionTool.cups { #expect(contains(outline, pose.inverse.apply(tool.apply(cup)))) }
    }
  }

  @Test func somethingTooNarrowForAllCupsIsHeldByTheMiddleOne() throws {
    let post = Self.actor(.cube, size: Vec3(0.03, 0.03, 0.2))
    let best = try #require(GraspFinder().grasps(of: post, at: Pose(Vec3(-0.1, 0, 0.1))).first)
    #expect(best.margin < 0)
    #expect((best.toolInActor.p - Vec3(0, 0, 0.1)).norm < 0.012)
  }

  @Test func whatLiesOnAnEdgeHasNoFaceForTheCups() {
    let tilted = Pose(Vec3(-0.1, 0, 0.05), Quat(angle: 0.5, axis: Vec3(1, 0, 0)))
    #expect(GraspFinder().grasps(of: Self.actor(.cube), at: tilted).isEmpty)
  }
}
