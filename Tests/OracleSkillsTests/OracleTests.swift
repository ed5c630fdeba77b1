import Geometry
import OracleSkills
import RobotInterface
import SkillPrimitives
import Testing

@Suite struct OracleTests {
  private let a = ActorID(rawValue: 0)
  private let target = SkillCall.Destination.pose(Pose(Vec3(-0.2, -0.2, 0.025)).rotatedZ(by: 2))

  private func cell(_ mode: ActionMode = ActionMode()) -> KinematicCell {
    KinematicCell(
      [.box(0, "red cube"), .box(1, "blue cube")],
      at: [Pose(Vec3(-0.1, 0.15, 0.025)), Pose(Vec3(-0.15, 0, 0.025))], mode: mode)
  }

  @Test func actionsStayWithinTheirLimits() throws {
    let driver = SkillDriver(cell())
    #expect(try driver.run(.pickMovePlace(a, to: target, matchOrientation: true)) == .success)
    #expect(driver.largestAction <= 1 + 1e-12)
  }

  @Test(arguments: ActionMode.Base.allCases, ActionMode.Frame.allCases)
  func everyActionModeLeadsToTheSameMotion(base: ActionMode.Base, frame: ActionMode.Frame) throws {
    let mode = ActionMode(base: base, frame: frame)
    let (reference, other) = (cell(), cell(mode))
    let driver = SkillDriver(other, oracle: Oracle(mode: mode))
    #expect(try driver.run(.pickMovePlace(a, to: target, matchOrientation: true)) == .success)
    try SkillDriver(reference).run(.pickMovePlace(a, to: target, matchOrientation: true))
    #expect(other.observe().tool.pose.isNear(reference.observe().tool.pose, distance: 1e-6, angle: 1e-6))
  }

  @Test func aCopyInTheMiddleOfACallGoesOnAlike() throws {
    let cell = cell()
    let driver = SkillDriver(cell)
    var copies: [(oracle: Oracle, observation: Observation)] = []
    var steps: [PolicyStep] = []
    driver.disturb = { action, _ in
      steps.append(.act(action))
      return action
    }
    driver.afterStep = { copies.append(($0.oracle, $0.cell.observe())) }
    try driver.run(.pickMovePlace(a, to: target, matchOrientation: true))
    for (index, copy) in copies.enumerated().dropLast() {
      var oracle = copy.oracle
      #expect(oracle.act(copy.observation) == steps[index + 1])
    }
  }

  @Test func beforeAnyCallThereIsNothingToDo() {
    var oracle = Oracle()
    #expect(oracle.act(cell().observe()) == .ended(.success))
  }
}
