/// Why a command ends without having done its work; `message` is a line or two for a person.
struct CommandFailure: Error {
  let message: String
  let exit: ExitStatus

  /// What the command runs in failed: a file, a library, the disk.
  static func environment(_ message: String) -> CommandFailure {
    CommandFailure(message: message, exit: .environment)
  }

  /// The command line asks for what there is not.
  static func usage(_ message: String) -> CommandFailure { CommandFailure(message: message, exit: .usage) }

  /// Says on standard error what is wrong.
  func report() throws(CommandFailure) { try OutputStream.standardError.writeLine("skillet: error: \(message)") }
}

/// The exit codes of every command.
enum ExitStatus: Int32 {
  case success = 0
  /// The program or the task failed.
  case failed = 1
  case doesNotCompile = 2
  case environment = 3
  case usage = 64
  /// Ctrl-C.
  case interrupted = 130
}
