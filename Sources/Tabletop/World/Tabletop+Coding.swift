import ByteCoding
import RobotInterface

extension Tabletop {
  public func savedState() -> [UInt8] {
    let state = saveState()
    var writer = ByteWriter()
    writer.write(state.episode)
    writer.write(state.simulator) { $0.write($1) }
    writer.write(state.memory)
    writer.write(state.random.state)
    writer.write(state.status)
    writer.write(state.stepCount)
    return writer.bytes
  }

  public func restore(_ bytes: [UInt8]) throws(StateError) {
    let state: State
    do throws(ByteError) { state = try read(bytes) } catch { throw StateError("the world's state is damaged") }
    do throws(TabletopError) { try restore(state) } catch { throw StateError(error.description) }
  }

  private func read(_ bytes: [UInt8]) throws(ByteError) -> State {
    var reader = ByteReader(bytes)
    let state = State(
      episode: try reader.episode(),
      simulator: try reader.array(ofSize: 8) { reader throws(ByteError) in try reader.double() },
      memory: try reader.memory(for: episode.task.goal), random: SeededRandom(seed: try reader.uint64()),
      status: try reader.status(), stepCount: try reader.int(in: 0...Self.longestEpisode, "a count of steps"))
    try reader.finish()
    return state
  }

  /// Far more control steps than any episode has.
  private static let longestEpisode = 1 << 40
}

extension ByteWriter {
  /// What `ByteReader.episode` reads.
  public mutating func write(_ id: EpisodeID) {
    write(id.task.rawValue)
    write(id.seed)
    write(id.split.rawValue)
    write(id.variant)
  }

  fileprivate mutating func write(_ memory: GoalMemory) {
    write(memory.achieved)
    for member in memory.members { write(member) }
  }

  fileprivate mutating func write(_ status: TaskStatus) {
    write(status.succeededOnce)
    write(status.succeedsNow)
    write(status.reward)
    write(optional: status.lacking) { $0.write($1) }
  }
}

extension ByteReader {
  /// What `ByteWriter` wrote of an episode. Throws `invalid` for a task or a split that there is not.
  public mutating func episode() throws(ByteError) -> EpisodeID {
    guard let task = TaskName(rawValue: try string()) else { throw .invalid("a task") }
    let seed = try uint64()
    guard let split = Split(rawValue: try string()) else { throw .invalid("a split") }
    return EpisodeID(task: task, seed: seed, split: split, variant: try int(in: 0...Int.max, "a variant"))
  }

  /// The memory of a goal has the goal's own shape, which is not written.
  fileprivate mutating func memory(for goal: Goal) throws(ByteError) -> GoalMemory {
    var memory = GoalMemory(for: goal)
    memory.achieved = try int(in: 0...goal.members.count, "a count of goals")
    for (index, member) in goal.members.enumerated() { memory.members[index] = try self.memory(for: member) }
    return memory
  }

  fileprivate mutating func status() throws(ByteError) -> TaskStatus {
    TaskStatus(
      succeededOnce: try bool(), succeedsNow: try bool(), reward: try double(),
      lacking: try optional { reader throws(ByteError) in try reader.string() })
  }
}
