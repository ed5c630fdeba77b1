import Geometry
import Testing

@Suite struct PoseTests {
  let pose = Pose(Vec3(0.1, -0.2, 0.3), Quat(angle: 0.7, axis: Vec3(1, 2, -1)))

  @Test func inverseUndoesAPose() {
    let back = pose * pose.inverse
    #expect(back.p.norm < 1e-12)
    #expect(back.q.angle(to: .identity) < 1e-7)
  }

  @Test func compositionAppliesTheRightPoseFirst() {
    let other = Pose(Vec3(-0.4, 0.1, 0), Quat(angle: -1.1, axis: Vec3(0, 0, 1)))
    let point = Vec3(0.5, 0.6, 0.7)
    #expect(((pose * other).apply(point) - pose.apply(other.apply(point))).norm < 1e-12)
  }

  @Test func rotationVectorRoundTripsAndTakesTheShorterWay() {
    let vector = Vec3(0.3, -0.2, 0.9)
    #expect((Quat(rotationVector: vector).rotationVector - vector).norm < 1e-12)
    let long = Quat(angle: 1.5 * .pi, axis: Vec3(0, 0, 1))
    #expect(abs(long.rotationVector.norm - 0.5 * .pi) < 1e-12)
  }

  @Test func rotatedZTurnsCounterClockwiseSeenFromAbove() {
    let turned = Pose(.zero).rotatedZ(by: .pi / 2)
    #expect((turned.q.rotate(Vec3(1, 0, 0)) - Vec3(0, 1, 0)).norm < 1e-12)
    #expect(abs(turned.q.yaw - .pi / 2) < 1e-12)
  }
}
