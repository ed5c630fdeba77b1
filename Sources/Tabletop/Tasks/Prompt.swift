import RobotInterface

/// What a task asks for, in the benchmark's wording, with the places where it speaks of actors kept apart.
public struct Prompt: Hashable, Sendable, ExpressibleByArrayLiteral {
  public enum Part: Hashable, Sendable, ExpressibleByStringLiteral {
    case text(String)
    /// A mention of an actor: its name, or a picture of it.
    case actor(ActorID)

    public init(stringLiteral value: String) { self = .text(value) }
  }

  public let parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  public init(arrayLiteral elements: Part...) { self.init(parts: elements) }

  /// The prompt with the actors' names in it.
  public func text(naming actors: [String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .actor(let id): actors[id.rawValue]
      }
    }.joined()
  }
}
