import Evaluation
import Glibc
import SkillDiagnostics
import Tabletop

/// What can be asked for at the prompt beside turns: `:` and the name.
enum ReplAction: String, CaseIterable {
  case help, image, memory, names, quit, scene, undo

  var summary: String {
    switch self {
    case .help: ":help            this list"
    case .image: ":image [FILE]    a picture of the scene, as PNG"
    case .memory: ":memory          what the memory holds"
    case .names: ":names           the variables, defs and imports so far"
    case .quit: ":quit            end, like Ctrl-D"
    case .scene: ":scene           what is on the table now"
    case .undo: ":undo            take the last turn back: memory, names and scene"
    }
  }
}

extension Repl {
  /// Does what a line that began with a colon asks for; false if that is to end.
  mutating func perform(_ text: String) throws(CommandFailure) -> Bool {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    let name = words.first ?? ""
    guard let action = ReplAction(rawValue: name) else {
      let meant =
        NearMisses.best(name, in: ReplAction.allCases.map(\.rawValue)).map { "; did you mean ':\($0)'?" } ?? ""
      try say("There is no ':\(name)'\(meant.isEmpty ? "; ':help' lists what there is." : meant)")
      return true
    }
    let argument = words.count > 1 ? words[1].trimmed : ""
    guard argument.isEmpty || action == .image else {
      try say("':\(name)' takes nothing behind it.")
      return true
    }
    let output = OutputStream.standardOutput
    switch action {
    case .help: try output.write(ReplAction.allCases.map { $0.summary + "\n" }.joined())
    case .image: try writeImage(argument)
    case .memory: try output.write(session.memoryListing.map { $0 + "\n" }.joined())
    case .names: try output.write(nameListing.map { $0 + "\n" }.joined())
    case .quit: return false
    case .scene: try showScene()
    case .undo: try undo()
    }
    return true
  }

  private var nameListing: [String] {
    session.variableListing + session.names.functionList.map { "def \($0.text)" }
      + session.names.importList.map { "import \($0.name)" }
  }

  private func showScene() throws(CommandFailure) {
    guard let world else { return try say("There is no scene: start with a task, as 'skillet repl --task swap'.") }
    try OutputStream.standardOutput.write(SceneText(world.summary, held: world.heldActor()?.rawValue).text)
  }

  private func writeImage(_ name: String) throws(CommandFailure) {
    guard let world else { return try say("There is no scene: start with a task, as 'skillet repl --task swap'.") }
    let path = name.isEmpty ? Self.unusedName(for: world.episode.id.task.rawValue) : name
    do throws(CommandFailure) { try SceneCommand.write(.base, of: world, to: path) } catch {
      return try say("skillet: error: \(error.message)")
    }
    try say("The picture is in \(path).")
  }

  /// `swap-1.png`, or the first number that no file has.
  private static func unusedName(for task: String) -> String {
    let number = (1...9999).first { access("\(task)-\($0).png", F_OK) != 0 } ?? 1
    return "\(task)-\(number).png"
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
