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
    lines.append(outcome.status.verdict(world.prompt, time: outcome.time, paint))
    return lines.map { $0 + "\n" }.joined()
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

extension TaskStatus {
  /// Whether the task that `prompt` asks for is solved after `time` simulated seconds, in a line for people.
  func verdict(_ prompt: String, time: Double, _ paint: Paint) -> String {
    let verdict = succeededOnce ? paint.success("solved") : paint.failure("not solved")
    return "\(prompt): \(verdict)\(remark) after \(time.fixed(2)) s of simulated time"
  }

  /// What is lacking, where something is.
  private var remark: String {
    guard let lacking, !succeedsNow else { return "" }
    return succeededOnce ? " once, but not at the end (\(lacking))" : " (\(lacking))"
  }
}
