import RobotInterface
import SkillCompiler
import SkillDiagnostics
import SkillMachine
import SkillSemantics

/// A conversation with a machine: one turn after another is compiled and run, and each finds what those before it left.
///
/// Names of top-level variables, `def`s, imports and the memory persist. A turn that does not compile changes nothing. One
/// that fails leaves the memory, and the world, as they were at the failure. After `done()` no turn follows.
///
/// ```swift
/// var session = Session(robot: robot, facts: facts)
/// switch try session.begin("pick(get_actor('red cube'))") {
/// case .doesNotCompile(let check): …
/// case .began: while let event = try session.next() { … }
/// }
/// ```
///
/// A session is a value, but for the world, which copies share.
public struct Session {
  /// Nil for a session that only computes.
  public private(set) var robot: SessionRobot?
  public let facts: SceneFacts?
  public let options: SessionOptions
  public private(set) var status = Status.ready
  /// How many turns have begun.
  public private(set) var turnCount = 0
  /// What the turns so far have defined.
  public private(set) var names = SessionNames()

  /// After the last turn; nil before the first.
  private var machine: Machine?
  private var turn: RunningTurn?
  /// What was before each of the last turns.
  private var history: [SavePoint] = []

  public enum Status: Hashable, Sendable {
    /// For the next turn.
    case ready
    /// A turn has begun and not ended.
    case running
    /// A turn has called `done()`.
    case done
    /// The world or the controller broke down in the last turn: only `undo` leads on.
    case broken
  }

  /// What `begin` made of a turn.
  public enum Beginning {
    /// It stands before its first statement; `check` has its warnings.
    case began(CheckResult)
    /// Nothing has changed.
    case doesNotCompile(CheckResult)
  }

  private struct SavePoint {
    let names: SessionNames
    let machine: Machine?
    let policy: (any SkillPolicy)?
    let status: Status
    let restoreWorld: (() throws(WorldError) -> Void)?
  }

  public init(robot: SessionRobot? = nil, facts: SceneFacts? = nil, options: SessionOptions = SessionOptions()) {
    self.robot = robot
    self.facts = facts
    self.options = options
  }

  // MARK: Turns

  /// What diagnostics call the next turn.
  public var nextTurnName: String { "turn \(turnCount + 1)" }

  /// Compiles the next turn and, if it has no errors, stands before its first statement. `modules` finds what it imports.
  ///
  /// Throws, and changes nothing, when no turn can follow, when the turn needs a robot and there is none, or when the
  /// policy cannot execute a skill that it calls.
  public mutating func begin(
    _ text: [UInt8], modules: (any ModuleLoader)? = nil
  ) throws(SessionError) -> Beginning {
    switch status {
    case .ready: break
    case .running: throw .isRunning
    case .done: throw .isDone
    case .broken: throw .isBroken
    }
    let compilation = try compile(SourceFile(name: nextTurnName, bytes: text), modules)
    guard let compiled = compilation.turn else { return .doesNotCompile(compilation.check) }
    if robot == nil, let function = compiled.module.hostFunctions.first { throw .needsRobot(function.name) }
    let running: RunningTurn
    do throws(ExecutionError) {
      running = try RunningTurn(compiled.module, after: machine, keeping: names, robot: robot, limits: options.limits)
    } catch {
      throw .execution(error)
    }
    remember()
    turn = running
    names = compiled.names
    turnCount += 1
    status = .running
    return .began(compilation.check)
  }

  private func compile(
    _ source: SourceFile, _ modules: (any ModuleLoader)?
  ) throws(SessionError) -> TurnCompilation {
    var check = CheckOptions(
      isTurn: true, memoryKeys: machine?.memoryKeys ?? [:], echoesValues: options.echoesValues, lints: options.lints)
    if let world = robot?.world {
      check.gripper = world.heldActor().map { GripperFact.actor(named: world.scene[$0].name) } ?? .nothing
    }
    do throws(CapacityError) {
      return try SkillCompiler.compile(source, after: names, facts: facts, options: check, modules: modules)
    } catch {
      throw .capacity(error)
    }
  }

