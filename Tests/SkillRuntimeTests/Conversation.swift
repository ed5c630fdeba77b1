import RobotInterface
import SkillDiagnostics
import SkillMachine
import SkillRuntime
import SkillSemantics

/// A session whose turns are texts, and what came of each in short words.
struct Conversation {
  var session: Session
  let world: StillWorld?

  /// What a turn came to.
  struct Turn: Equatable {
    var printed = ""
    var codes: [String] = []
    var end: ExecutionEnd?
    var skills = 0
  }

  /// Without a robot.
  init(echoesValues: Bool = false, undoLimit: Int = 100) {
    world = nil
    session = Session(options: SessionOptions(echoesValues: echoesValues, undoLimit: undoLimit))
  }

  init(policy: CountingPolicy, facts: SceneFacts? = nil) {
    let world = StillWorld()
    self.world = world
    session = Session(
      robot: SessionRobot(world: world, policy: policy) {
        let (steps, held) = (world.steps, world.held)
        return {
          world.steps = steps
          world.held = held
        }
      }, facts: facts)
  }

  mutating func turn(_ text: String, modules: (any ModuleLoader)? = nil) throws -> Turn {
    var turn = Turn()
    switch try session.begin(Array(text.utf8), modules: modules) {
    case .doesNotCompile(let check):
      turn.codes = check.diagnostics.map(\.code.rawValue)
      return turn
    case .began(let check): turn.codes = check.diagnostics.map(\.code.rawValue)
    }
    while let event = try session.next() {
      switch event {
      case .printed(let text): turn.printed += text
      case .skillBegan: turn.skills += 1
      case .ended(let end): turn.end = end
      default: break
      }
    }
    return turn
  }

  /// What a turn prints; what is wrong with it, or how it ended, if it did not end well.
  mutating func say(_ text: String, modules: (any ModuleLoader)? = nil) throws -> String {
    let turn = try turn(text, modules: modules)
    switch turn.end {
    case .finished: return turn.printed
    case .failed(let failure): return "\(turn.printed)! \(failure.cause)"
    case .stopped(let limit, _): return "\(turn.printed)! \(limit)"
    case nil: return turn.codes.joined(separator: " ")
    }
  }

  /// The memory cells that have a value.
  var memory: [String: Value] {
    Dictionary(uniqueKeysWithValues: session.memory.compactMap { cell in cell.value.map { (cell.name, $0) } })
  }
}
