import Geometry
import Glibc
import RobotInterface

/// The predicates of single actors. Each checks its conditions one after another and reports the first that fails.
extension Goal {
  /// Metres in the plane within which an actor is at a position.
  public static let positionTolerance = 0.05
  /// Radians within which an actor is at a pose: a tenth of half a turn.
  public static let rotationTolerance = 0.1 * Double.pi
  /// Metres that a picked actor must be clear of everything.
  public static let pickClearance = 0.02

  static func picked(_ actor: ActorID, in simulator: Simulator) -> Verdict {
    let name = simulator.quotedName(actor)
    let isHeld = simulator.held == actor
    let clearance = simulator.clearance(of: actor, upTo: pickClearance)
    let lacking: String? =
      if !isHeld {
        "\(name) is not held"
      } else if clearance < pickClearance {
        "\(name) is only \(Wording.centimetres(max(0, clearance))) clear of what is near it "
          + "(needs \(Wording.centimetres(pickClearance)))"
      } else {
        nil
      }
    let lifted = isHeld ? min(max(clearance / pickClearance, 0), 1) : 0
    let reward = 0.4 * simulator.reach(of: actor) + (isHeld ? 0.3 : 0) + 0.3 * lifted
    return Verdict(lacking: lacking, reward: reward)
  }

  static func onTop(_ actor: ActorID, of support: ActorID, in simulator: Simulator) -> Verdict {
    let name = simulator.quotedName(actor)
    let lacking: String? =
      if simulator.held == actor {
        "\(name) is still held"
      } else if simulator.held == support {
        "\(simulator.quotedName(support)) is still held"
      } else if simulator.touchesGround(actor) {
        "\(name) stands on the table, not on \(simulator.quotedName(support))"
      } else if !simulator.isCarried(actor, by: support) {
        "\(name) does not rest on \(simulator.quotedName(support))"
      } else {
        simulator.motion(of: [actor, support])
      }
    let target = simulator.state(of: support).pose.p
    let reward = simulator.transportReward(actor, error: simulator.planarDistance(actor, to: target), tolerance: 0.03)
    return Verdict(lacking: lacking, reward: reward)
  }

  static func at(_ pose: Pose, _ actor: ActorID, turned mustTurn: Bool, in simulator: Simulator) -> Verdict {
    let name = simulator.quotedName(actor)
    let distance = simulator.planarDistance(actor, to: pose.p)
    let angle = mustTurn ? simulator.state(of: actor).pose.q.angle(to: pose.q) : 0
    let lacking: String? =
      if distance >= positionTolerance {
        "\(name) is \(Wording.centimetres(distance)) from its place (tolerance \(Wording.centimetres(positionTolerance)))"
      } else if angle >= rotationTolerance {
        "\(name) is turned \(Wording.degrees(angle)) away from its goal (tolerance \(Wording.degrees(rotationTolerance)))"
      } else if simulator.held == actor {
        "\(name) is still held"
      } else if !simulator.touchesGround(actor) {
        "\(name) does not stand on the table"
      } else {
        simulator.motion(of: [actor])
      }
    let moved = simulator.transportReward(actor, error: distance, tolerance: positionTolerance)
    let reward = mustTurn ? 0.5 * moved + 0.5 * (1 - angle / .pi) : moved
    return Verdict(lacking: lacking, reward: reward)
  }
}

extension Verdict {
  /// Of a predicate without latches: achieved when nothing is lacking, and worth 1 then and less before.
  fileprivate init(lacking: String?, reward: Double) {
    self.init(
      isAchieved: lacking == nil, holdsNow: lacking == nil, reward: lacking == nil ? 1 : min(reward, 0.99),
      lacking: lacking)
  }
}

/// Quantities as they are told to a person.
enum Wording {
  /// "7.2 cm".
  static func centimetres(_ metres: Double) -> String { "\(rounded(100 * metres, places: 1)) cm" }

  /// "18°".
  static func degrees(_ radians: Double) -> String { "\(rounded(radians * 180 / .pi, places: 0))°" }

  /// Millimetres per second, "3.1 mm/s".
  static func speed(_ metresPerSecond: Double) -> String { "\(rounded(1000 * metresPerSecond, places: 1)) mm/s" }

  /// The number to at most so many decimal places, without trailing zeros.
  static func rounded(_ value: Double, places: Int) -> String {
    let scale = pow(10, Double(places))
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
