import Geometry
import Tabletop
import Testing

@Suite struct FootprintTests {
  private let cube = Shape.cube.hull(size: Vec3(0.1, 0.1, 0.05))

  @Test func outlineOfACubeHasItsFourCorners() {
    let corners = Footprint(hull: cube, at: Pose(Vec3(0.2, 0.3, 0.5))).corners
    #expect(corners.count == 4)
    #expect(corners.contains { ($0 - Vec3(0.25, 0.35, 0)).norm < 1e-12 })
  }

  @Test func gapOfNeighboursIsTheirDistance() {
    let left = Footprint(hull: cube, at: Pose(Vec3(0, 0, 0)))
    let right = Footprint(hull: cube, at: Pose(Vec3(0.13, 0, 0)))
    #expect(abs(left.gap(to: right) - 0.03) < 1e-12)
    #expect(abs(right.gap(to: left) - 0.03) < 1e-12)
  }

  @Test func overlapIsNegativeEvenWhenCentresAreFarApart() {
    let turned = Pose(Vec3(0.115, 0, 0), Quat(angle: .pi / 4, axis: Vec3(0, 0, 1)))
    #expect(Footprint(hull: cube, at: .identity).gap(to: Footprint(hull: cube, at: turned)) < 0)
  }

  @Test func cornersBesideAnEdgeDoNotOverlapThoughTheirCirclesDo() {
    let beside = Pose(Vec3(0.11, 0, 0))
    #expect(Footprint(hull: cube, at: .identity).gap(to: Footprint(hull: cube, at: beside)) > 0.009)
    let circles = (Footprint(around: .zero, radius: 0.0707), Footprint(around: beside.p, radius: 0.0707))
    #expect(circles.0.gap(to: circles.1) < 0)
  }

  @Test func everyRotationIsInsideTheOutlineAroundIt() {
    let around = Footprint(around: .zero, radius: 0.05 * 2.0.squareRoot())
    for degrees in 0..<90 {
      let turned = Pose(.zero, Quat(angle: Double(degrees) * .pi / 180, axis: Vec3(0, 0, 1)))
      #expect(Footprint(hull: cube, at: turned).corners.allSatisfy { around.gap(to: $0) <= 1e-12 })
    }
  }
}