  /// Goes on to the next event of the turn; nil after `.ended`, and when no turn is running. After an error, which is
  /// never the program's mistake, the session is broken.
  public mutating func next() throws(SessionError) -> ExecutionEvent? {
    guard var running = turn else { return nil }
    turn = nil
    let event: ExecutionEvent?
    do throws(ExecutionError) { event = try running.next() } catch {
      finish(running, .broken)
      throw .execution(error)
    }
    if case .ended(let end)? = event {
      finish(running, end == .finished(isDone: true) ? .done : .ready)
    } else {
      turn = running
    }
    return event
  }

  /// Gives up the turn that is running: memory and world stay as they are. The skill in force is not completed.
  public mutating func stop() {
    if let turn { finish(turn, .ready) }
  }

  private mutating func finish(_ running: RunningTurn, _ status: Status) {
    turn = nil
    self.status = status
    if let policy = running.policy { robot?.policy = policy }
    guard let machine = running.machine else { return }
    names.settle { machine.contents(of: $0) }
    self.machine = machine
  }

  // MARK: Taking back

  /// How many turns can be taken back.
  public var undoCount: Int { history.count }

  /// Goes back to before the last turn that began: names, memory, world and policy. Also gives up a turn that is running.
  /// False, and nothing changes, if there is none. Throws when the world does not go back.
  public mutating func undo() throws(SessionError) -> Bool {
    guard let point = history.last else { return false }
    do throws(WorldError) { try point.restoreWorld?() } catch { throw .execution(.world(error)) }
    history.removeLast()
    turn = nil
    names = point.names
    machine = point.machine
    if let policy = point.policy { robot?.policy = policy }
    status = point.status
    turnCount -= 1
    return true
  }

  private mutating func remember() {
    if history.count >= options.undoLimit, !history.isEmpty { history.removeFirst() }
    guard options.undoLimit > 0 else { return }
    history.append(
      SavePoint(
        names: names, machine: machine, policy: robot?.policy, status: status, restoreWorld: robot?.saveState()))
  }

  // MARK: What there is

  /// The memory cells as they stand, also while a turn is running. Cost: that of copying what they hold.
  public var memory: [SkillMachine.MemoryCell] { (turn?.machine ?? machine)?.memory ?? [] }

  /// The top-level variables that have a value, with that. Cost: that of copying what they hold.
  public var variables: [SkillMachine.MemoryCell] {
    guard let machine else { return [] }
    return names.setVariables.compactMap { machine.cell(machine.module.firstVariable + Int($0.rawValue)) }
  }

  /// The memory as source text, a line for each cell and for each entry of a dict, as far as they have a value.
  public var memoryListing: [String] {
    guard let machine = turn?.machine ?? machine else { return [] }
    return (0..<machine.module.firstVariable).flatMap { machine.listing(ofCell: $0) }
  }

  /// The top-level variables that have a value, as source text.
  public var variableListing: [String] {
    guard let machine else { return [] }
    return names.setVariables.flatMap { machine.listing(ofCell: machine.module.firstVariable + Int($0.rawValue)) }
  }

  /// The text keys of the memory cells that have a value, by cell.
  public var memoryKeys: [String: [String]] { machine?.memoryKeys ?? [:] }
}

extension Machine {
  fileprivate func contents(of global: GlobalID) -> GlobalContents? {
    let index = module.firstVariable + Int(global.rawValue)
    guard let word = firstWord(ofCell: index) else { return nil }
    var isOptional = false
    if case .optional = module.cells[index].type { isOptional = true }
    let number = Int(truncatingIfNeeded: word)
    let isActor = module.cells[index].type == .actor && scene.indices.contains(number)
    return GlobalContents(
      isNone: isOptional && word == 0, number: number, actor: isActor ? scene[number].name : nil)
  }
}
