import Geometry
import RobotInterface
import SkillPrimitives
import Testing

@Suite struct ActionFrameTests {
  let down = Pose(Vec3(0.1, 0, 0.2), Quat(0, -1, 0, 0))

  @Test func theSameGoalIsTheSameMotionInEitherFrame() {
    let goal = Pose(down.p + Vec3(0.01, 0.02, -0.03), (Quat(angle: 0.05, axis: Vec3(0, 0, 1)) * down.q).normalized)
    let world = Action(to: goal, from: down, vacuum: true, frame: .world)
    let tool = Action(to: goal, from: down, vacuum: true, frame: .tool)
    #expect((down.q.rotate(tool.translation) - world.translation).norm < 1e-9)
    #expect((down.q.rotate(tool.rotation) - world.rotation).norm < 1e-9)
  }

  @Test func whatOneStepCannotDoIsCutInItsOwnDirection() {
    let goal = Pose(down.p + Vec3(0.4, -0.2, 0), (Quat(angle: 1, axis: Vec3(0, 0, 1)) * down.q).normalized)
    let action = Action(to: goal, from: down, vacuum: false, frame: .world)
    #expect(action.translation == Vec3(1, -0.5, 0))
    #expect(abs(action.rotation.norm - 1) < 1e-9)
    #expect(action.vacuum < 0)
  }
}
