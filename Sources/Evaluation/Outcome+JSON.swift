import SkillMachine
import SkillRuntime
import Tabletop

extension Rollout.Outcome {
  /// How the run ended: the program, the task, simulated seconds and the digest of the world. Holds no wall time and no
  /// path.
  public func json(program: ProgramText) -> JSON {
    .object(
      endMembers(program) + [
        ("success", .bool(isSuccess)), ("succeededOnce", .bool(status.succeededOnce)),
        ("succeedsAtEnd", .bool(status.succeedsNow)), ("lacking", status.lacking.map(JSON.string) ?? nil),
        ("reward", .number(status.reward)), ("time", .seconds(time)), ("digest", .string(hexadecimal(digest))),
      ])
  }

  private func endMembers(_ program: ProgramText) -> [(key: String, value: JSON)] {
    switch end {
    case nil: [("program", "interrupted")]
    case .finished(let isDone): [("program", "finished"), ("done", .bool(isDone))]
    case .failed(let failure): failure.members(program)
    case .stopped(let limit, let trace):
      [("program", "stopped"), ("limit", .string(limit.sentence)), ("trace", trace.json(program))]
    }
  }
}

extension RuntimeFailure {
  /// The members that say how a program failed.
  public func members(_ program: ProgramText) -> [(key: String, value: JSON)] {
    [("program", "failed"), ("failure", cause.json), ("trace", trace.json(program))]
  }
}

extension [SourceLocation] {
  fileprivate func json(_ program: ProgramText) -> JSON {
    .array(
      map { location in
        [
          "function": location.function.map(JSON.string) ?? nil,
          "line": program.line(of: location).map(JSON.int) ?? nil,
        ]
      })
  }
}

extension RuntimeFailure.Cause {
  fileprivate var json: JSON {
    switch self {
    case .failure(let failure): failure.json
    case .fault(let fault): ["kind": "fault", "message": .string(fault.message)]
    }
  }
}

extension ExecutionLimit {
  /// What was reached, for a person.
  public var sentence: String {
    switch self {
    case .controlSteps(let count): "the episode's limit of \(count) control steps is reached"
    case .skillCalls(let count): "the limit of \(count) skill calls is reached"
    case .queries(let count): "the limit of \(count) questions to the world is reached"
    }
  }
}

/// 16 digits.
private func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
