import Foundation
import SkillGrammar
import TestSupport
import Testing

/// The files in `Grammar/` that are made from `skill.ebnf`. `make grammar` makes them anew.
@Suite struct GeneratedFileTests {
  @Test func theFilesAreFresh() throws {
    let grammar = try GrammarFiles.grammar()
    let files = [
      "skill.gbnf": try grammar.gbnf(), "skill.lark": try grammar.lark(),
      "skill.tmLanguage.json": Grammar.textMate(interface: try GrammarFiles.interface().tree),
    ]
    for (name, text) in files {
      let url = GrammarFiles.root.appendingPathComponent("Grammar/\(name)")
      if ProcessInfo.processInfo.environment["SKILLET_RECORD"] == "1" {
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: url, encoding: .utf8) == text, "Grammar/\(name) is stale: run 'make grammar'")
    }
  }

  @Test func theRulesForEditorsNameTheRobotsFunctions() throws {
    let data = Data(try GrammarFiles.text("Grammar/skill.tmLanguage.json").utf8)
    let value = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(value["scopeName"] as? String == "source.skill")
    let patterns = try #require(value["patterns"] as? [[String: Any]])
    let rules = Dictionary(
      patterns.compactMap { rule in (rule["name"] as? String).map { ($0, rule["match"] as? String ?? "") } },
      uniquingKeysWith: { first, _ in first })
    #expect(rules["support.function.skill.skill"]?.contains("|pick_move3d_place|") == true)
    #expect(rules["support.function.query.skill"]?.contains("|get_pose|") == true)
    #expect(rules["support.function.builtin.skill"]?.contains("enumerate") == true)
    for match in Self.matches(in: value) {
      #expect(throws: Never.self, "\(match)") { try NSRegularExpression(pattern: match) }
    }
  }

  private static func matches(in value: Any) -> [String] {
    if let list = value as? [Any] { return list.flatMap(matches) }
    guard let object = value as? [String: Any] else { return [] }
    return object.flatMap { key, inner in
      (inner as? String).map { ["match", "begin", "end"].contains(key) ? [$0] : [] } ?? matches(in: inner)
    }
  }
}
