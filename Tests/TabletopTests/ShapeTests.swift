import Geometry
import Tabletop
import Testing

struct ShapeTests {
  static let size = Vec3(0.1, 0.1, 0.05)

  @Test func volumesAreThoseOfTheOutlines() {
    #expect(abs(Shape.cube.volume(size: Self.size) - 5e-4) < 1e-12)
    #expect(abs(Shape.triangle.volume(size: Self.size) - 0.05 * 0.1154 * 0.0866 / 2) < 1e-9)
    // A star of twelve triangles from the centre, with sides 0.05 and 0.025 and an angle of 30° between them.
    #expect(abs(Shape.star.volume(size: Self.size) - 0.05 * 12 * 0.5 * 0.05 * 0.025 * 0.5) < 1e-12)
  }

  @Test(arguments: Shape.allCases) func outlinesRunCounterClockwise(shape: Shape) {
    for outline in shape.convexFootprints(size: Self.size) {
      for (index, a) in outline.enumerated() {
        let b = outline[(index + 1) % outline.count]
        let c = outline[(index + 2) % outline.count]
        #expect((b - a).cross(c - b).z > 0, "a corner of \(shape) turns inwards")
      }
    }
  }

  @Test func convexPiecesOfAStarLieInItsHullAndTouchEveryTip() {
    let pieces = Shape.star.convexFootprints(size: Self.size)
    let tips = Shape.star.hull(size: Self.size).filter { $0.z > 0 }
    #expect(tips.count == 6)
    for tip in tips {
      #expect(pieces.contains { $0.contains { ($0 - Vec3(tip.x, tip.y, 0)).norm < 1e-12 } })
    }
  }
}
