import Evaluation
import Tabletop

/// A scene for people to read.
struct SceneText {
  private let summary: SceneSummary
  private let held: Int?

  /// `held` is the index of the actor that the gripper holds now.
  init(_ summary: SceneSummary, held: Int?) {
    self.summary = summary
    self.held = held
  }

  var text: String {
    """
    \(summary.task.rawValue), seed \(summary.seed), split \(summary.split.rawValue), variant \(summary.variant)
    \(summary.prompt)

    \(table)
    \(notes.joined(separator: "\n"))

    """
  }

  /// The actors, one a line, under a header.
  var table: String {
    var table = TextTable([
      ("name", .left), ("actor_pos", .left), ("x", .right), ("y", .right), ("z m", .right), ("turned", .right),
      ("size cm", .left), ("", .left),
    ])
    for actor in summary.actors {
      let cell = actor.cell.map { "(\($0[0]), \($0[1]))" } ?? "out of view"
      let size = actor.size.map { ($0 * 100).fixed(1) }.joined(separator: " × ")
      table.add(
        ["'\(actor.name)'", cell] + actor.position.map { $0.fixed(3) }
          + [actor.yaw.fixed(0) + "°", size, actor.isMovable ? "" : "fixed"])
    }
    return table.text
  }

  /// What the gripper holds, in a sentence.
  var gripper: String {
    held.map { "The gripper holds '\(summary.actors[$0].name)'." } ?? "The gripper is empty."
  }

  private var notes: [String] {
    var notes: [String] = []
    notes.append(gripper)
    let parts = summary.actors.filter { $0.role != nil }.sorted { ($0.role ?? 0) < ($1.role ?? 0) }
    notes.append("In actors(), first those of the goal: " + parts.map { "'\($0.name)'" }.joined(separator: ", ") + ".")
    if !summary.images.isEmpty { notes.append("Images: " + summary.images.joined(separator: ", ") + ".") }
    if summary.goalCount > 0 { notes.append("goals() has \(summary.goalCount) poses.") }
    return notes
  }
}

extension SceneSummary {
  /// What `check --scene` reads.
  var json: JSON {
    [
      "task": .string(task.rawValue), "seed": .unsigned(seed), "split": .string(split.rawValue),
      "variant": .int(variant), "prompt": .string(prompt), "actors": .array(actors.map(\.json)),
      "images": .array(images.map(JSON.string)), "goals": .int(goalCount),
      "heldAtStart": heldAtStart.map(JSON.int) ?? nil, "endsHolding": .bool(endsHolding),
    ]
  }
}

extension SceneSummary.ActorSummary {
  fileprivate var json: JSON {
    [
      "name": .string(name), "shape": .string(shape), "texture": .string(texture), "position": .numbers(position),
      "yawDegrees": .number(yaw), "size": .numbers(size), "cell": cell.map { .array($0.map(JSON.int)) } ?? nil,
      "movable": .bool(isMovable), "role": role.map(JSON.int) ?? nil,
    ]
  }
}
