import Evaluation
import RobotInterface
import SkillMachine
import SkillRuntime
import Tabletop

/// What `run` says at its end.
struct RunReport {
  let outcome: Rollout.Outcome
  let world: Tabletop
  let program: ProgramText
  let file: String

  /// For people: what ended the program, if it did not finish, and how the task stands.
  func text(_ paint: Paint) -> String {
    var lines: [String] = []
    switch outcome.end {
    case .failed(let failure): lines += failure.lines(program)
    case .stopped(let limit, let trace):
      lines += ["skillet: error: \(limit.sentence); '\(limit.option)' sets the limit"] + trace.lines(program)
    case .finished, nil: break
    }
    let verdict = outcome.status.succeededOnce ? paint.success("solved") : paint.failure("not solved")
    lines.append("\(world.prompt): \(verdict)\(remark) after \(outcome.time.fixed(2)) s of simulated time")
    return lines.map { $0 + "\n" }.joined()
  }

  /// What is lacking, where something is.
  private var remark: String {
    guard let lacking = outcome.status.lacking, !outcome.status.succeedsNow else { return "" }
    return outcome.status.succeededOnce ? " once, but not at the end (\(lacking))" : " (\(lacking))"
  }

  /// For programs: one object, with what the program printed.
  func json(printed: String) -> JSON {
    let id = world.episode.id
    return .object(
      [
        ("file", .string(file)), ("task", .string(id.task.rawValue)), ("seed", .unsigned(id.seed)),
        ("split", .string(id.split.rawValue)), ("variant", .int(id.variant)), ("prompt", .string(world.prompt)),
      ] + outcome.json(program: program).members + [("printed", .string(printed))])
  }
}
