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
        skillet run swap.skillc --task swap
      """)

  @Argument(help: "The program, or a module; '-' reads standard input.")
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
    return scene.given ?? (physics.isUsual ? nil : "--joint-noise, --action-base, --action-frame")
  }

  func run() throws {
    let input = try ProgramInput.read(file)
    if case .module = input { try imports.refuse(for: file) }
    if let task { return try run(input, on: task) }
    let program = try compute(input)
    var computation = Computation(
      InputFile.name(of: file), program.module, sources: program.sources, format: format.format)
    try computation.run()
  }

  /// The program compiled, or what is wrong with it reported; exit code 2 then.
  private func compiled(_ compilation: ProgramCompilation) throws -> ModuleFile {
    try compilation.report(format.format)
    guard let module = compilation.module else { throw ExitCode(ExitStatus.doesNotCompile.code) }
    return ModuleFile(module, sources: compilation.files)
  }

  /// A program that only computes; one that asks for a robot is a failure of usage.
  private func compute(_ input: ProgramInput) throws -> ModuleFile {
    switch input {
    case .module(let file):
      guard let call = file.module.hostFunctions.first else { return file }
      throw needsRobot("calls '\(call.name)', which takes a robot")
    case .source(let source):
      let compilation = try ProgramCompilation(source, modules: imports.modules(besides: file))
      guard compilation.module?.hostFunctions.isEmpty == false else { return try compiled(compilation) }
      guard let call = compilation.firstRobotCall else { throw needsRobot("needs a robot") }
      let line = LineIndex(source).line(of: call.span.start)
      throw needsRobot("calls '\(call.name)' in line \(line), which takes a robot")
    }
  }

  private func needsRobot(_ reason: String) -> CommandFailure {
    .usage(
      "'\(InputFile.name(of: file))' \(reason): add '--task', for instance '--task swap'; "
        + "'skillet tasks' lists them.")
  }

  private func run(_ input: ProgramInput, on task: TaskName) throws {
    let world = try SceneCommand.build(scene.episode(of: task), options: physics.options)
    let built: ModuleFile
    switch input {
    case .module(let file): built = file
    case .source(let source):
      built = try compiled(
        try ProgramCompilation(source, facts: world.summary.facts, modules: imports.modules(besides: file)))
    }
    Interrupt.watch()
    let program = ProgramText(built.sources)
    let records = try openRecords(world, program)
    var session = RunSession(
      try rollout(built.module, in: world), program: program, records: records, echoes: format.format == .text)
    let outcome = try session.run()
    let report = RunReport(outcome: outcome, world: world, program: program, file: InputFile.name(of: file))
    switch format.format {
    case .text: try OutputStream.standardError.write(report.text(Paint(for: .standardError)))
    case .json: try OutputStream.standardOutput.writeLine(report.json(printed: session.printed).text)
    }
    if !outcome.isSuccess { throw ExitCode(ExitStatus.failed.code) }
  }

  private func rollout(_ module: Module, in world: Tabletop) throws(CommandFailure) -> Rollout {
    do throws(ExecutionError) {
      return try Rollout(module, in: world, control: control)
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
