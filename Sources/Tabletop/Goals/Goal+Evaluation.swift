import RobotInterface

extension Goal {
  /// Judges the goal on the state after a control step. Called once per control step, because of what it remembers.
  public func evaluate(in simulator: Simulator, memory: inout GoalMemory) -> Verdict {
    switch self {
    case .picked(let actor): Self.picked(actor, in: simulator)
    case .onTop(let actor, let support), .inside2d(let actor, let support):
      Self.onTop(actor, of: support, in: simulator)
    case .atPosition(let actor, let pose): Self.at(pose, actor, turned: false, in: simulator)
    case .atPose(let actor, let pose): Self.at(pose, actor, turned: true, in: simulator)
    case .order(let members): Self.order(members, in: simulator, &memory)
    case .sequence(let members): Self.all(members, in: simulator, &memory.members[...])
    case .swap(let aside, let ends): Self.swap(aside, ends, in: simulator, &memory)
    }
  }

  private static func order(_ goals: [Goal], in simulator: Simulator, _ memory: inout GoalMemory) -> Verdict {
    // Judged before this step's progress is counted: that is the published delay of one control step.
    let isAchieved = memory.achieved == goals.count
    let current = min(memory.achieved, goals.count - 1)
    guard goals.indices.contains(current) else {
      return Verdict(isAchieved: true, holdsNow: true, reward: 1, lacking: nil)
    }
    let verdict = goals[current].evaluate(in: simulator, memory: &memory.members[current])
    let reward = isAchieved ? 1 : (Double(memory.achieved) + verdict.reward) / Double(goals.count)
    if !isAchieved && verdict.isAchieved { memory.achieved += 1 }
    let holdsNow = memory.achieved == goals.count && verdict.holdsNow
    let lacking = verdict.lacking.map { numbered($0, current, of: goals.count) }
    return Verdict(
      isAchieved: isAchieved, holdsNow: holdsNow, reward: reward,
      lacking: holdsNow ? nil : lacking ?? "step \(memory.achieved + 1) of \(goals.count) is still to do")
  }

  private static func all(
    _ goals: [Goal], in simulator: Simulator, _ memory: inout ArraySlice<GoalMemory>
  ) -> Verdict {
    var result = Verdict(isAchieved: true, holdsNow: true, reward: goals.isEmpty ? 1 : 0, lacking: nil)
    for (number, (goal, slot)) in zip(goals, memory.indices).enumerated() {
      let verdict = goal.evaluate(in: simulator, memory: &memory[slot])
      result.isAchieved = result.isAchieved && verdict.isAchieved
      result.holdsNow = result.holdsNow && verdict.holdsNow
      result.reward += verdict.reward / Double(goals.count)
      result.lacking = result.lacking ?? verdict.lacking.map { numbered($0, number, of: goals.count) }
    }
    return result
  }

  private static func swap(
    _ aside: Goal, _ ends: [Goal], in simulator: Simulator, _ memory: inout GoalMemory
  ) -> Verdict {
    var verdict = all(ends, in: simulator, &memory.members[1...])
    // Moving out of the way earns its share once; after that the ends alone count.
    let moved = aside.evaluate(in: simulator, memory: &memory.members[0])
    if moved.isAchieved { memory.achieved = 1 }
    let asideReward = memory.achieved == 1 ? 1 : moved.reward
    let share = 1 / Double(ends.count + 1)
    verdict.reward = verdict.isAchieved ? 1 : share * asideReward + (1 - share) * verdict.reward
    return verdict
  }

  /// Says which of several members a text is about.
  private static func numbered(_ text: String, _ index: Int, of count: Int) -> String {
    count == 1 ? text : "step \(index + 1) of \(count): \(text)"
  }
}
