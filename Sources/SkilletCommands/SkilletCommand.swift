import ArgumentParser
import Glibc

/// The command `skillet`: checks and runs robot programs.
public struct SkilletCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "skillet",
    abstract: "Check and run robot programs.",
    discussion: """
      A program is a .skill file. 'skillet tasks' lists what there is to do, 'skillet scene' shows what is on the \
      table, 'skillet check' compiles a program, 'skillet fmt' lays it out, 'skillet run' lets the simulated arm execute it.

      Exit codes: 0 success, 1 the program or the task failed, 2 the program does not compile, 3 the environment \
      failed (a file, a library, the disk), 64 wrong usage, 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [CheckCommand.self, FormatCommand.self, RunCommand.self, TasksCommand.self, SceneCommand.self])

  public init() {}

  /// Runs what the command line asks for, and exits.
  public static func start() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(ExitStatus.success.rawValue)
    } catch {
      exit(for: error)
    }
  }

  private static func exit(for error: any Error) -> Never {
    if let failure = error as? CommandFailure { report(failure.message, exit: failure.exit) }
    // Asked for help or the version, or all has been said.
    if exitCode(for: error).isSuccess || error is ExitCode { exit(withError: error) }
    let hint = fullMessage(for: error).split(separator: "\n").last { $0.contains(" --help'") }
    report(message(for: error) + (hint.map { "\n\($0)" } ?? ""), exit: .usage)
  }

  private static func report(_ message: String, exit status: ExitStatus) -> Never {
    // Nothing is left to do when standard error cannot be written to either.
    try? CommandFailure(message: message, exit: status).report()
    Glibc.exit(status.rawValue)
  }
}
