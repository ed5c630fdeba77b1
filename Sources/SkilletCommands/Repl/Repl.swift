import Evaluation
import Glibc
import SkillRuntime
import SkillSemantics
import SkillServices
import Tabletop

/// A session at a prompt: reads turns, runs them, shows what they do.
struct Repl {
  private(set) var session: Session
  let world: Tabletop?
  private var reader: TurnReader
  private let modules: ModuleFiles
  private let errors = OutputStream.standardError
  let paint = Paint(for: .standardError)
  /// What turns have come to so far: for whoever reads the exit code.
  private var hasFailed = false
  private var hasErrors = false
  private var wasSolved = false

  init(_ session: Session, world: Tabletop?, reader: TurnReader, modules: ModuleFiles) {
    self.session = session
    self.world = world
    self.reader = reader
    self.modules = modules
  }

  /// Reads to the end of the input. A person is told all there is to know; others are told by the exit code.
  mutating func run() throws(CommandFailure) -> ExitStatus {
    if reader.isTerminal { try greet() }
    while true {
      let completer = reader.isTerminal ? completer : Completer()
      switch try reader.next(completer) {
      case .turn(let text): try take(text)
      case .command(let text):
        if try !perform(text) { return status }
      case .interrupted:
        try endIfAsked()
        try OutputStream.standardOutput.write("\n")
      case .end:
        if reader.isTerminal { try OutputStream.standardOutput.write("\n") }
        return status
      }
    }
  }

  private var status: ExitStatus {
    if reader.isTerminal { return .success }
    return hasErrors ? .doesNotCompile : hasFailed ? .failed : .success
  }

  private var completer: Completer {
    Completer(
      names: session.names, facts: session.facts, memoryKeys: session.memoryKeys,
      commands: ReplAction.allCases.map { ":\($0.rawValue)" })
  }

  private func greet() throws(CommandFailure) {
    if let world {
      let id = world.episode.id
      try say("\(id.task.rawValue), seed \(id.seed): \(world.prompt)")
    }
    try say("Tab completes, :help says what else there is, Ctrl-D ends.")
  }

  /// Tells the person at the prompt, or whoever reads standard error.
  func say(_ line: String) throws(CommandFailure) { try errors.writeLine(line) }

  // MARK: Turns

  private mutating func take(_ text: String) throws(CommandFailure) {
    let beginning: Session.Beginning
    do throws(SessionError) { beginning = try session.begin(Array(text.utf8), modules: modules) } catch {
      return try refuse(error)
    }
    switch beginning {
    case .doesNotCompile(let check):
      hasErrors = true
      try show(check)
    case .began(let check):
      try show(check)
      try runTurn(isLine: text.split(separator: "\n").count == 1)
    }
  }

  private func show(_ check: CheckResult) throws(CommandFailure) {
    let diagnosis = Diagnosis(file: session.nextTurnName, diagnostics: check.diagnostics)
    try errors.write(diagnosis.text(usesColor: errors.hasColor))
  }

  private mutating func refuse(_ error: SessionError) throws(CommandFailure) {
    switch error {
    case .needsRobot(let function):
      hasErrors = true
      try say("skillet: error: '\(function)' takes a robot: start with a task, for instance 'skillet repl --task swap'")
    case .capacity:
      hasErrors = true
      try say("skillet: error: \(error.message)")
    case .isDone, .isBroken:
      hasFailed = true
      try say("skillet: error: \(error.message); ':undo' takes the last one back")
    case .isRunning, .execution:
      hasFailed = true
      try say("skillet: error: \(error.message)")
    }
  }

  private mutating func runTurn(isLine: Bool) throws(CommandFailure) {
    let program = ProgramText(session.names.sources)
    var progress = RunProgress(program, showsLines: !isLine)
    while true {
      let event: ExecutionEvent?
      do throws(SessionError) { event = try session.next() } catch {
        try progress.clear()
        return try refuse(error)
      }
      guard let event else { return }
      if let world { try progress.show(event, time: world.observe().time) }
      if case .printed(let text) = event { try OutputStream.standardOutput.write(text) }
      if case .ended(let end) = event { return try report(end, program) }
      if Interrupt.signal != nil {
        try progress.clear()
        session.stop()
        try endIfAsked()
        hasFailed = true
        return try say("stopped; \(Self.rest)")
      }
    }
  }

  private static let rest = "what it did before stands, ':undo' takes it back"

  /// Ends the command if that is what a signal asked for, and forgets a person's Ctrl-C.
  private func endIfAsked() throws(CommandFailure) {
    if let signal = Interrupt.signal, signal != SIGINT || !reader.isTerminal {
      throw CommandFailure(message: "interrupted", exit: .interrupted(signal: signal))
    }
    Interrupt.clear()
  }

  private mutating func report(_ end: ExecutionEnd, _ program: ProgramText) throws(CommandFailure) {
    switch end {
    case .failed(let failure):
      hasFailed = true
      for line in failure.lines(program) { try say(line) }
      try say(paint.dim("The turn ended there: \(Self.rest)."))
    case .stopped(let limit, let trace):
      hasFailed = true
      for line in ["skillet: error: \(limit.sentence)"] + trace.lines(program) { try say(line) }
      try say(paint.dim("The turn ended there: \(Self.rest)."))
    case .finished(isDone: true): try judge()
    case .finished(isDone: false): try noticeSuccess()
    }
  }

  /// Says how the task stands after `done()`.
  private mutating func judge() throws(CommandFailure) {
    guard let world else { return }
    do { try world.standStill(steps: Rollout.holdSteps) } catch {
      throw .environment("the simulation broke down: \(error)")
    }
    if !world.status.succeededOnce { hasFailed = true }
    try say(world.status.verdict(world.prompt, time: world.observe().time, paint))
  }

  /// Says once that the task is solved, while the session goes on.
  private mutating func noticeSuccess() throws(CommandFailure) {
    guard let world, world.status.succeededOnce != wasSolved else { return }
    wasSolved = world.status.succeededOnce
    if wasSolved { try say(world.status.verdict(world.prompt, time: world.observe().time, paint)) }
  }

  // MARK: Taking back

  /// Goes back to before the last turn.
  mutating func undo() throws(CommandFailure) {
    let isUndone: Bool
    do throws(SessionError) { isUndone = try session.undo() } catch { throw .environment(error.message) }
    guard isUndone else { return try say("There is no turn to take back.") }
    wasSolved = world?.status.succeededOnce ?? false
    let time = world.map { ": it is \($0.observe().time.fixed(2)) s again" } ?? ""
    try say("Back before \(session.nextTurnName)\(time).")
  }
}
