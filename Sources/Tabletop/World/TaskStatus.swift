/// How the task stands after a control step.
public struct TaskStatus: Hashable, Sendable {
  /// Whether the task was solved at the end of any control step so far: the published rule.
  public var succeededOnce: Bool
  /// Whether everything that the task asks for is true now, whatever was true before.
  public var succeedsNow: Bool
  /// Dense reward, 0…1.
  public var reward: Double
  /// One line on what is lacking now; nil when nothing is.
  public var lacking: String?
}
