/// Why a command ends without having done its work; `message` is a line or two for a person.
struct CommandFailure: Error {
  let message: String
  let exit: ExitStatus

  /// What the command runs in failed: a file, a library, the disk.
  static func environment(_ message: String) -> CommandFailure {
    CommandFailure(message: message, exit: .environment)
  }

  /// A mistake of ours, not of the user or of what the command runs in.
  static func internalError(_ message: String) -> CommandFailure { environment("internal error: \(message)") }

  /// The command line asks for what there is not.
  static func usage(_ message: String) -> CommandFailure { CommandFailure(message: message, exit: .usage) }

  /// Says on standard error what is wrong.
  func report() throws(CommandFailure) { try OutputStream.standardError.writeLine("skillet: error: \(message)") }
}

/// The exit codes of every command.
enum ExitStatus {
  case success
  /// The program or the task failed.
  case failed
  case doesNotCompile
  case environment
  case usage
  /// A signal asked the command to end: Ctrl-C, or another process.
  case interrupted(signal: Int32)

  var code: Int32 {
    switch self {
    case .success: 0
    case .failed: 1
    case .doesNotCompile: 2
    case .environment: 3
    case .usage: 64
    case .interrupted(let signal): 128 + signal
    }
  }
}
