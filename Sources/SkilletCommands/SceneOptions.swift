import ArgumentParser
import SkillDiagnostics
import Tabletop

/// Which scene of a task: options that several commands share.
struct SceneOptions: ParsableArguments {
  // Without defaults here, so that a command knows whether they were given.
  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number that decides the scene. (default: 0)", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("The pool of shapes and textures: train or test. (default: train)", valueName: "split"))
  var split: Split?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Other roles for the actors of the same scene. (default: 0)", valueName: "n"))
  var variant: Int?

  mutating func validate() throws {
    if let variant, variant < 0 { throw ValidationError("'--variant' is 0 or more, not \(variant).") }
  }

  /// The first of these options that is given.
  var given: String? { seed != nil ? "--seed" : split != nil ? "--split" : variant != nil ? "--variant" : nil }

  func episode(of task: TaskName) -> EpisodeID {
    EpisodeID(task: task, seed: seed ?? 0, split: split ?? .train, variant: variant ?? 0)
  }
}

extension Split: ExpressibleByArgument {}

extension TaskName: ExpressibleByArgument {
  /// The task of that name, for the command line: a misspelt one gets the name that was probably meant.
  static func parse(_ name: String) throws -> TaskName {
    if let task = TaskName(rawValue: name) { return task }
    let meant = NearMisses.best(name, in: allCases.map(\.rawValue)).map { "; did you mean '\($0)'?" } ?? "."
    throw ValidationError("there is no task '\(name)'\(meant) 'skillet tasks' lists them.")
  }
}

/// How a command prints its results.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// For programs: JSON alone on standard output.
  case json
}

struct FormatOption: ParsableArguments {
  @Option(help: ArgumentHelp("text, or json for programs to read.", valueName: "format"))
  var format: OutputFormat = .text
}
