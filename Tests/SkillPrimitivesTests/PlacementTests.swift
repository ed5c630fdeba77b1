import Geometry
import RobotInterface
import SkillPrimitives
import Tabletop
import Testing

@Suite struct PlacementTests {
  private func surroundings(_ actors: [Actor], _ poses: [Pose]) -> Surroundings {
    let tool = ArmKinematics.toolPose(ArmKinematics.home)
    return Surroundings(
      scene: SceneDescription(actors: actors),
      observation: Observation(
        time: 0, tool: BodyState(pose: tool), toolTarget: tool, jointPositions: ArmKinematics.home,
        jointVelocities: [], actors: poses.map { BodyState(pose: $0) }, held: nil, toolInContact: false))
  }

  private let cube = GraspTests.actor(.cube)
  private let away = Pose(Vec3(-0.4, 0.3, 0.025))

  @Test func onTheTableAnActorStandsOnItsOwnHeight() throws {
    let place = try PlacementFinder().placements(
      of: cube, to: .pose(Pose(Vec3(0, 0, 0.4))), matchOrientation: false, rotation: .identity,
      in: surroundings([cube], [away]))
    #expect(place.map(\.pose) == [Pose(Vec3(0, 0, 0.025))])
    #expect(place.first?.support == nil)
  }

  @Test func whatIsUnderThePoseDecidesTheHeight() throws {
    let tower = [cube, GraspTests.actor(.hexagon, id: 1), GraspTests.actor(.star, id: 2)]
    let place = try PlacementFinder().placements(
      of: cube, to: .pose(Pose(.zero)), matchOrientation: false, rotation: .identity,
      in: surroundings(tower, [away, Pose(Vec3(0, 0, 0.025)), Pose(Vec3(0, 0, 0.075))]))
    #expect(abs((place.first?.pose.p.z ?? 0) - 0.125) < 1e-9)
    #expect(place.first?.support == ActorID(rawValue: 2))
  }

  @Test func anOverhangThatTipsIsBlocked() {
    let scene = surroundings(
      [cube, GraspTests.actor(.cube, id: 1)], [away, Pose(Vec3(0, 0, 0.025))])
    for (offset, isSafe) in [(0.03, true), (0.06, false), (0.2, true)] {
      let place = try? PlacementFinder().placements(
        of: cube, to: .pose(Pose(Vec3(offset, 0, 0))), matchOrientation: false, rotation: .identity, in: scene)
      #expect((place != nil) == isSafe)
    }
  }

  @Test(arguments: Shape.allCases, Shape.allCases)
  func everyShapeStandsOnEveryOther(upper: Shape, lower: Shape) throws {
    let support = Pose(Vec3(-0.1, 0.1, 0.025)).rotatedZ(by: 0.4)
    let place = try PlacementFinder().placements(
      of: GraspTests.actor(upper), to: .on(ActorID(rawValue: 1)), matchOrientation: false, rotation: .identity,
      in: surroundings([GraspTests.actor(upper), GraspTests.actor(lower, id: 1)], [away, support]))
    let best = try #require(place.first)
    #expect((best.pose.p - support.p).norm2d < 0.012)
    #expect(abs(best.pose.p.z - 0.075) < 1e-9)
  }

  @Test func onAnAreaTheNextActorStandsBesideTheFirst() throws {
    let area = GraspTests.actor(.cube, id: 1, size: Vec3(0.35, 0.35, 0.01))
    let poses = [away, Pose(Vec3(-0.1, 0, 0.005)), Pose(Vec3(-0.1, 0, 0.035))]
    let place = try PlacementFinder().placements(
      of: cube, to: .on(ActorID(rawValue: 1)), matchOrientation: false, rotation: .identity,
      in: surroundings([cube, area, GraspTests.actor(.cube, id: 2)], poses))
    let best = try #require(place.first)
    #expect((best.pose.p - poses[2].p).norm2d > 0.11)
    #expect(abs(best.pose.p.x + 0.1) < 0.155 && abs(best.pose.p.y) < 0.155)
  }

  @Test func aFullSupportHasNoRoom() {
    let poses = [away, Pose(Vec3(-0.1, 0, 0.025)), Pose(Vec3(-0.1, 0, 0.075))]
    #expect(throws: SkillFailure(.blocked, "there is no room for 'red cube' on 'red cube'")) {
      try PlacementFinder().placements(
        of: cube, to: .on(ActorID(rawValue: 1)), matchOrientation: false, rotation: .identity,
        in: surroundings([cube, GraspTests.actor(.cube, id: 1), GraspTests.actor(.cube, id: 2)], poses))
    }
  }
}
