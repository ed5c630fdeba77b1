import Geometry
import SkillPrimitives
import Testing

@Suite struct TimedPathTests {
  private let limits = MotionLimits(speed: 0.5, turnRate: 1.8, rampTime: 0.35)
  private let path = ToolPath(
    from: Pose(Vec3(0, 0, 0.1)), through: [Vec3(0, 0, 0.1), Vec3(0, 0, 0.3), Vec3(0.4, 0, 0.3), Vec3(0.4, 0, 0.1)],
    turn: Vec3(0, 0, 2), bend: 0.05)

  @Test func beginsAtTheStartAndEndsAtTheGoal() {
    let timed = TimedPath(path, limits: limits)
    #expect(timed.pose(at: 0).isNear(Pose(Vec3(0, 0, 0.1)), distance: 1e-12, angle: 1e-9))
    let goal = Pose(Vec3(0.4, 0, 0.1)).rotatedZ(by: 2)
    #expect(timed.pose(at: timed.duration).isNear(goal, distance: 1e-12, angle: 1e-9))
    #expect(timed.pose(at: 1e9) == timed.pose(at: timed.duration))
    #expect(path.goal.isNear(goal, distance: 1e-12, angle: 1e-9))
  }

  @Test func keepsItsSpeedLimitsAndStandsStillAtBothEnds() {
    let timed = TimedPath(path, limits: limits)
    let step = 0.05
    var last = timed.pose(at: 0)
    var speeds: [Double] = []
    for index in 1...Int(timed.duration / step) {
      let pose = timed.pose(at: Double(index) * step)
      speeds.append((pose.p - last.p).norm / step)
      #expect(pose.q.angle(to: last.q) / step < limits.turnRate * 1.01)
      last = pose
    }
    #expect(speeds.allSatisfy { $0 < limits.speed * 1.01 })
    #expect((speeds.first ?? 1) < 0.15 && (speeds.last ?? 1) < 0.15)
    let ramp = limits.speed / limits.rampTime
    #expect(zip(speeds, speeds.dropFirst()).allSatisfy { abs($1 - $0) / step < 1.5 * ramp })
  }

  @Test func aTurnOfMoreThanHalfACircleGoesTheLongWay() {
    let turning = ToolPath(from: .identity, through: [.zero, .zero], turn: Vec3(0, 0, 4), bend: 0)
    let headings = turning.samples.map(\.pose.q.yaw)
    #expect(headings.contains { abs($0 - 2) < 0.1 })
    #expect(abs(turning.goal.q.yaw - (4 - 2 * .pi)) < 1e-9)
  }

  @Test func samplesAreClose() {
    for (a, b) in zip(path.samples, path.samples.dropFirst()) {
      #expect((b.pose.p - a.pose.p).norm <= 0.0101)
      #expect(a.pose.q.angle(to: b.pose.q) <= 0.0501)
    }
  }

  @Test func aPathOfNoLengthTakesNoTime() {
    let nowhere = TimedPath(ToolPath(from: .identity, to: .identity), limits: limits)
    #expect(nowhere.duration < 0.01)
    #expect(nowhere.pose(at: 5).p == .zero)
  }
}
