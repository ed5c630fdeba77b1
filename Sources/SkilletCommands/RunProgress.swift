import Evaluation
import SkillMachine
import SkillRuntime

/// Shows a run on standard error while it goes: one line for every skill call when it has ended and, on a terminal, a
/// line that is rewritten while it is in force.
struct RunProgress {
  private let stream = OutputStream.standardError
  private let program: ProgramText
  private let showsLines: Bool
  private let paint: Paint
  private var call: Call?
  private var steps = 0
  private var hasLiveLine = false

  /// Control steps between two versions of the line that is rewritten.
  private static let stepsBetweenUpdates = 4

  private struct Call {
    let start: Double
    let line: String
    let statement: String

    init(since start: Double, at location: SourceLocation, _ program: ProgramText, showsLine: Bool) {
      self.start = start
      line = showsLine ? program.line(of: location).map { "line \($0)  " } ?? "" : ""
      statement = program.statement(at: location)
    }
  }

  /// Begins where an execution stands: `current` is the call in force. `showsLines`: whether the lines of the program are
  /// counted; not where it has one.
  init(_ program: ProgramText, current: Execution.CurrentCall? = nil, showsLines: Bool = true) {
    self.program = program
    self.showsLines = showsLines
    paint = Paint(for: stream)
    call = current.map { Call(since: $0.start, at: $0.statement, program, showsLine: showsLines) }
  }

  mutating func show(_ event: ExecutionEvent, time: Double) throws(CommandFailure) {
    switch event {
    case .printed: try clear()
    case .memoryStored(let store):
      try clear()
      let key = store.key.flatMap(Self.text).map { "[\($0)]" } ?? ""
      let value = Self.text(of: store.value).map { " = \($0)" } ?? ""
      try stream.writeLine(paint.dim("\(Self.seconds(time))  remembers \(store.cell)\(key)\(value)"))
    case .skillBegan(_, let location):
      call = Call(since: time, at: location, program, showsLine: showsLines)
      try update(time)
    case .stepped:
      steps += 1
      if steps % Self.stepsBetweenUpdates == 0 { try update(time) }
    case .skillEnded(_, let end, _):
      try clear()
      guard let call else { return }
      self.call = nil
      let span = "\(Self.seconds(call.start)) –\(Self.seconds(time))"
      try stream.writeLine("\(paint.dim(span))  \(call.line)\(call.statement)\(outcome(end))")
    case .statementBegan, .answered: return
    case .ended: try clear()
    }
  }

  /// Removes the line that is rewritten, before something else is printed.
  mutating func clear() throws(CommandFailure) {
    if hasLiveLine { try stream.write("\r\u{1B}[K") }
    hasLiveLine = false
  }

  private mutating func update(_ time: Double) throws(CommandFailure) {
    guard stream.isTerminal, let call else { return }
    let line = "\(Self.seconds(call.start)) –\(Self.seconds(time))  \(call.line)\(call.statement)"
    try stream.write("\r\(line.prefix(max(0, stream.columns - 1)))\u{1B}[K")
    hasLiveLine = true
  }

  private func outcome(_ end: SkillEnd) -> String {
    switch end {
    case .outcome(.success): ""
    case .outcome(.failure(let failure)):
      "\n" + String(repeating: " ", count: 20)
        + paint.failure("failed: \(failure.reason.rawValue)") + ": \(failure.message)"
    case .expired: "\n" + String(repeating: " ", count: 20) + paint.failure("stopped: its time is over")
    }
  }

  private static func seconds(_ time: Double) -> String {
    let text = time.fixed(2)
    return String(repeating: " ", count: max(0, 7 - text.count)) + text + " s"
  }

  /// A value that is short enough for a line of progress.
  private static func text(of value: Value) -> String? {
    switch value {
    case .string(let text): "'\(text)'"
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .bool(let value): value ? "True" : "False"
    case .pose(let pose): "pose at (\(pose.p.x.fixed(3)), \(pose.p.y.fixed(3)), \(pose.p.z.fixed(3)))"
    default: nil
    }
  }
}
