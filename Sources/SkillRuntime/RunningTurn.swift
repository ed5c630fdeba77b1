import RobotInterface
import SkillBytecode
import SkillMachine
import SkillSemantics

/// A turn of a session on its way: with a robot or without.
struct RunningTurn {
  // One of the two, each changed in its place: a copy would have to copy what it holds at the next step.
  private var execution: Execution?
  private var computation: Machine?

  /// Stands before the turn's first statement. `previous` is the machine of the turn before, `names` what that left.
  init(
    _ module: Module, after previous: Machine?, keeping names: SessionNames, robot: SessionRobot?,
    limits: ExecutionLimits
  ) throws(ExecutionError) {
    let machine: Machine
    do throws(VerificationError) {
      if let previous {
        let first = previous.module.firstVariable
        machine = try Machine(module, after: previous) { cell in
          cell < first || names.keeps(GlobalID(rawValue: UInt32(cell - first)))
        }
      } else {
        machine = try Machine(
          module, scene: robot?.world.actorFacts ?? [], limits: limits.machine, observesMemory: true)
      }
    } catch {
      throw .module(error)
    }
    if let robot {
      execution = try Execution(machine, world: robot.world, policy: robot.policy, limits: limits)
    } else {
      computation = machine
    }
  }

  var machine: Machine? { execution?.machine ?? computation }
  var policy: (any SkillPolicy)? { execution?.policy }

  /// Goes on to the next event of the turn.
  mutating func next() throws(ExecutionError) -> ExecutionEvent? {
    if let event = try execution?.next() { return event }
    switch computation?.run() {
    case .print(let text): return .printed(text)
    case .memoryStored(let store): return .memoryStored(store)
    case .finished(let isDone): return .ended(.finished(isDone: isDone))
    case .failed(let failure): return .ended(.failed(failure))
    case .call, .statement: throw .internal("a turn without a robot asked for one")
    case nil: return nil
    }
  }
}
