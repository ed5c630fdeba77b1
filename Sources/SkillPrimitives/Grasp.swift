import Geometry
import Glibc
import RobotInterface

/// A way to hold an actor: where the tool is when its cups lie on the actor's top face.
public struct Grasp: Hashable, Sendable {
  public let actor: ActorID
  /// The tool's pose in the actor's frame.
  public let toolInActor: Pose
  /// Metres from the outermost cup's centre to the nearest edge of the face; negative when a cup hangs over.
  public let margin: Double

  /// The tool's pose at contact with the actor at `pose`.
  public func contact(with pose: Pose) -> Pose { pose * toolInActor }
}

/// Finds where the cups fit on an actor's top face.
public struct GraspFinder: Hashable, Sendable {
  public init() {}

  /// Grasps of the actor from above, the best first: all cups well on the face, near its middle, the wrist unturned;
  /// after it others that differ from it clearly.
  /// Empty when no flat face looks up. About half a millisecond.
  public func grasps(of actor: Actor, at pose: Pose) -> [Grasp] {
    guard let face = Face(of: actor, at: pose) else { return [] }
    let base = ArmKinematics.base.p
    // The heading that leaves joint 6 in its middle points away from the base.
    let outward = atan2(face.middle.y - base.y, face.middle.x - base.x)
    var spots = Self.offsets.flatMap { offset in
      Self.wristTurns.compactMap { turn in
        Spot(offset: offset, turn: turn, on: face, outward: outward)
      }
    }.sorted { $0.score > $1.score }
    for _ in 0..<Self.refiningRounds {
      guard let best = spots.first else { break }
      let near = Self.refinements.flatMap { offset in
        Self.turnRefinements.compactMap { turn in
          Spot(offset: best.offset + offset, turn: best.turn + turn, on: face, outward: outward)
        }
      }
      if let better = near.max(by: { $0.score < $1.score }), better.score > best.score { spots.insert(better, at: 0) }
    }
    return Self.distinct(spots).map {
      Grasp(actor: actor.id, toolInActor: pose.inverse * $0.tool, margin: $0.margin)
    }
  }

  /// The best ones that are not much alike: where one is blocked or out of reach, so are those beside it.
  private static func distinct(_ spots: [Spot]) -> [Spot] {
    spots.reduce(into: []) { kept, spot in
      let isNew = kept.allSatisfy { ($0.offset - spot.offset).norm > 0.011 || abs($0.turn - spot.turn) > 0.5 }
      if kept.count < mostGrasps, isNew { kept.append(spot) }
    }
  }

  private static let mostGrasps = 10

  /// Places of the tool to try, from the middle of the face: a grid of 6 mm over ±24 mm, the middle first.
  private static let offsets: [Vec3] = (-4...4).flatMap { x in
    (-4...4).map { y in Vec3(0.006 * Double(x), 0.006 * Double(y), 0) }
  }.sorted { $0.norm < $1.norm }

  /// Turns of the wrist to try, radians: the cups' cross is the same after half a turn.
  private static let wristTurns: [Double] = (-5...6).map { Double($0) * .pi / 12 }.sorted { abs($0) < abs($1) }
  /// Steps around the best of these.
  private static let refinements: [Vec3] = [-0.004, -0.002, 0, 0.002, 0.004].flatMap { x in
    [-0.004, -0.002, 0, 0.002, 0.004].map { y in Vec3(x, y, 0) }
  }
  private static let refiningRounds = 2
  private static let turnRefinements: [Double] = (-3...3).map { Double($0) * .pi / 72 }
}

/// One place of the tool on a face, judged.
private struct Spot {
  let offset: Vec3
  let turn: Double
  let tool: Pose
  let margin: Double
  let score: Double

  /// A margin of this many metres is as good as any larger one.
  private static let enoughMargin = 0.01
  /// Metres of face that the cup in the middle needs around its centre.
  private static let leastMargin = 0.004

  /// Nil where not even the cup in the middle fits.
  init?(offset: Vec3, turn: Double, on face: Face, outward: Double) {
    let point = face.middle + offset
    guard face.margin(of: point) > Self.leastMargin else { return nil }
    self.offset = offset
    self.turn = turn
    let tool = SuctionTool.straightDown(at: point, heading: outward + turn)
    self.tool = tool
    margin = SuctionTool.cups.reduce(Double.infinity) { min($0, face.margin(of: tool.apply($1))) }
    score = min(margin, Self.enoughMargin) - 0.25 * offset.norm - 0.0005 * abs(turn)
  }
}
