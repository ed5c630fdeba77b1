import ArgumentParser
import Evaluation
import SkillBytecode
import SkillRuntime
import Tabletop

/// `skillet debug`: a program step by step, also backwards.
struct DebugCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debug",
    abstract: "Run a program step by step, forwards and backwards.",
    discussion: """
      Stands before the first statement and takes commands from standard input: step, next, skill, continue; back, \
      back skill, reverse-continue; goto t=12.4s; break at a line, a skill, a failure, a question answered with False, \
      a store; locals, memory, scene, list, where, print, image. 'help' says more; an empty line does the last motion \
      again. What was executed once is what it was: machine and world go back together, bit for bit.

      Examples:
        skillet debug sums.skill
        skillet debug swap.skill --task swap --seed 3
        printf 'break 10\\ncontinue\\nlocals\\n' | skillet debug swap.skill --task swap
      """)

  @Argument(help: "The program.")
  var file: String

  @Option(help: ArgumentHelp("The task; 'skillet tasks' lists them.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @OptionGroup var scene: SceneOptions
  @OptionGroup var imports: ImportOptions

  @Option(help: ArgumentHelp("What executes the skills: oracle, a scripted policy.", valueName: "control"))
  var control: Control = .oracle

  @OptionGroup var physics: PhysicsOptionGroup

  mutating func validate() throws {
    if file == "-" { throw ValidationError("standard input is for commands: name a file.") }
    if task == nil, let option = scene.given ?? physics.given {
      throw ValidationError("'\(option)' needs a scene: name its task with '--task'; 'skillet tasks' lists them.")
    }
  }

  func run() throws {
    let source = try SourceReader.read(file)
    let world = try task.map { task throws(CommandFailure) in
      try SceneCommand.build(scene.episode(of: task), options: physics.options)
    }
    let compilation = try ProgramCompilation(
      source, facts: world?.summary.facts, modules: imports.modules(besides: file), isForDebugging: true)
    if world == nil, compilation.module?.hostFunctions.isEmpty == false { throw compilation.needsRobot }
    try compilation.report(.text)
    guard let module = compilation.module else { throw ExitCode(ExitStatus.doesNotCompile.code) }
    let debugger: Debugger
    do throws(ExecutionError) { debugger = try Debugger(execution(module, world)) } catch {
      throw CommandFailure.environment(error.message)
    }
    var session = DebugSession(debugger, world: world, program: ProgramText(compilation.files), file: source.name)
    try session.run()
  }

  private func execution(_ module: Module, _ world: Tabletop?) throws(ExecutionError) -> Execution {
    guard let world else { return try Execution(module, world: EmptyWorld(), policy: NoPolicy(), reportsAnswers: true) }
    return try Rollout.execution(module, in: world, control: control)
  }
}
