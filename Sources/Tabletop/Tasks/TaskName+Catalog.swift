extension TaskName {
  /// What is known of the task before a scene of it is drawn.
  public var info: TaskInfo { definition.info }

  var definition: any TaskDefinition {
    switch self {
    case .pick: PickTask()
    case .place: PlaceOnTopTask.place
    case .rotate: RotateTask()
    case .simpleManipulation: PlaceOnTopTask.simpleManipulation
    case .singleStack: SingleStackTask()
    case .swap: SwapTask()
    }
  }
}

extension TaskName {
  /// The prompt of the scene of seed 0: what this task's prompts look like.
  public var promptExample: String {
    get throws(TabletopError) { try Episode(EpisodeID(task: self, seed: 0)).prompt }
  }
}
