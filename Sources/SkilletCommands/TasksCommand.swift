import ArgumentParser
import Evaluation
import Tabletop

/// `skillet tasks`: what there is to do.
struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the tasks.",
    discussion: """
      Each task is a kind of scene and a goal. Levels: L0 one skill, L1 several in a row, L2 many with choices.

      Example: skillet tasks --format json
      """)

  @OptionGroup var format: FormatOption

  func run() throws {
    switch format.format {
    case .text: try OutputStream.standardOutput.write(try table)
    case .json: try OutputStream.standardOutput.writeLine(try json.text)
    }
  }

  private var table: String {
    get throws {
      var table = TextTable([("task", .left), ("level", .left), ("actors", .left), ("goal", .left)])
      for task in TaskName.allCases {
        let info = task.info
        let count = [info.actorCount, info.areaCount].map(Self.text(of:))
        let actors = info.areaCount.upperBound > 0 ? "\(count[0]), areas \(count[1])" : count[0]
        table.add([task.rawValue, info.level.rawValue, actors, info.summary])
      }
      return table.text + "\nWhat is on the table of one: skillet scene \(TaskName.allCases[0].rawValue) --seed 0\n"
    }
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
  }

  private var json: JSON {
    get throws {
      .array(
        try TaskName.allCases.map { task in
          let info = task.info
          return [
            "task": .string(task.rawValue), "level": .string(info.level.rawValue), "summary": .string(info.summary),
            "promptExample": .string(try Self.promptExample(of: task)),
            "actors": [.int(info.actorCount.lowerBound), .int(info.actorCount.upperBound)],
            "areas": [.int(info.areaCount.lowerBound), .int(info.areaCount.upperBound)],
            "startsHolding": .bool(info.startsHolding), "endsHolding": .bool(info.endsHolding),
          ]
        })
    }
  }

  private static func promptExample(of task: TaskName) throws(CommandFailure) -> String {
    do throws(TabletopError) { return try task.promptExample } catch { throw .environment(error.description) }
  }
}
