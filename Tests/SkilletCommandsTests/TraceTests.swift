import Foundation
import TestSupport
import Testing

@Suite struct TraceTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func trace(_ name: String, of program: String) throws -> [[String: Any]] {
    let path = "\(Skillet.root.path)/Programs/\(program)"
    let result = try Skillet.run(["run", path, "--task", "swap", "--seed", "5", "--trace", name], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    return try String(decoding: folder.bytes(name), as: UTF8.self).split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any])
    }
  }

  @Test func twoProcessesWriteTheSameTrace() throws {
    _ = try trace("a.jsonl", of: "03_swap.skill")
    _ = try trace("b.jsonl", of: "03_swap.skill")
    #expect(try folder.bytes("a.jsonl") == folder.bytes("b.jsonl"))
    #expect(try folder.contents == ["a.jsonl", "b.jsonl"])
  }

  @Test func aTraceTellsTheWholeRun() throws {
    let lines = try trace("a.jsonl", of: "03_swap.skill")
    func events(_ kind: String) -> [[String: Any]] { lines.filter { $0["event"] as? String == kind } }
    #expect(lines.first?["event"] as? String == "start")
    #expect(lines.first?["seed"] as? Int == 5)

    #expect(events("call").compactMap { $0["line"] as? Int } == [9, 10, 11])
    #expect(events("outcome").compactMap { $0["outcome"] as? String } == ["success", "success", "success"])
    #expect(events("store").compactMap { $0["key"] as? String } == ["a", "b"])
    #expect(Set(events("step").compactMap { $0["call"] as? Int }) == [0, 1, 2])
    for step in events("step") {
      #expect((step["action"] as? [Double])?.count == 7)
      #expect(((step["tool"] as? [String: Any])?["p"] as? [Double])?.count == 3)
    }
    let times = lines.compactMap { $0["time"] as? Double }
    #expect(times == times.sorted())

    let end = try #require(lines.last)
    #expect(end["event"] as? String == "end")
    #expect(end["success"] as? Bool == true)
    #expect((end["digest"] as? String)?.count == 16)
  }
}
