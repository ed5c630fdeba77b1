import Foundation
import SkillDiagnostics
import Testing

@Suite struct SARIFRendererTests {
  private let file = SourceFile(name: "my progs/a.skill", text: "é = (\nx = 90 deg\n")

  private var diagnostics: [Diagnostic] {
    let unclosed = Diagnostic(
      SyntaxFinding.unclosedBracket("`(`"), at: Location(file, Span(5, 6)),
      related: [RelatedLocation(Location(file, Span(7, 8)), label: "still open")], notes: ["a fact"])
    let fix = FixIt("write `90deg`", replace: Span(13, 14), with: "")
    let space = Diagnostic(SyntaxFinding.spaceBeforeUnit("deg"), at: Location(file, Span(14, 17)), fixIts: [fix])
    return [space, unclosed, unclosed]
  }

  private func log(_ diagnostics: [Diagnostic]) throws -> [String: Any] {
    var renderer = SARIFRenderer(version: "1.2.3") { code in
      code == .unclosedBracket ? SARIFRenderer.Rule(title: "a title", page: "# a page") : nil
    }
    let text = renderer.render(diagnostics)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func run(_ diagnostics: [Diagnostic]) throws -> [String: Any] {
    let log = try log(diagnostics)
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  @Test func rulesAreTheCodesThatOccur() throws {
    let run = try run(diagnostics)
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(driver["semanticVersion"] as? String == "1.2.3")
    #expect(rules.map { $0["id"] as? String } == ["SK1002", "SK1021"])
    #expect((rules[0]["help"] as? [String: String])?["markdown"] == "# a page")
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["ruleIndex"] as? Int } == [1, 0, 0])
    #expect(results.map { $0["ruleId"] as? String } == ["SK1021", "SK1002", "SK1002"])
  }

  @Test func placesCountScalarsAndPathsAreURIs() throws {
    let results = try #require(try run(diagnostics)["results"] as? [[String: Any]])
    let locations = try #require(results[1]["locations"] as? [[String: [String: [String: Any]]]])
    let place = try #require(locations[0]["physicalLocation"])
    #expect(place["artifactLocation"]?["uri"] as? String == "my%20progs/a.skill")
    #expect(place["region"] as? [String: Int] == ["startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6])
    #expect(results[1]["level"] as? String == "error")
    #expect((results[1]["message"] as? [String: String])?["text"]?.hasPrefix("this `(` is never closed") == true)
    #expect((results[1]["relatedLocations"] as? [[String: Any]])?.count == 1)
  }

  @Test func repairsAreReplacements() throws {
    let results = try #require(try run(diagnostics)["results"] as? [[String: Any]])
    let fix = try #require((results[0]["fixes"] as? [[String: Any]])?.first)
    let change = try #require((fix["artifactChanges"] as? [[String: Any]])?.first)
    let replacement = try #require((change["replacements"] as? [[String: [String: Any]]])?.first)
    let region = replacement["deletedRegion"] as? [String: Int]
    #expect(region == ["startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 8])
    #expect(replacement["insertedContent"]?["text"] as? String == "")
  }

  @Test func aLogWithoutFindingsHasAnEmptyRun() throws {
    #expect((try run([])["results"] as? [Any])?.isEmpty == true)
  }

  @Test func absolutePathsHaveAScheme() throws {
    let file = SourceFile(name: "/tmp/a b/ü.skill", text: "(")
    let diagnostic = Diagnostic(SyntaxFinding.unclosedBracket("`(`"), at: Location(file, Span(0, 1)))
    var renderer = SARIFRenderer(version: "1.2.3") { _ in nil }
    #expect(renderer.render([diagnostic]).contains("\"file:///tmp/a%20b/%C3%BC.skill\""))
  }
}
