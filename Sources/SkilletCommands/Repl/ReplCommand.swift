import ArgumentParser
import Evaluation
import Glibc
import RobotInterface
import SkillMachine
import SkillRuntime
import Tabletop

/// `skillet repl`: a prompt at which a program is written and run piece by piece.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Write and run a program piece by piece at a prompt.",
    discussion: """
      Each turn, a line or a block, is checked and run as it comes, and finds what those before it have left: \
      variables, 'def's, memory, and the scene. A turn with errors changes nothing; ':undo' takes one back. Without a \
      task it only computes. Tab completes names, keywords of calls and, in strings, actors; ':help' lists what else \
      there is; Ctrl-C stops a turn, Ctrl-D ends.

      Lines are kept in ~/.local/state/skillet/history (XDG_STATE_HOME is honoured). SKILLET_HISTORY names another \
      file, or none if it is empty.

      If standard input is no terminal, its statements are run one after the other, as turns. Then the exit code is 2 \
      if one did not compile, else 1 if one failed, or called done() while the task was not solved.

      Examples:
        skillet repl --task swap --seed 3
        skillet repl
        echo '2 ** 10' | skillet repl
      """)

  @Option(help: ArgumentHelp("The task; 'skillet tasks' lists them.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @OptionGroup var scene: SceneOptions
  @OptionGroup var imports: ImportOptions

  @Option(help: ArgumentHelp("What executes the skills: oracle, a scripted policy.", valueName: "control"))
  var control: Control = .oracle

  @OptionGroup var physics: PhysicsOptionGroup

  @Flag(help: "Neither read nor keep the lines of this prompt.")
  var noHistory = false

  mutating func validate() throws {
    guard task == nil else { return }
    if let option = scene.given ?? physics.given {
      throw ValidationError("'\(option)' needs a scene: name its task with '--task'; 'skillet tasks' lists them.")
    }
  }

  func run() throws {
    let world = try task.map { task throws(CommandFailure) in
      try SceneCommand.build(scene.episode(of: task), options: physics.options)
    }
    let history =
      noHistory ? PromptHistory() : PromptHistory { name in getenv(name).map { String(cString: $0) } }
    let reader = try TurnReader(history: history)
    Interrupt.watch(isPrompt: reader.isTerminal)
    var repl = Repl(session(in: world), world: world, reader: reader, modules: imports.modules(besides: "-"))
    let status = try repl.run()
    if status.code != ExitStatus.success.code { throw ExitCode(status.code) }
  }

  private func session(in world: Tabletop?) -> Session {
    let robot = world.map { world in
      SessionRobot(world: world, policy: control.policy(for: world.options)) {
        let state = world.saveState()
        return { () throws(WorldError) in
          do throws(TabletopError) { try world.restore(state) } catch { throw .unstable(error.description) }
        }
      }
    }
    let options = SessionOptions(
      limits: ExecutionLimits(machine: MachineLimits(steps: Self.stepLimit)), echoesValues: true)
    return Session(robot: robot, facts: world?.summary.facts, options: options)
  }

  /// Steps of a turn: some seconds, so that nobody waits for long at a prompt.
  private static let stepLimit = 100_000_000
}
