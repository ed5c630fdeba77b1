import Geometry
import RobotInterface
import Tabletop
import Testing

@Suite struct SceneTests {
  static let seeds: Range<UInt64> = 0..<300

  static func identities(of task: TaskName) -> [EpisodeID] {
    Split.allCases.flatMap { split in seeds.map { EpisodeID(task: task, seed: $0, split: split) } }
  }

  @Test(arguments: TaskName.allCases) func sameIdentityIsTheSameScene(_ task: TaskName) throws {
    for id in Self.identities(of: task) { #expect(try Episode(id) == Episode(id)) }
  }

  @Test(arguments: TaskName.allCases) func seedsAndSplitsAreDifferentScenes(_ task: TaskName) throws {
    let layouts = try Self.identities(of: task).map { try Episode($0).layout }
    #expect(Set(layouts).count == layouts.count)
  }

  @Test(arguments: TaskName.allCases) func nothingOverlapsAndEverythingIsInReach(_ task: TaskName) throws {
    for id in Self.identities(of: task) {
      let episode = try Episode(id)
      let onTable = episode.layout.actors.enumerated().filter { $0.offset != episode.layout.heldAtStart }.map(\.element)
      let footprints = onTable.map { Footprint(hull: $0.shape.hull(size: $0.size), at: $0.pose) }
      for (index, actor) in onTable.enumerated() {
        #expect(episode.info.workspace.contains(actor.pose.p), "\(id): \(actor.name) is outside the workspace")
        #expect(ToolReach.contains(actor.pose.p), "\(id): \(actor.name) is out of reach")
        for other in 0..<index {
          #expect(footprints[index].gap(to: footprints[other]) >= 0.015, "\(id): \(actor.name) is too near another")
        }
      }
    }
  }

  @Test(arguments: TaskName.allCases) func countsRunThroughTheWholeRange(_ task: TaskName) throws {
    let info = task.info
    let counts = try Self.identities(of: task).map { try Episode($0).layout.actors.count }
    #expect(counts.min() == info.actorCount.lowerBound + info.areaCount.lowerBound)
    #expect(counts.max() == info.actorCount.upperBound + info.areaCount.upperBound)
  }

  @Test(arguments: TaskName.allCases) func namesTellTheActorsApart(_ task: TaskName) throws {
    for id in Self.identities(of: task) {
      let names = try Episode(id).layout.actors.map(\.name)
      #expect(Set(names).count == names.count, "\(id): \(names)")
    }
  }

  @Test(arguments: TaskName.allCases) func splitsShareNoShapeAndNoTexture(_ task: TaskName) throws {
    let actors = try Split.allCases.map { split in
      try Self.seeds.flatMap { try Episode(EpisodeID(task: task, seed: $0, split: split)).layout.actors }
    }
    #expect(Set(actors[0].map(\.shape)).isDisjoint(with: actors[1].map(\.shape)))
    #expect(Set(actors[0].map(\.texture)).isDisjoint(with: actors[1].map(\.texture)))
  }

  @Test(arguments: TaskName.allCases) func variantsChangeRolesAndMoveNothing(_ task: TaskName) throws {
    for seed in Self.seeds {
      let variants = try (0..<24).map { try Episode(EpisodeID(task: task, seed: seed, variant: $0)) }
      #expect(Set(variants.map(\.layout)).count == 1)
      #expect(variants.allSatisfy { $0.task.roles.count == variants[0].task.roles.count })
    }
    let goals = try (0..<24).map { variant in
      try Self.seeds.map { try Episode(EpisodeID(task: task, seed: $0, variant: variant)).task.goal }
    }
    #expect(Set(goals).count > 1)
  }

  @Test func variantsRunThroughAllOrdersOfATower() throws {
    let orders = try (0..<24).map { variant in
      try Self.seeds.map { try Episode(EpisodeID(task: .singleStack, seed: $0, variant: variant)) }
        .filter { $0.layout.actors.count == 4 }.map(\.task.roles)
    }
    #expect(Set(orders.map { $0[0] }).count == 24)
  }

  @Test func promptsHaveThePublishedWording() throws {
    func prompt(_ task: TaskName, where isWanted: (Episode) -> Bool) throws -> String? {
      for seed in Self.seeds {
        let episode = try Episode(EpisodeID(task: task, seed: seed))
        guard isWanted(episode) else { continue }
        return episode.task.roles.enumerated().reduce(episode.prompt) { text, role in
          replacing(episode.layout.actors[role.element.rawValue].name, by: "<\(role.offset)>", in: text)
        }
      }
      return nil
    }
    #expect(try prompt(.pick) { _ in true } == "Pick up the <0>")
    #expect(try prompt(.place) { _ in true } == "Place <0> on <1>")
    #expect(try prompt(.simpleManipulation) { _ in true } == "Pick and place <0> on <1>")
    #expect(try prompt(.rotate) { $0.prompt.contains("90") }?.hasPrefix("Rotate <0> 90 degrees ") == true)
    #expect(try prompt(.swap) { _ in true } == "Swap positions of <0> and <1>")
    #expect(
      try prompt(.singleStack) { $0.layout.actors.count == 4 } == "Stack <1> on <0>, <2> on <1>, and <3> on <2>")
    #expect(try prompt(.singleStack) { $0.layout.actors.count == 2 } == "Stack <1> on <0>")
  }

  /// Every occurrence replaced.
  private func replacing(_ word: String, by replacement: String, in text: String) -> String {
    var (rest, result) = (Substring(text), "")
    while let letter = rest.first {
      if rest.hasPrefix(word) {
        result += replacement
        rest = rest.dropFirst(word.count)
      } else {
        result.append(letter)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
