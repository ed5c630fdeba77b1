import Geometry
import RobotInterface
import SkillPrimitives
import Tabletop
import Testing

@Suite struct MotionPlannerTests {
  private let planner = MotionPlanner()
  private let load = Load(hull: Shape.cube.hull(size: Vec3(0.1, 0.1, 0.05)), inTool: Pose(Vec3(0, 0, 0.025)))

  private func request(from start: Pose, to goal: Pose, _ obstacles: [Obstacle], load: Load? = nil) throws
    -> MotionPlanner.Request
  {
    let joints = try #require(ArmKinematics.reach(start))
    return MotionPlanner.Request(start: start, joints: joints, goal: goal, load: load, obstacles: obstacles)
  }

  private func box(_ id: Int, at centre: Vec3, size: Vec3, yaw: Double = 0) -> Obstacle {
    Obstacle(
      actor: ActorID(rawValue: id),
      prism: Prism(hull: Shape.cube.hull(size: size), at: Pose(centre).rotatedZ(by: yaw)))
  }

  private func down(_ x: Double, _ y: Double, _ z: Double, heading: Double = 0) -> Pose {
    SuctionTool.straightDown(at: Vec3(x, y, z), heading: heading)
  }

  /// Whether two upright prisms share a point: those of the load along the way, a millimetre apart, and an obstacle.
  private func touches(_ path: ToolPath, _ load: Load, _ obstacles: [Obstacle]) -> Bool {
    zip(path.samples, path.samples.dropFirst()).contains { a, b in
      (0..<10).contains { step in
        let part = Double(step) / 10
        let point = a.pose.p + part * (b.pose.p - a.pose.p)
        let prism = Prism(hull: load.hull, at: Pose(point, a.pose.q) * load.inTool)
        return obstacles.contains { obstacle in
          let other = obstacle.prism
          let isLevel = prism.bottom < other.top - 1e-3 && other.bottom < prism.top - 1e-3
          return isLevel && prism.footprint.gap(to: other.footprint) < -1e-3
        }
      }
    }
  }

  @Test func wayOverRandomScenesTouchesNothing() throws {
    var random = SeededRandom(seed: 5)
    var planned = 0
    for _ in 0..<60 {
      let obstacles = (0..<6).map { id in
        let height = random.uniform(in: 0.02...0.2)
        let centre = Vec3(random.uniform(in: -0.35...0.05), random.uniform(in: -0.3...0.3), height / 2)
        return box(id, at: centre, size: Vec3(0.1, 0.06, height), yaw: random.uniform(in: 0...3))
      }
      let start = down(-0.1, 0.2, 0.3, heading: random.uniform(in: -0.5...0.5))
      let goal = down(
        random.uniform(in: -0.3...0), random.uniform(in: -0.25...0.1), random.uniform(in: 0.08...0.3),
        heading: random.uniform(in: -2...2))
      let request = try request(from: start, to: goal, obstacles, load: load)
      guard let path = try? planner.path(request) else { continue }
      planned += 1
      #expect(!touches(path, load, obstacles))
      #expect(path.goal.isNear(goal, distance: 1e-9, angle: 1e-6))
    }
    #expect(planned > 25)
  }

  @Test func aFreeWayIsNoLongerThanItNeedsToBe() throws {
    let request = try request(from: down(-0.1, 0.2, 0.2), to: down(-0.1, -0.2, 0.2), [])
    #expect(try planner.path(request).length < 0.401)
  }

  @Test func whatFloatsInTheWayIsGoneAround() throws {
    // A wall that floats from near the table to above the arm's reach, open at the sides.
    let wall = box(0, at: Vec3(-0.15, 0, 0.33), size: Vec3(0.15, 0.04, 0.5))
    let request = try request(from: down(-0.15, 0.2, 0.2), to: down(-0.15, -0.2, 0.2), [wall])
    let path = try planner.path(request)
    let narrow = Load(hull: Shape.cube.hull(size: Vec3(0.03, 0.03, 0.02)), inTool: Pose(Vec3(0, 0, -0.01)))
    #expect(!touches(path, narrow, [wall]))
    #expect(path.length > 0.42)
  }

  @Test func aGoalInsideSomethingIsBlockedByIt() throws {
    let tower = box(3, at: Vec3(-0.1, -0.2, 0.1), size: Vec3(0.1, 0.1, 0.2))
    let request = try request(from: down(-0.1, 0.2, 0.3), to: down(-0.1, -0.2, 0.1), [tower], load: load)
    #expect(throws: MotionFailure.blocked(by: ActorID(rawValue: 3))) { try planner.path(request) }
  }

  @Test func aGoalOutOfReachIsRefused() throws {
    for goal in [down(0.4, 0, 0.1), down(-0.1, 0, 0.9), down(-0.56, 0, 0.1)] {
      let request = try request(from: down(-0.1, 0.2, 0.3), to: goal, [])
      #expect(throws: MotionFailure.unreachable) { try planner.path(request) }
    }
  }

  @Test func aWayTheArmCannotFollowIsNotTaken() throws {
    // Straight from one side of the base to the other leads through the base.
    let request = try request(from: down(-0.45, 0.3, 0.2, heading: 1.2), to: down(-0.45, -0.3, 0.2, heading: -1.2), [])
    guard let path = try? planner.path(request) else { return }
    var joints = request.joints
    for sample in path.samples {
      let solution = ArmKinematics.solve(sample.pose, from: joints, iterations: 20)
      #expect(solution.isReached)
      joints = solution.joints
    }
  }
}
