import Geometry
import RobotInterface
import Testing

@Suite struct ActionModeTests {
  private let down = Pose(Vec3(0.1, 0, 0.2), Quat(0, -1, 0, 0))

  private func observation(tool: Pose, target: Pose) -> Observation {
    Observation(
      time: 0, tool: BodyState(pose: tool), toolTarget: target, jointPositions: [], jointVelocities: [], actors: [],
      held: nil, toolInContact: false)
  }

  @Test func theSameGoalIsTheSameMotionInEitherFrame() {
    let goal = Pose(down.p + Vec3(0.01, 0.02, -0.03), (Quat(angle: 0.05, axis: Vec3(0, 0, 1)) * down.q).normalized)
    let observation = observation(tool: down, target: down)
    let world = Action(to: goal, after: observation, vacuum: true, mode: ActionMode(frame: .world))
    let tool = Action(to: goal, after: observation, vacuum: true, mode: ActionMode(frame: .tool))
    #expect((down.q.rotate(tool.translation) - world.translation).norm < 1e-9)
    #expect((down.q.rotate(tool.rotation) - world.rotation).norm < 1e-9)
  }

  @Test func whatOneStepCannotDoIsCutInItsOwnDirection() {
    let goal = Pose(down.p + Vec3(0.4, -0.2, 0), (Quat(angle: 1, axis: Vec3(0, 0, 1)) * down.q).normalized)
    let observation = observation(tool: down, target: down)
    let action = Action(to: goal, after: observation, vacuum: false, mode: ActionMode())
    #expect(action.translation == Vec3(1, -0.5, 0))
    #expect(abs(action.rotation.norm - 1) < 1e-9)
    #expect(action.vacuum < 0)
  }

  @Test func theBaseDecidesWhatIsStillMissing() {
    let asked = Pose(down.p + Vec3(0.05, 0, 0), down.q)
    let observation = observation(tool: down, target: asked)
    let fromTarget = Action(to: asked, after: observation, vacuum: true, mode: ActionMode(base: .target))
    let fromCurrent = Action(to: asked, after: observation, vacuum: true, mode: ActionMode(base: .current))
    #expect(fromTarget.translation.norm < 1e-12)
    #expect((fromCurrent.translation - Vec3(0.5, 0, 0)).norm < 1e-9)
  }
}
