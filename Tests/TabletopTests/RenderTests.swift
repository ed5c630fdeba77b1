import Geometry
import RobotInterface
import Tabletop
import Testing

struct RenderTests {
  /// Mean colour of a small square about a point of the world, as `camera` sees it.
  private func color(_ image: Image, _ simulator: Simulator, _ point: Vec3, _ camera: Camera) throws -> [Int] {
    let place = try #require(simulator.project(point, camera: camera))
    let (column, row) = (Int(place.x * Double(image.width)), Int(place.y * Double(image.height)))
    try #require(column > 1 && column < image.width - 2 && row > 1 && row < image.height - 2)
    var sums = [0, 0, 0]
    for dy in -1...1 {
      for dx in -1...1 {
        let pixel = 3 * ((row + dy) * image.width + column + dx)
        for channel in 0..<3 { sums[channel] += Int(image.rgb[pixel + channel]) }
      }
    }
    return sums.map { $0 / 9 }
  }

  static let layout = SceneLayout(actors: [
    Fixture.prism(.cube, at: Vec3(-0.1, -0.2, 0.025), texture: "red"),
    Fixture.prism(.cylinder, at: Vec3(-0.1, 0.15, 0.025), texture: "blue"),
    Fixture.prism(.star, at: Vec3(0.05, 0.0, 0.025), texture: "yellow"),
  ])

  @Test(arguments: [Camera.base, .render, .overview])
  func thingsAreSeenWhereTheyProject(camera: Camera) throws {
    let simulator = try Simulator(layout: Self.layout)
    let image = try simulator.render(camera, width: camera.publishedSize, height: camera.publishedSize)
    #expect(image.rgb.count == 3 * camera.publishedSize * camera.publishedSize)
    let red = try color(image, simulator, Vec3(-0.1, -0.2, 0.05), camera)
    #expect(red[0] > 2 * red[1] && red[0] > 2 * red[2], "\(red)")
    let blue = try color(image, simulator, Vec3(-0.1, 0.15, 0.05), camera)
    #expect(blue[2] > 2 * blue[0], "\(blue)")
    let yellow = try color(image, simulator, Vec3(0.05, 0, 0.05), camera)
    #expect(yellow[0] > 2 * yellow[2] && yellow[1] > 2 * yellow[2], "\(yellow)")
  }

  @Test func theWristCameraMovesWithTheTool() throws {
    let simulator = try Simulator(layout: Self.layout)
    let point = Vec3(-0.1, 0.15, 0.05)
    let before = try #require(simulator.project(point, camera: .wrist))
    try Fixture.move(simulator, to: Vec3(-0.2, 0.15, 0.3), vacuum: -1)
    let after = try #require(simulator.project(point, camera: .wrist))
    #expect(abs(before.x - after.x) + abs(before.y - after.y) > 0.1)
    let image = try simulator.render(.wrist, width: 128, height: 128)
    let blue = try color(image, simulator, point, .wrist)
    #expect(blue[2] > 2 * blue[0], "\(blue)")
  }

  @Test func picturesChangeNothingAndAreTheSameInEverySimulator() throws {
    let one = try Simulator(layout: Self.layout)
    let two = try Simulator(layout: Self.layout)
    let digest = one.stateDigest
    let picture = try one.render(.base, width: 96, height: 64)
    #expect(one.stateDigest == digest)
    #expect(try two.render(.base, width: 96, height: 64) == picture)
    #expect(try one.render(.base, width: 96, height: 64) == picture)
  }

  @Test func aLargerPictureShowsTheSame() throws {
    let simulator = try Simulator(layout: Self.layout)
    let small = try simulator.render(.base, width: 128, height: 128)
    let large = try simulator.render(.base, width: 1024, height: 1024).halved().halved().halved()
    #expect(large.width == 128 && large.rgb.count == small.rgb.count)
    let difference = zip(small.rgb, large.rgb).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    #expect(Double(difference) / Double(small.rgb.count) < 8)
    #expect(try simulator.render(.base, width: 128, height: 128) == small)
  }

  @Test func aPictureWithoutSizeIsRefused() throws {
    let simulator = try Simulator(layout: Self.layout)
    for side in [0, -1, 100_000] {
      #expect(throws: SimulatorError.self) { try simulator.render(.base, width: side, height: 64) }
    }
  }

  @Test func whatIsBehindACameraDoesNotProject() throws {
    let simulator = try Simulator(layout: Self.layout)
    #expect(simulator.project(Vec3(1, 0, 0.5), camera: .base) == nil)
    let centre = try #require(simulator.project(Vec3(-0.1, 0, 0.1), camera: .base))
    #expect(abs(centre.x - 0.5) < 1e-9 && abs(centre.y - 0.5) < 1e-9)
  }
}
