import Evaluation
import SkillRuntime
import Tabletop

/// One run of a program as a user sees it: shown while it goes, and recorded in the files that were asked for.
struct RunSession {
  private var rollout: Rollout
  private let program: ProgramText
  private let records: Records
  private var progress: RunProgress
  private var checkpoints: CheckpointWriter?
  /// What pictures say is in force: the task's prompt before the first call.
  private var statement: String
  /// What the program printed.
  private(set) var printed = ""
  /// Whether what the program prints goes to standard output as it comes.
  private let echoes: Bool

  /// The files that a run leaves behind.
  struct Records {
    let pictures: RunPictures?
    let trace: TraceFile?
  }

  init(
    _ rollout: Rollout, program: ProgramText, records: Records, checkpoints: CheckpointWriter?, echoes: Bool
  ) {
    self.rollout = rollout
    self.program = program
    self.records = records
    self.checkpoints = checkpoints
    self.echoes = echoes
    statement = rollout.execution.currentCall.map { program.statement(at: $0.statement) } ?? rollout.world.prompt
    progress = RunProgress(program, current: rollout.execution.currentCall)
  }

  /// Runs to the end, then gives the files their names.
  mutating func run() throws(CommandFailure) -> Rollout.Outcome {
    try capture()
    try keep()
    while let event = try next() {
      try show(event)
      do throws(OutputError) { try records.trace?.write(event) } catch { throw .environment(error.description) }
      if case .stepped = event {
        try capture()
        try keep()
      }
      if rollout.end == nil, let signal = Interrupt.signal { throw try interruption(signal) }
    }
    try capture(isLast: true)
    let outcome = rollout.outcome
    do throws(OutputError) {
      try records.pictures?.finish()
      try records.trace?.finish(outcome.json(program: program))
    } catch {
      throw .environment(error.description)
    }
    return outcome
  }

  /// Keeps how far the run came, if it is to be kept; the other files are not written.
  private mutating func interruption(_ signal: Int32) throws(CommandFailure) -> CommandFailure {
    try progress.clear()
    try checkpoints?.write(rollout)
    let rest = checkpoints.map { "go on with 'skillet run --resume \($0.path)'" } ?? "nothing was written"
    return CommandFailure(message: "interrupted; \(rest)", exit: .interrupted(signal: signal))
  }

  private mutating func next() throws(CommandFailure) -> ExecutionEvent? {
    do throws(ExecutionError) {
      return try rollout.next()
    } catch {
      try progress.clear()
      throw .environment(error.message)
    }
  }

  private mutating func keep() throws(CommandFailure) {
    let time = time
    try checkpoints?.follow(rollout, time: time)
  }

  private var time: Double { rollout.world.observe().time }

  private mutating func show(_ event: ExecutionEvent) throws(CommandFailure) {
    try progress.show(event, time: time)
    switch event {
    case .printed(let text) where echoes: try OutputStream.standardOutput.write(text)
    case .printed(let text): printed += text
    case .skillBegan(_, let location): statement = program.statement(at: location)
    default: break
    }
  }

  private func capture(isLast: Bool = false) throws(CommandFailure) {
    do throws(OutputError) {
      try records.pictures?.capture(rollout.world, time: time, statement: statement, isLast: isLast)
    } catch {
      throw .environment(error.description)
    }
  }
}
