import DiagnosticPages
import Foundation
import SkillDiagnostics
import SkillSemantics
import TestSupport
import Testing

/// The schemas of what programs read, against what is really written.
@Suite struct DiagnosticSchemaTests {
  static let cases = try? ["Names", "Types", "Flow", "Scene", "Syntax"].flatMap { try GoldenCase.all(in: $0) }
  static let path = "Documentation/diagnostics.schema.json"

  @Test(arguments: try #require(cases))
  func everyRecordedMistakeConforms(_ golden: GoldenCase) throws {
    let schema = try JSONSchema(path: Self.path)
    let file = SourceFile(name: "\(golden.name).skill", text: golden.input)
    let lines = JSONLinesRenderer.render(check(file, facts: SceneFacts(comment: golden.input)).diagnostics)
    #expect(!lines.isEmpty)
    for line in lines.split(separator: "\n") { #expect(try schema.breaches(in: String(line)) == []) }
  }

  @Test(arguments: try #require(cases))
  func everyRecordedMistakeIsAResultInSARIF(_ golden: GoldenCase) throws {
    let file = SourceFile(name: "my programs/\(golden.name).skill", text: golden.input)
    let diagnostics = check(file, facts: SceneFacts(comment: golden.input)).diagnostics
    var renderer = SARIFRenderer(version: "1.0.0") { code in
      DiagnosticPage.page(of: code).map { SARIFRenderer.Rule(title: $0.title, page: $0.markdown) }
    }
    #expect(try JSONSchema(path: "Tests/Schemas/sarif.schema.json").breaches(in: renderer.render(diagnostics)) == [])
  }

  private static let place = #""line": 1, "column": 2, "endLine": 1, "endColumn": 3"#
  private static let rest = #""severity": "error", "code": "SK1002", "message": "m", "notes": [], "fixits": []"#

  @Test func aSmallestDiagnosticConforms() throws {
    #expect(try JSONSchema(path: Self.path).breaches(in: "{\"file\": \"a\", \(Self.place), \(Self.rest)}") == [])
  }

  @Test(arguments: [
    "[]", "{}", "{\(place), \(rest)}",
    "{\"file\": 1, \(place), \(rest)}",
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "1,", with: "0,"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "1,", with: "1.5,"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "1,", with: "true,"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "\"error\"", with: "\"fatal\""),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "SK1002", with: "SK12"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "\"m\"", with: "\"\""),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(of: "[]}", with: "[{\"message\": \"m\"}]}"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(
      of: "[]}", with: "[{\"message\": \"m\", \"edits\": []}]}"),
    "{\"file\": \"a\", \(place), \(rest)}".replacingOccurrences(
      of: "s\": [],", with: "s\": [{\"message\": \"m\", \"x\": 1}],"),
  ])
  func whatBreaksTheSchemaIsFound(_ text: String) throws {
    #expect(try !JSONSchema(path: Self.path).breaches(in: text).isEmpty)
  }

  @Test func aKeywordThatIsNotKnownIsABreach() throws {
    #expect(try JSONSchema(Data(#"{"maxLength": 3}"#.utf8)).breaches(in: "\"a\"").count == 1)
  }
}
