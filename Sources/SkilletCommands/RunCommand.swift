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
      needs no task and no simulator. What 'skillet build' wrote runs without being checked again.

      Examples:
        skillet run sums.skill
        skillet run swap.skill --task swap --seed 3
        skillet run swap.skill --task swap --video swap.mp4 --frames swap.png
        skillet run swap.skill --task swap --trace swap.jsonl --format json
        skillet run swap.skill --task swap --checkpoint swap.ckpt --every 2s
        skillet run --resume swap.ckpt
        skillet run sums.skill --max-steps 1000000 --max-memory 16M
        skillet run swap.skillc --task swap
      """)

  @Argument(help: "The program, or a module; '-' reads standard input.")
  var file: String?

  @Option(help: ArgumentHelp("The task; 'skillet tasks' lists them.", valueName: "task"), transform: TaskName.parse)
  var task: TaskName?

  @OptionGroup var scene: SceneOptions
  @OptionGroup var imports: ImportOptions

  // Without a default here, so that it is known whether it was given.
  @Option(
    help: ArgumentHelp("What executes the skills: oracle, a scripted policy. (default: oracle)", valueName: "control"))
  var control: Control?

  @Option(help: ArgumentHelp("Write a video of the run (MP4).", valueName: "file"))
  var video: String?

  @Option(
    help: ArgumentHelp("Write moments of the run, with what was in force, as one picture (PNG).", valueName: "file"))
  var frames: String?

  @Option(help: ArgumentHelp("Write every control step, outcome and store (JSON Lines).", valueName: "file"))
  var trace: String?

  @OptionGroup var checkpoints: CheckpointOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var physics: PhysicsOptionGroup
  @OptionGroup var format: FormatOption

  mutating func validate() throws {
    try OutputName.check(video, "--video", as: .video)
    try OutputName.check(frames, "--frames", as: .picture)
    try OutputName.check(trace, "--trace", as: .lines)
    let files = [file, video, frames, trace, checkpoints.checkpoint].compactMap { $0 }
    if let twice = files.first(where: { name in files.count { $0 == name } > 1 }) {
      throw ValidationError("'\(twice)' is named twice: each file needs a name of its own.")
    }
    if checkpoints.resume != nil {
      if let given = optionOfACheckpoint {
        throw ValidationError("the checkpoint of '--resume' says what is run: leave out \(given).")
      }
    } else if file != nil, task == nil, let option = optionOfARobot {
      throw ValidationError("'\(option)' needs a scene: name its task with '--task'; 'skillet tasks' lists them.")
    }
  }

  /// The first thing given that a checkpoint holds.
  private var optionOfACheckpoint: String? {
    if let file { return "'\(file)'" }
    if task != nil { return "'--task'" }
    if !imports.folders.isEmpty { return "'-I'" }
    if control != nil { return "'--control'" }
    if let option = limits.given { return "'\(option)'" }
    return scene.given.map { "'\($0)'" } ?? physics.given.map { "'\($0)'" }
  }

  /// The first given option that means nothing without a robot.
  private var optionOfARobot: String? {
    if video != nil { return "--video" }
    if frames != nil { return "--frames" }
    if trace != nil { return "--trace" }
    if checkpoints.checkpoint != nil { return "--checkpoint" }
    if let option = limits.optionOfARobot { return option }
    return scene.given ?? physics.given
  }

  func run() throws {
    if let checkpoint = checkpoints.resume { return try run(RunPlan.resuming(checkpoint)) }
    // Not in `validate`, which comes before unknown options are named.
    guard let file else {
      throw ValidationError("name a program, or a checkpoint to go on from with '--resume'.")
    }
    let program = try ProgramInput.read(file)
    if case .module = program {
      try imports.refuse(for: file)
      if checkpoints.checkpoint != nil {
        throw CommandFailure.usage("a checkpoint holds the program's source: '--checkpoint' takes no module.")
      }
    }
    let (name, modules) = (InputFile.name(of: file), imports.modules(besides: file))
    if let task {
      return try run(
        RunPlan(
          program: program, name: name, modules: modules, importFolders: imports.folders,
          episode: scene.episode(of: task), options: physics.options, control: control ?? .oracle))
    }
    var computation = Computation(
      name, try computing(program, name, modules), format: format.format, limits: limits.machine)
    try computation.run()
  }

  /// A program that only computes; one that asks for a robot is a failure of usage.
  private func computing(_ program: ProgramInput, _ name: String, _ modules: ModuleFiles) throws -> ModuleFile {
    switch program {
    case .module(let file):
      guard let call = file.module.hostFunctions.first else { return file }
      throw CommandFailure.needsRobot(name, calling: call.name)
    case .source(let source):
      let compilation = try ProgramCompilation(source, modules: modules)
      if compilation.module?.hostFunctions.isEmpty == false { throw compilation.needsRobot }
      return try compilation.reported(format.format)
    }
  }

  private func run(_ plan: RunPlan) throws {
    var plan = plan
    let world = try SceneCommand.build(plan.episode, options: plan.options)
    if plan.resumed == nil { plan.limits = limits.execution(controlPeriod: world.controlPeriod) }
    let compiled = try plan.compiled(for: world.summary.facts, format.format)
    let rollout = try plan.start(compiled.module, in: world)
    if plan.resumed != nil, format.format == .text {
      try OutputStream.standardError.writeLine(Paint(for: .standardError).dim(plan.resumption(at: rollout)))
    }
    let program = ProgramText(compiled.sources)
    Interrupt.watch()
    var session = RunSession(
      rollout, program: program, records: try openRecords(plan, rollout, program),
      checkpoints: checkpoints.checkpoint.flatMap { path in
        plan.checkpoint(of: compiled).map { CheckpointWriter(path, period: checkpoints.period, of: $0) }
      },
      echoes: format.format == .text)
    let outcome = try session.run()
    try report(RunReport(outcome: outcome, world: world, program: program, file: plan.name), session.printed)
    if !outcome.isSuccess { throw ExitCode(ExitStatus.failed.code) }
  }

  private func report(_ report: RunReport, _ printed: String) throws(CommandFailure) {
    switch format.format {
    case .text: try OutputStream.standardError.write(report.text(Paint(for: .standardError)))
    case .json: try OutputStream.standardOutput.writeLine(report.json(printed: printed).text)
    }
  }

  private func openRecords(
    _ plan: RunPlan, _ rollout: Rollout, _ program: ProgramText
  ) throws(CommandFailure) -> RunSession.Records {
    let world = rollout.world
    do throws(OutputError) {
      let rate = Int((1 / world.controlPeriod).rounded())
      let pictures =
        video == nil && frames == nil ? nil : try RunPictures(video: video, sheet: frames, framesPerSecond: rate)
      let encoder = TraceEncoder(
        scene: world.scene, program: program, calls: rollout.execution.usage.skillCalls, time: world.observe().time)
      let start = traceStart(plan, world)
      return RunSession.Records(
        pictures: pictures,
        trace: try trace.map { path throws(OutputError) in try TraceFile(path, start: start, encoder: encoder) })
    } catch {
      throw .environment(error.description)
    }
  }

  private func traceStart(_ plan: RunPlan, _ world: Tabletop) -> JSON {
    let id = plan.episode
    let start: JSON = [
      "task": .string(id.task.rawValue), "seed": .unsigned(id.seed), "split": .string(id.split.rawValue),
      "variant": .int(id.variant), "prompt": .string(world.prompt), "control": .string(plan.control.rawValue),
      "jointNoise": .number(world.options.jointNoise), "actionBase": .string(world.options.actionBase.rawValue),
      "actionFrame": .string(world.options.actionFrame.rawValue), "controlPeriod": .number(world.controlPeriod),
    ]
    return plan.resumed == nil ? start : .object(start.members + [("resumedAt", .seconds(world.observe().time))])
  }
}

extension Control: ExpressibleByArgument {}
