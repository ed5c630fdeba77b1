import ArgumentParser
import Evaluation
import SkillBytecode
import SkillDiagnostics
import SkillRuntime
import Tabletop

/// `skillet run`: a program moves the arm.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a program on a scene of a task.",
    discussion: """
      Checks the program against the scene, lets the simulated arm execute it, and says whether the task is solved. \
      Standard output holds what the program prints; progress goes to standard error. A program that only computes \
      needs no task and no simulator.

      Examples:
        skillet run sums.skill
        skillet run swap.skill --task swap --seed 3
        skillet run swap.skill --task swap --video swap.mp4 --frames swap.png
        skillet run swap.skill --task swap --trace swap.jsonl --format json
        skillet run sums.skill --max-steps 1000000 --max-memory 16M
      """)

  @Argument(help: "The program; '-' reads standard input.")
  var file: String

  @Option(help: ArgumentHelp("The task; 'skillet tasks' lists them.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @OptionGroup var scene: SceneOptions
  @OptionGroup var imports: ImportOptions

  @Option(help: ArgumentHelp("What executes the skills: oracle, a scripted policy.", valueName: "control"))
  var control: Control = .oracle

  @Option(help: ArgumentHelp("Write a video of the run (MP4).", valueName: "file"))
  var video: String?

  @Option(
    help: ArgumentHelp("Write moments of the run, with what was in force, as one picture (PNG).", valueName: "file"))
  var frames: String?

  @Option(help: ArgumentHelp("Write every control step, outcome and store (JSON Lines).", valueName: "file"))
  var trace: String?

  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var physics: PhysicsOptionGroup
  @OptionGroup var format: FormatOption

  mutating func validate() throws {
    try OutputName.check(video, "--video", as: .video)
    try OutputName.check(frames, "--frames", as: .picture)
    try OutputName.check(trace, "--trace", as: .lines)
    let files = [file] + [video, frames, trace].compactMap { $0 }
    if let twice = files.first(where: { name in files.count { $0 == name } > 1 }) {
      throw ValidationError("'\(twice)' is named twice: each file needs a name of its own.")
    }
    if task == nil, let option = optionOfARobot {
      throw ValidationError("'\(option)' needs a scene: name its task with '--task'; 'skillet tasks' lists them.")
    }
  }

  /// The first given option that means nothing without a robot.
  private var optionOfARobot: String? {
    if video != nil { return "--video" }
    if frames != nil { return "--frames" }
    if trace != nil { return "--trace" }
    if let option = limits.optionOfARobot { return option }
    return scene.given ?? (physics.isUsual ? nil : "--joint-noise, --action-base, --action-frame")
  }

  func run() throws {
    let source = try SourceReader.read(file)
    if let task { return try run(source, on: task) }
    var computation = Computation(
      source, modules: imports.modules(besides: file), format: format.format, limits: limits.machine)
    try computation.run()
  }

  private func run(_ source: SourceFile, on task: TaskName) throws {
    let world = try SceneCommand.build(scene.episode(of: task), options: physics.options)
    let compilation = try ProgramCompilation(
      source, facts: world.summary.facts, modules: imports.modules(besides: file))
    try compilation.report(format.format)
    guard let module = compilation.module else { throw ExitCode(ExitStatus.doesNotCompile.code) }

    Interrupt.watch()
    let program = ProgramText(compilation.files)
    let records = try openRecords(world, program)
    var session = RunSession(
      try rollout(module, in: world), program: program, records: records, echoes: format.format == .text)
    let outcome = try session.run()
    let report = RunReport(outcome: outcome, world: world, program: program, file: source.name)
    switch format.format {
    case .text: try OutputStream.standardError.write(report.text(Paint(for: .standardError)))
    case .json: try OutputStream.standardOutput.writeLine(report.json(printed: session.printed).text)
    }
    if !outcome.isSuccess { throw ExitCode(ExitStatus.failed.code) }
  }

  private func rollout(_ module: Module, in world: Tabletop) throws(CommandFailure) -> Rollout {
    do throws(ExecutionError) {
      let limits = limits.execution(controlPeriod: world.controlPeriod)
      return try Rollout(module, in: world, control: control, limits: limits)
    } catch {
      throw .environment(error.message)
    }
  }

  private func openRecords(_ world: Tabletop, _ program: ProgramText) throws(CommandFailure) -> RunSession.Records {
    do throws(OutputError) {
      let rate = Int((1 / world.controlPeriod).rounded())
      let pictures =
        video == nil && frames == nil ? nil : try RunPictures(video: video, sheet: frames, framesPerSecond: rate)
      let encoder = TraceEncoder(scene: world.scene, program: program)
      let start = traceStart(world)
      return RunSession.Records(
        pictures: pictures,
        trace: try trace.map { path throws(OutputError) in try TraceFile(path, start: start, encoder: encoder) })
    } catch {
      throw .environment(error.description)
    }
  }

  private func traceStart(_ world: Tabletop) -> JSON {
    let id = world.episode.id
    return [
      "task": .string(id.task.rawValue), "seed": .unsigned(id.seed), "split": .string(id.split.rawValue),
      "variant": .int(id.variant), "prompt": .string(world.prompt), "control": .string(control.rawValue),
      "jointNoise": .number(world.options.jointNoise), "actionBase": .string(world.options.actionBase.rawValue),
      "actionFrame": .string(world.options.actionFrame.rawValue), "controlPeriod": .number(world.controlPeriod),
    ]
  }
}

extension Control: ExpressibleByArgument {}
