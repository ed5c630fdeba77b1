import ArgumentParser
import Glibc

/// The command `skillet`: checks and runs robot programs.
public struct SkilletCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "skillet",
    abstract: "Check and run robot programs.",
    discussion: """
      A program is a .skill file. 'skillet tasks' lists what there is to do, 'skillet scene' shows what is on the \
      table, 'skillet check' says what is wrong with a program, 'skillet explain' why, 'skillet fmt' lays it out, \
      'skillet run' lets the simulated arm execute it, 'skillet repl' does so piece by piece at a prompt, 'skillet debug' \
      step by step, also backwards; 'skillet build' compiles it to a module for later.

      Exit codes: 0 success, 1 the program or the task failed, 2 the program does not compile, 3 the environment \
      failed (a file, a library, the disk), 64 wrong usage, 130 interrupted (143 by SIGTERM).
      """,
    version: release,
    subcommands: [
      CheckCommand.self, ExplainCommand.self, FormatCommand.self, BuildCommand.self, RunCommand.self, ReplCommand.self,
      DebugCommand.self, DisassembleCommand.self, TasksCommand.self, SceneCommand.self,
    ])

  /// The version of everything here.
  static let release = "0.1.0"

  public init() {}

  /// Runs what the command line asks for, and exits.
  public static func start() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(ExitStatus.success.code)
    } catch {
      exit(for: error)
    }
  }

  private static func exit(for error: any Error) -> Never {
    if let failure = error as? CommandFailure { report(failure) }
    // All has been said.
    if let status = error as? ExitCode { Glibc.exit(status.rawValue) }
    // Asked for help or the version: text that may fail to be written like any other.
    if exitCode(for: error).isSuccess {
      do throws(CommandFailure) {
        try OutputStream.standardOutput.writeLine(fullMessage(for: error))
      } catch {
        report(error)
      }
      Glibc.exit(ExitStatus.success.code)
    }
    let hint = fullMessage(for: error).split(separator: "\n").last { $0.contains(" --help'") }
    report(.usage(message(for: error) + (hint.map { "\n\($0)" } ?? "")))
  }

  private static func report(_ failure: CommandFailure) -> Never {
    // Nothing is left to do when standard error cannot be written to either.
    try? failure.report()
    Glibc.exit(failure.exit.code)
  }
}
