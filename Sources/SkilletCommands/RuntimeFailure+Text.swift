import Evaluation
import RobotInterface
import SkillMachine

extension RuntimeFailure {
  /// For people: what happened, then where, innermost call first.
  func lines(_ program: ProgramText) -> [String] { ["skillet: error: \(cause.sentence)"] + trace.lines(program) }
}

extension RuntimeFailure.Cause {
  /// What happened, for a person.
  var sentence: String {
    switch self {
    case .failure(let failure) where failure.reason == FailureReason.rejectedByProgram.rawValue:
      "the program gave up: \(failure.message)"
    case .failure(let failure): "\(failure.skill) failed (\(failure.reason)): \(failure.message)"
    case .fault(let fault): fault.message + (fault.option.map { "; '\($0)' sets the limit" } ?? "")
    }
  }
}

extension Fault {
  /// The option of `run` that sets the limit that was met.
  fileprivate var option: String? {
    switch self {
    case .stepLimit: "--max-steps"
    case .depthLimit: "--max-depth"
    case .heapLimit: "--max-memory"
    case .textLimit, .sizeLimit: "--max-size"
    case .outputLimit: "--max-output"
    default: nil
    }
  }
}

extension [SourceLocation] {
  /// One line for each call; of very many, which recursion makes, the first and the last ones.
  func lines(_ program: ProgramText) -> [String] {
    guard count > 2 * Self.shownAtEachEnd + 1 else { return map { $0.line(program) } }
    return prefix(Self.shownAtEachEnd).map { $0.line(program) } + ["  … \(count - 2 * Self.shownAtEachEnd) more"]
      + suffix(Self.shownAtEachEnd).map { $0.line(program) }
  }

  private static let shownAtEachEnd = 5
}

extension SourceLocation {
  fileprivate func line(_ program: ProgramText) -> String {
    let place = program.line(of: self).map { "\(file):\($0)" } ?? file
    let function = function.map { " in \($0)" } ?? ""
    return "  at \(place)\(function): \(program.sourceLine(at: self))"
  }
}
