/// A task of the benchmark, in the order of their level; the raw value is its published name.
public enum TaskName: String, CaseIterable, Hashable, Sendable, Codable {
  case pick, place, rotate
  case simpleManipulation = "simple_manipulation"
  case singleStack = "single_stack"
  case swap
}

/// Which pools of shapes and textures a scene draws from; the two have nothing in common.
public enum Split: String, CaseIterable, Hashable, Sendable, Codable {
  case train, test
}

/// All that decides a scene: the same identity is the same scene, in every process.
public struct EpisodeID: Hashable, Sendable, Codable {
  public var task: TaskName
  public var seed: UInt64
  public var split: Split
  /// Permutes the roles of the actors (which is to be picked, which goes where) and leaves the scene's look alone.
  /// Wraps around: a task has finitely many.
  public var variant: Int

  public init(task: TaskName, seed: UInt64, split: Split = .train, variant: Int = 0) {
    self.task = task
    self.seed = seed
    self.split = split
    self.variant = variant
  }

  /// Random numbers for one purpose in what all variants share.
  func random(for purpose: String) -> SeededRandom {
    SeededRandom(seed: seed).split(task.rawValue).split(split.rawValue).split(purpose)
  }
}
