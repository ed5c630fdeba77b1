import Geometry
import Testing

@Suite struct FootprintAreaTests {
  private func square(side: Double, at centre: Vec3 = .zero) -> Footprint {
    let h = side / 2
    return Footprint(
      around: [Vec3(-h, -h, 1), Vec3(h, -h, 2), Vec3(h, h, 3), Vec3(-h, h, 4), .zero].map { $0 + centre })
  }

  @Test func cornersRunCounterClockwiseWithoutTheInnerPoints() {
    let outline = square(side: 2)
    #expect(outline.corners.count == 4)
    #expect(outline.area == 4)
    #expect(outline.corners.allSatisfy { $0.z == 0 })
  }

  @Test func theCentroidOfATriangleIsTheMeanOfItsCorners() {
    let corners = [Vec3(0, 0, 0), Vec3(3, 0, 0), Vec3(0, 6, 0)]
    let centroid = Footprint(around: corners).centroid
    #expect((centroid - Vec3(1, 2, 0)).norm < 1e-12)
    #expect((Footprint(around: Array(corners.prefix(2))).centroid - Vec3(1.5, 0, 0)).norm < 1e-12)
    #expect(Footprint(around: []).centroid == .zero)
  }

  @Test func anIntersectionIsWhatBothCover() throws {
    let overlap = try #require(square(side: 2).intersection(square(side: 2, at: Vec3(1, 1, 0))))
    #expect(abs(overlap.area - 1) < 1e-12)
    #expect((overlap.centroid - Vec3(0.5, 0.5, 0)).norm < 1e-12)
    #expect(square(side: 2).intersection(square(side: 2, at: Vec3(3, 0, 0))) == nil)
    #expect(square(side: 2).intersection(square(side: 4))?.area == 4)
  }

  @Test func aPointInsideIsAsFarInsideAsFromTheNearestEdge() {
    #expect(abs(square(side: 2).gap(to: Vec3(0.7, 0.1, 9)) + 0.3) < 1e-12)
    #expect(abs(square(side: 2).gap(to: Vec3(1.5, 0, 0)) - 0.5) < 1e-12)
  }

  @Test func movingKeepsTheShape() {
    let moved = square(side: 2).moved(by: Vec3(1, 2, 3))
    #expect(moved == square(side: 2, at: Vec3(1, 2, 0)))
  }
}
