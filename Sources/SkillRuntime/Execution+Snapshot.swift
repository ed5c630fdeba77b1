import ByteCoding
import RobotInterface
import SkillMachine

/// An execution and its world between two events: machine, world, policy and what was used. A value; it shares what it
/// can with the execution that it was taken of.
public struct ExecutionSnapshot {
  fileprivate let execution: Execution
  fileprivate let world: [UInt8]

  /// Simulated seconds.
  public var time: Double { execution.observation.time }
  /// About how much memory the snapshot keeps to itself, bytes.
  public var size: Int { world.count + execution.machine.stateSize }
}

extension Execution {
  /// The execution as it stands. Throws for a world that cannot be saved.
  public func snapshot() throws(StateError) -> ExecutionSnapshot {
    ExecutionSnapshot(execution: self, world: try restorableWorld().savedState())
  }

  /// Goes back, or on, to a snapshot of this execution.
  public mutating func restore(_ snapshot: ExecutionSnapshot) throws(StateError) {
    try restorableWorld().restore(snapshot.world)
    self = snapshot.execution
  }

  /// The snapshot as bytes that `restore` of an execution of the same module, scene, policy and limits understands, in any
  /// process.
  public func savedState() throws(StateError) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(limits)
    writer.write(policy.name)
    writer.write(machine.savedState())
    writer.write(try restorableWorld().savedState())
    for count in [usage.controlSteps, usage.skillCalls, usage.queries] { writer.write(count) }
    writer.write(isOver)
    writer.write(inForce?.seen ?? []) { $0.write($1) }
    return writer.bytes
  }

  /// Goes on from what `savedState` gave, bit for bit: a call in force is taken up where it was. Throws, and changes
  /// nothing, for bytes that are not a state of this execution. Costs what the policy needs for the call so far.
  public mutating func restore(_ bytes: [UInt8]) throws(StateError) {
    let world = try restorableWorld()
    let before = world.savedState()
    do {
      var restored = self
      try restored.read(bytes, into: world)
      self = restored
    } catch {
      try world.restore(before)
      throw error
    }
  }

  /// A digest of machine and world: equal for executions that go on alike.
  public func digest() throws(StateError) -> UInt64 {
    var digest = ByteDigest()
    digest.add(machine.stateDigest)
    digest.add(try restorableWorld().digest)
    return digest.value
  }

  private func restorableWorld() throws(StateError) -> any RestorableWorld {
    guard let world = world as? any RestorableWorld else { throw StateError("this world's state cannot be saved") }
    return world
  }

  private mutating func read(_ bytes: [UInt8], into world: any RestorableWorld) throws(StateError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      guard try reader.limits() == limits, try reader.string() == policy.name else {
        throw .invalid("the limits or the policy")
      }
      let machineState = try reader.data()
      do throws(MachineStateError) { try machine.restore(machineState) } catch {
        throw .invalid("the machine's state (\(error))")
      }
      let worldState = try reader.data()
      do throws(StateError) { try world.restore(worldState) } catch { throw .invalid(error.reason) }
      usage = Usage(
        controlSteps: try reader.int(in: 0...limits.controlSteps, "a number of control steps"),
        skillCalls: try reader.int(in: 0...limits.skillCalls, "a number of calls"),
        queries: try reader.int(in: 0...limits.queries, "a number of questions"))
      isOver = try reader.bool()
      observation = world.observe()
      let now = observation
      try resume(try reader.array { reader throws(ByteError) in try reader.observation(like: now) })
      try reader.finish()
    } catch {
      throw StateError(error)
    }
  }

  /// Takes up the skill call that the machine waits for: shows the policy what it was shown.
  private mutating func resume(_ seen: [Observation]) throws(ByteError) {
    do throws(ExecutionError) { inForce = isOver ? nil : try pendingSkill() } catch {
      throw .invalid("the call in force")
    }
    guard let call = inForce?.call else {
      guard seen.isEmpty, isOver || machine.pendingCall == nil else { throw .invalid("the call in force") }
      return
    }
    policy.begin(call, in: world.scene, memory: machine.memoryView, observation: seen.first ?? observation)
    for past in seen {
      guard case .act = policy.act(past) else { throw .invalid("what the policy saw") }
    }
    inForce?.seen = seen
  }
}

extension StateError {
  fileprivate init(_ error: ByteError) {
    switch error {
    case .truncated: self.init("it ends too early")
    case .invalid(let what): self.init("\(what) is not what it can be")
    case .trailing: self.init("it goes on after its end")
    }
  }
}
