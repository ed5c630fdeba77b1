import Foundation
import TestSupport
import Testing

@Suite struct ReportFormatTests {
  private static let wrong = "a = get_actr('red cube'\nwait(2 s)\ndone()\n"

  @Test func jsonLinesConformToTheirSchema() throws {
    let schema = try JSONSchema(path: "Documentation/diagnostics.schema.json")
    let result = try Skillet.run(["check", "-", "--format", "json"], input: "pik('a\\d')\nwait(2 s)\nx = 1 +\n")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count >= 3)
    for line in lines { #expect(try schema.breaches(in: line) == []) }
  }

  @Test func sarifIsOneLogForAllFiles() throws {
    let folder = try ScratchFolder()
    try folder.write("print(x)\n", to: "a.skill")
    try folder.write("print(1)\n", to: "b.skill")
    try folder.write("wait(2 s)\ndone()\n", to: "c d.skill")
    let result = try Skillet.run(["check", "a.skill", "b.skill", "c d.skill", "--format", "sarif"], in: folder.path)
    #expect(result.status == 2)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect((run["results"] as? [[String: Any]])?.compactMap { $0["ruleId"] as? String } == ["SK2001", "SK1021"])
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for rule in rules {
      #expect((rule["help"] as? [String: String])?["markdown"]?.contains("```skill right") == true)
    }
    #expect(result.output.contains("\"c%20d.skill\""))
  }

  @Test func aModelIsToldTheMendedLine() throws {
    let result = try Skillet.run(
      ["check", "-", "--format", "vlm"], input: "pick_move3d_place(actr=actors()[0])\ndone()\n")
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("line 1: pick_move3d_place(actr=actors()[0])\nerror: "))
    #expect(result.output.contains("\nwrite: pick_move3d_place(actor=actors()[0])\n"))
    #expect(result.errors.isEmpty)
    #expect(try Skillet.run(["check", "-", "--format", "vlm"], input: "print(1)\n").output.isEmpty)
  }

  @Test func theBudgetHoldsOverAllFiles() throws {
    let program = (1...50).map { "print(unknown_\($0))\n" }.joined()
    let result = try Skillet.run(["check", "-", "--format", "vlm", "--budget", "100"], input: program)
    #expect((result.output.utf8.count + 2) / 3 <= 100)
    #expect(result.output.hasPrefix("line 1: print(unknown_1)\n"))
    #expect(result.output.wholeMatch(of: /[\s\S]*\nand \d+ more\n/) != nil)
  }
}
