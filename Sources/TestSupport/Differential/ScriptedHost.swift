import Geometry
import SkillMachine
import Tabletop

/// A robot that is not there: what its skills and queries answer follows from a seed and from the calls before alone, so
/// that two implementations that make the same calls get the same answers.
public struct ScriptedHost {
  /// Simulated seconds.
  public private(set) var time = 0.0
  private var random: SeededRandom

  public init(seed: UInt64) { random = SeededRandom(seed: seed).split("host") }

  /// The actors of the scene.
  public static let scene = [
    ActorFacts(name: "red cube", shape: "cube", texture: "red"),
    ActorFacts(name: "blue star", shape: "star", texture: "blue"),
    ActorFacts(name: "green bowl", shape: "bowl", texture: "green"),
  ]

  private static let reasons = ["not_grasped", "dropped", "unreachable", "blocked"]

  /// Answers one call; a skill takes time, and may fail or outlast `deadline`.
  public mutating func answer(
    _ function: String, isSkill: Bool, _ arguments: [Value], deadline: Double?
  ) -> HostAnswer {
    isSkill ? perform(function, arguments, deadline) : reply(function, arguments)
  }

  private mutating func perform(_ skill: String, _ arguments: [Value], _ deadline: Double?) -> HostAnswer {
    // Twentieths of a second, as control steps are.
    let duration = if case .duration(let seconds)? = arguments.first { seconds } else { Double(index(60)) / 20 }
    if let deadline, time + max(0, duration) >= deadline {
      time = max(time, deadline)
      return .expired
    }
    time += max(0, duration)
    guard index(4) == 0 else { return .value(.none) }
    return failure(skill, Self.reasons[index(Self.reasons.count)])
  }

  private mutating func reply(_ query: String, _ arguments: [Value]) -> HostAnswer {
    switch query {
    case "get_actor":
      guard case .string(let name)? = arguments.first,
        let actor = Self.scene.firstIndex(where: { $0.name == name })
      else { return failure(query, "no_such_actor") }
      return .value(.actor(actor))
    case "get_supporting_actor": return index(3) == 0 ? failure(query, "no_such_image") : .value(.actor(index(3)))
    case "get_pose", "get_ee_pose", "get_actor_pose": return .value(.pose(pose()))
    case "free_space", "free_space_next_to": return index(5) == 0 ? failure(query, "blocked") : .value(.pose(pose()))
    case "goals": return .value(.list((0..<index(3)).map { _ in .pose(pose()) }))
    case "actors": return .value(.list(Self.scene.indices.map { .actor($0) }))
    case "holding": return .value(index(2) == 0 ? .none : .actor(index(3)))
    case "distance": return .value(.length(metres: Double(index(100)) / 100))
    default: return .value(.bool(index(2) == 0))
    }
  }

  private func failure(_ function: String, _ reason: String) -> HostAnswer {
    .failure(CaughtFailure(skill: function, reason: reason, message: "\(function): \(reason)"))
  }

  private mutating func pose() -> Pose {
    Pose(Vec3(coordinate(), coordinate(), 0.025), Quat(angle: coordinate(), axis: Vec3(0, 0, 1)))
  }

  private mutating func coordinate() -> Double { Double(index(81) - 40) / 100 }

  private mutating func index(_ count: Int) -> Int { random.index(below: count) }
}
