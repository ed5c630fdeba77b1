import SkillDiagnostics
import SkillMachine
import SkillSemantics

/// Runs a checked program by walking its tree, as plainly as can be: the other opinion on what a program means, beside
/// compiler and machine. It shares no arithmetic, order, text or control flow with them.
public final class ReferenceEvaluator {
  let program: TypedProgram
  var host: ScriptedHost
  var record = RunRecord()
  var frames: [Frame] = []
  var cells: [Datum?]
  var globals: [Datum?]
  /// When the `within` blocks in force expire, simulated seconds; the outermost first.
  var deadlines: [Double] = []
  private let lines: LineIndex
  private var steps = 0

  /// One call in force.
  struct Frame {
    let function: TypedFunction
    var locals: [Datum?]
    var line: Int
  }

  private init(_ program: TypedProgram, _ host: ScriptedHost) {
    self.program = program
    self.host = host
    lines = LineIndex(program.files[0].source)
    cells = program.cells.map { $0.isDeclared ? nil : .dictionary(Datum.Dictionary()) }
    globals = program.globals.map { _ in nil }
  }

  /// Runs a program of one file to its end.
  public static func run(_ program: TypedProgram, host: ScriptedHost) -> RunResult {
    ReferenceEvaluator(program, host).run()
  }

  private func run() -> RunResult {
    do {
      frames = [Frame(function: program.main, locals: program.main.locals.map { _ in nil }, line: 1)]
      _ = try execute(program.main.body)
      record.end = "finished"
    } catch Thrown.done {
      record.end = "done"
    } catch Thrown.failure(let failure, let trace), Thrown.expiry(_, let failure, let trace) {
      record.end = RunRecord.end(of: failure, trace)
    } catch Thrown.fault(let fault, let trace) {
      record.end = "fault: \(fault) at \(trace)"
    } catch Thrown.broken(let reason) {
      return .broken(reason)
    } catch {
      return .exhausted
    }
    for (cell, value) in zip(program.cells, cells) {
      record.memory.append("\(cell.name) = \(value.map { "\(exported($0, cell.type))" } ?? "unset")")
    }
    return .ended(record)
  }

  // MARK: Where it stands

  /// The calls in force, innermost first.
  var trace: [Place] {
    frames.reversed().map { Place(function: $0.function.name, line: $0.line) }
  }

  func fault(_ what: String) -> Thrown { .fault(what, trace) }

  /// Notes the line of what runs now.
  func stand(at span: Span) { frames[frames.count - 1].line = lines.line(of: span.start) }

  /// Counts one step; throws when they are used up.
  func step(_ count: Int = 1) throws {
    steps += count
    if steps > 300_000 || record.printed.utf8.count > 100_000 { throw Thrown.exhausted }
  }

  /// Throws for containers so large that the implementations' limits come near.
  func checkSize(_ count: Int) throws {
    if count > 20_000 { throw Thrown.exhausted }
    try step(count / 8)
  }

  subscript(_ local: LocalID) -> Datum? {
    get { frames[frames.count - 1].locals[Int(local.rawValue)] }
    set { frames[frames.count - 1].locals[Int(local.rawValue)] = newValue }
  }

  // MARK: Calls

  /// Calls a `def` with its arguments in the order of its parameters.
  func call(_ id: FunctionID, _ arguments: [Datum]) throws -> Datum {
    let function = program[id]
    if frames.count > 60 { throw Thrown.exhausted }
    let rest = function.locals.dropFirst(arguments.count).map { _ in Datum?.none }
    frames.append(Frame(function: function, locals: arguments + rest, line: lines.line(of: function.nameSpan.start)))
    defer { frames.removeLast() }
    try demand(function.requires, "requires")
    let flow = try execute(function.body)
    switch flow {
    case .returned(let value): return value
    case .next where function.result == .none:
      try demand(function.ensures, "ensures")
      return .none
    default: throw Thrown.broken("\(function.name) ended without a value")
    }
  }

  func demand(_ conditions: [ExpressionID], _ kind: String) throws {
    for condition in conditions {
      stand(at: program[condition].span)
      guard try value(condition).bool() else {
        throw fault("\(kind) \(program.text(in: program[condition].span))")
      }
    }
  }

  /// Asks the host.
  func hostCall(_ id: HostFunctionID, _ arguments: [Datum]) throws -> Datum {
    let function = program[id]
    let values = zip(arguments, function.parameters).map { exported($0, $1.type) }
    let answer = host.answer(function.name, isSkill: function.kind == .skill, values, deadline: deadlines.min())
    record.calls.append(RunRecord.call(function.name, values, answer, at: host.time))
    switch answer {
    case .value(let value): return try imported(value)
    case .failure(let failure): throw Thrown.failure(failure, trace)
    case .expired:
      guard let least = deadlines.min(), let index = deadlines.firstIndex(of: least) else {
        throw Thrown.broken("nothing can expire")
      }
      let message = "the time for this block ran out"
      throw Thrown.expiry(index, CaughtFailure(skill: function.name, reason: "timeout", message: message), trace)
    }
  }
}

extension RunRecord {
  static func call(_ function: String, _ arguments: [Value], _ answer: HostAnswer, at time: Double) -> String {
    "\(function)(\(arguments.map { "\($0)" }.joined(separator: ", "))) -> \(answer) at \(time)"
  }

  static func end(of failure: CaughtFailure, _ trace: [Place]) -> String {
    "failure of \(failure.skill): \(failure.reason), \(failure.message) at \(trace)"
  }
}
