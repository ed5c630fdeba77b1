import Evaluation
import RobotInterface
import SkillMachine
import SkillRuntime

/// What the debugger shows: where the program stands, and what is there.
struct DebugView {
  let program: ProgramText
  let paint: Paint

  /// Characters of a value that are shown in a list of values.
  private static let longestValue = 160

  // MARK: Where the program stands

  /// The moment, what has just happened, and the line in force.
  func place(_ debugger: Debugger) -> String {
    let machine = debugger.execution.machine
    let location = machine.location
    let function = location.function.map { " in \($0)" } ?? ""
    let place = program.line(of: location).map { "\(location.file):\($0)" } ?? location.file
    let moment = paint.dim("\(machine.time.fixed(2)) s  \(place)\(function)")
    let news = debugger.timeline.event.flatMap(news)
    return [moment + (news.map { "  \($0)" } ?? ""), line(of: location, isInForce: true)].compactMap(\.self)
      .joined(separator: "\n")
  }

  private func line(of location: SourceLocation, isInForce: Bool) -> String? {
    program.line(of: location).map { numbered($0, of: location.file, mark: isInForce ? "→" : " ") }
  }

  private func numbered(_ number: Int, of file: String, mark: String) -> String {
    let digits = "\(number)"
    let space = String(repeating: " ", count: max(0, 4 - digits.count))
    return "\(mark) \(space)\(digits)  \(program.line(number, of: file))"
  }

  /// What an event says beyond where it happened; nil where it says no more.
  private func news(_ event: ExecutionEvent) -> String? {
    switch event {
    case .statementBegan: nil
    case .printed(let text): "printed \(text.split(separator: "\n").last ?? "")"
    case .memoryStored(let store): "stored \(name(of: store))"
    case .skillBegan(let call, _): "\(call.name.rawValue) begins"
    case .stepped(let step): "during \(step.call.name.rawValue)"
    case .skillEnded(let call, .outcome(.success), _): paint.success("\(call.name.rawValue) succeeded")
    case .skillEnded(let call, .outcome(.failure(let failure)), _):
      paint.failure("\(call.name.rawValue) failed (\(failure.reason.rawValue))") + ": \(failure.message)"
    case .skillEnded(let call, .expired, _): paint.failure("\(call.name.rawValue) was stopped: its time is over")
    case .answered(let query, let value, _): "\(query) → \(value.map(short) ?? paint.failure("failed"))"
    case .ended(let end): end.sentence(program)
    }
  }

  /// What goes by on the way to where the debugger stops; nil for what does not matter.
  func passing(_ event: ExecutionEvent) -> String? {
    switch event {
    case .printed(let text): text
    case .skillEnded(_, let end, let time):
      end == .outcome(.success) ? nil : paint.dim("\(time.fixed(2)) s") + "  \(news(event) ?? "")\n"
    default: nil
    }
  }

  private func name(of store: MemoryStore) -> String {
    store.cell + (store.key.map { "[\(short($0))]" } ?? "")
  }

  /// A value in a few words.
  func short(_ value: Value) -> String {
    switch value {
    case .none: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .actor: "an actor"
    case .pose(let pose): "pose at (\(pose.p.x.fixed(3)), \(pose.p.y.fixed(3)), \(pose.p.z.fixed(3)))"
    case .length(let metres): "\(metres.fixed(3)) m"
    case .list(let elements): "\(elements.count) elements"
    default: "a value"
    }
  }

  // MARK: What is there

  /// The lines around the one in force; those with a breakpoint are marked.
  func source(_ machine: Machine, stops: [Breakpoint]) -> String {
    let location = machine.location
    guard let current = program.line(of: location) else { return "there is no source here" }
    let last = program.lineCount(of: location.file)
    return (max(1, current - 5)...max(1, min(last, current + 5))).map { number in
      let span = program.span(ofLine: number, in: location.file)
      let isStop = span.map { span in stops.contains(.statement(file: location.file, in: span)) } ?? false
      return numbered(number, of: location.file, mark: number == current ? "→" : isStop ? "●" : " ")
    }.joined(separator: "\n")
  }

  /// The calls in force, innermost first.
  func calls(_ machine: Machine) -> String {
    machine.trace.map { location in
      let place = program.line(of: location).map { "\(location.file):\($0)" } ?? location.file
      return "\(place)  \(location.function ?? "top level"): \(program.sourceLine(at: location))"
    }.joined(separator: "\n")
  }

  func values(_ values: [NamedValue], none: String) -> String {
    guard !values.isEmpty else { return none }
    return values.map { value in
      "\(value.name) = \(clipped(value.text))" + paint.dim("  \(value.type)")
    }.joined(separator: "\n")
  }

  /// Dictionaries with an entry a line.
  func memory(_ cells: [NamedValue]) -> String {
    guard !cells.isEmpty else { return "nothing is stored in memory" }
    return cells.map { cell in
      guard case .dict(let entries) = cell.value, !entries.isEmpty else { return values([cell], none: "") }
      return entries.map { "\(cell.name)[\(short($0.key))] = \(short($0.value))" }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private func clipped(_ text: String) -> String {
    text.count <= Self.longestValue ? text : "\(text.prefix(Self.longestValue)) …"
  }

  func name(of stop: Breakpoint) -> String {
    switch stop {
    case .statement(let file, let span):
      "line \(file):\(program.line(of: SourceLocation(function: nil, file: file, span: span)) ?? 0)"
    case .skill(let skill): skill.map { "skill \($0.rawValue)" } ?? "any skill"
    case .failure: "any failure"
    case .refusal(let query): query.map { "\($0) answering False" } ?? "any question answered with False or None"
    case .store(let cell, let key):
      "store in \(cell ?? "memory")" + (key.map { "['\($0)']" } ?? "")
    }
  }
}

extension ExecutionEnd {
  /// How the program ended.
  fileprivate func sentence(_ program: ProgramText) -> String {
    switch self {
    case .finished(isDone: true): "the program is done"
    case .finished(isDone: false): "the program has ended"
    case .failed(let failure): failure.cause.sentence
    case .stopped(let limit, _): limit.sentence
    }
  }
}
