import Geometry
import RobotInterface
import Tabletop

/// Scenes and motions that several tests share.
enum Fixture {
  static let hold = Action(translation: .zero, rotation: .zero, vacuum: -1)
  static let suck = Action(translation: .zero, rotation: .zero, vacuum: 1)
  static let first = ActorID(rawValue: 0)
  static let second = ActorID(rawValue: 1)

  static func prism(_ shape: Shape, at p: Vec3, texture: String = "red", density: Double = 1000) -> SceneActor {
    SceneActor(
      name: "\(texture) \(shape)", shape: shape, texture: texture, size: Vec3(0.1, 0.1, 0.05), pose: Pose(p),
      density: density)
  }

  /// One of each shape and three more, apart from each other, a centimetre above the table.
  static let eight = SceneLayout(
    actors: (0..<8).map { index in
      prism(
        Shape.allCases[index % Shape.allCases.count],
        at: Vec3(-0.35 + 0.16 * Double(index / 4), -0.25 + 0.16 * Double(index % 4), 0.035))
    })

  /// Moves the tool in a straight line, then waits for half a second.
  static func move(_ simulator: Simulator, to point: Vec3, vacuum: Double, speed: Double = 0.4) throws {
    let step = speed * Simulator.controlPeriod
    for _ in 0..<400 {
      let way = point - simulator.toolTarget.p
      if way.norm < 1e-6 { break }
      let part = way.norm > step ? (step / way.norm) * way : way
      try simulator.step(
        Action(translation: (1 / Action.translationScale) * part, rotation: .zero, vacuum: vacuum))
    }
    for _ in 0..<10 {
      try simulator.step(Action(translation: .zero, rotation: .zero, vacuum: vacuum))
    }
  }

  /// Stirs a scene: a walk of the tool down to the table and about, with the vacuum going on and off.
  static func stir(_ simulator: Simulator, steps: Range<Int>) throws {
    for index in steps {
      let phase = Double(index)
      let walk = Vec3(
        0.3 * (0.31 * phase).sine, 0.5 * (0.17 * phase).sine, index < 30 ? -0.14 : 0.1 * (0.5 * phase).sine)
      let turn = Vec3(0, 0, (0.2 * phase).sine)
      try simulator.step(Action(translation: walk, rotation: turn, vacuum: index % 40 < 30 ? 1 : -1))
    }
  }
}

extension Double {
  /// A cheap smooth wave between −1 and 1 with period 2π, for motions that need no exact sine.
  fileprivate var sine: Double {
    let turn = (self / (2 * .pi)).truncatingRemainder(dividingBy: 1)
    let x = turn > 0.5 ? turn - 1 : turn
    return 8 * x * (1 - 2 * abs(x))
  }
}
