import ByteCoding
import Geometry
import RobotInterface
import SkillMachine

extension ByteWriter {
  mutating func write(_ observation: Observation) {
    write(observation.time)
    write(observation.tool)
    write(observation.toolTarget)
    write(observation.jointPositions) { $0.write($1) }
    write(observation.jointVelocities) { $0.write($1) }
    write(observation.actors) { $0.write($1) }
    write(optional: observation.held) { $0.write($1.rawValue) }
    write(observation.toolInContact)
  }

  private mutating func write(_ state: BodyState) {
    write(state.pose)
    write(state.linearVelocity)
    write(state.angularVelocity)
  }

  private mutating func write(_ pose: Pose) {
    write(pose.p)
    for number in [pose.q.w, pose.q.x, pose.q.y, pose.q.z] { write(number) }
  }

  private mutating func write(_ vector: Vec3) {
    for number in [vector.x, vector.y, vector.z] { write(number) }
  }

  /// What `ByteReader.limits` reads.
  public mutating func write(_ limits: ExecutionLimits) {
    for number in [limits.controlSteps, limits.skillCalls, limits.queries] { write(number) }
    let machine = limits.machine
    for number in [machine.steps, machine.depth, machine.heapBytes, machine.size, machine.output] { write(number) }
  }
}

extension ByteReader {
  /// An observation of the scene that `other` is of; its numbers are finite.
  mutating func observation(like other: Observation) throws(ByteError) -> Observation {
    let observation = Observation(
      time: try finite(), tool: try bodyState(), toolTarget: try pose(), jointPositions: try numbers(),
      jointVelocities: try numbers(),
      actors: try array { reader throws(ByteError) in try reader.bodyState() },
      held: try optional { reader throws(ByteError) in
        ActorID(rawValue: try reader.int(in: 0...Int.max, "a held actor"))
      }, toolInContact: try bool())
    guard observation.actors.count == other.actors.count,
      observation.jointPositions.count == other.jointPositions.count,
      observation.jointVelocities.count == other.jointVelocities.count,
      observation.held.map({ $0.rawValue < other.actors.count }) ?? true
    else { throw .invalid("what the policy saw") }
    return observation
  }

  /// Limits as `ByteWriter` wrote them. Throws `invalid` for one below 0.
  public mutating func limits() throws(ByteError) -> ExecutionLimits {
    ExecutionLimits(
      controlSteps: try limit(), skillCalls: try limit(), queries: try limit(),
      machine: MachineLimits(
        steps: try limit(), depth: try limit(), heapBytes: try limit(), size: try limit(), output: try limit()))
  }

  private mutating func limit() throws(ByteError) -> Int { try int(in: 0...Int.max, "a limit") }

  private mutating func bodyState() throws(ByteError) -> BodyState {
    BodyState(pose: try pose(), linearVelocity: try vector(), angularVelocity: try vector())
  }

  private mutating func pose() throws(ByteError) -> Pose {
    Pose(try vector(), Quat(try finite(), try finite(), try finite(), try finite()))
  }

  private mutating func vector() throws(ByteError) -> Vec3 { Vec3(try finite(), try finite(), try finite()) }

  private mutating func numbers() throws(ByteError) -> [Double] {
    try array(ofSize: 8) { reader throws(ByteError) in try reader.finite() }
  }

  private mutating func finite() throws(ByteError) -> Double {
    let number = try double()
    guard number.isFinite else { throw .invalid("a number") }
    return number
  }
}
