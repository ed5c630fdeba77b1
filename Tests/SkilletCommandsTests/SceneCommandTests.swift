import Foundation
import TestSupport
import Testing

@Suite struct SceneCommandTests {
  @Test func tasksAreListedForPeopleAndForPrograms() throws {
    let text = try Skillet.run(["tasks"])
    #expect(text.status == 0)
    #expect(text.output.contains("\nsingle_stack "))
    #expect(text.errors.isEmpty)

    let (status, value) = try Skillet.json(["tasks"])
    let tasks = try #require(value as? [[String: Any]])
    #expect(status == 0)
    #expect(tasks.count >= 6)
    for task in tasks {
      #expect(["L0", "L1", "L2"].contains(task["level"] as? String))
      #expect((task["promptExample"] as? String)?.isEmpty == false)
    }
  }

  @Test func aSceneNamesItsActors() throws {
    let (status, value) = try Skillet.json(["scene", "swap", "--seed", "3"])
    let scene = try #require(value as? [String: Any])
    let actors = try #require(scene["actors"] as? [[String: Any]])
    #expect(status == 0)
    #expect(scene["seed"] as? Int == 3)
    let text = try Skillet.run(["scene", "swap", "--seed", "3"]).output
    for actor in actors {
      let name = try #require(actor["name"] as? String)
      #expect(text.contains("'\(name)'"))
      #expect((actor["position"] as? [Double])?.count == 3)
    }
  }

  @Test func theSameSceneIsPrintedTwiceAlike() throws {
    let arguments = ["scene", "rotate", "--seed", "11", "--split", "test", "--variant", "1", "--format", "json"]
    #expect(try Skillet.run(arguments).output == Skillet.run(arguments).output)
  }

  @Test func aSceneIsDrawn() throws {
    let folder = try ScratchFolder()
    let result = try Skillet.run(["scene", "place", "--image", "scene.png"], in: folder.path)
    #expect(result.status == 0)
    #expect(try folder.contents == ["scene.png"])
    #expect(try folder.bytes("scene.png").prefix(4) == [0x89, 0x50, 0x4e, 0x47])
  }
}
