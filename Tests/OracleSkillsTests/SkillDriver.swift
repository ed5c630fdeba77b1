import Geometry
import OracleSkills
import RobotInterface
import SkillPrimitives
import Tabletop

/// A world as far as executing a skill needs one: the simulator, or a kinematic double of it.
protocol Cell: AnyObject {
  var description: SceneDescription { get }
  func observe() -> Observation
  func step(_ action: Action) throws(WorldError)
}

extension Simulator: Cell {}

/// Executes skill calls in a cell, one after the other, and keeps what was noticed on the way.
final class SkillDriver {
  let cell: any Cell
  private(set) var oracle: Oracle
  /// Control steps so far.
  private(set) var steps = 0
  /// The largest component of any action so far.
  private(set) var largestAction = 0.0
  /// The primitives of all calls, in order.
  private(set) var primitives: [Primitive.Name] = []
  /// Called after every control step.
  var afterStep: (SkillDriver) -> Void = { _ in }
  /// Called before every action, which it may change.
  var disturb: (Action, Observation) -> Action = { action, _ in action }

  init(_ cell: any Cell, oracle: Oracle = Oracle()) {
    self.cell = cell
    self.oracle = oracle
  }

  /// Executes one call to its end, within the benchmark's limit of 1000 control steps.
  @discardableResult
  func run(_ call: SkillCall) throws -> SkillOutcome {
    var observation = cell.observe()
    oracle.begin(call, in: cell.description, memory: MemoryView(), observation: observation)
    var last: Primitive?
    for _ in 0..<1000 {
      switch oracle.act(observation) {
      case .ended(let outcome): return outcome
      case .act(let action):
        if let primitive = oracle.primitive, primitive != last {
          primitives.append(primitive.name)
          last = primitive
        }
        let (t, r) = (action.translation, action.rotation)
        largestAction = [t.x, t.y, t.z, r.norm, action.vacuum].map(abs).reduce(largestAction, max)
        try cell.step(disturb(action, observation))
        steps += 1
        observation = cell.observe()
        afterStep(self)
      }
    }
    return .failure(SkillFailure(.timeout, "1000 control steps"))
  }
}
