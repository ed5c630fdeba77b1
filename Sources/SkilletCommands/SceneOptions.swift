import ArgumentParser
import SkillDiagnostics
import Tabletop

/// Which scene of a task: options that several commands share.
struct SceneOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The number that decides the scene.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("The pool of shapes and textures: train or test.", valueName: "split"))
  var split: Split = .train

  @Option(help: ArgumentHelp("Other roles for the actors of the same scene.", valueName: "n"))
  var variant = 0

  mutating func validate() throws {
    if variant < 0 { throw ValidationError("'--variant' is 0 or more, not \(variant).") }
  }

  func episode(of task: TaskName) -> EpisodeID {
    EpisodeID(task: task, seed: seed, split: split, variant: variant)
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
