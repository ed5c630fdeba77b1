import Foundation
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  @Test func aCodeIsExplained() throws {
    let result = try Skillet.run(["explain", "SK2003"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("SK2003: an unknown attribute or method\n\nWrong:\n\n    target = "))
    #expect(result.output.contains("\nRight:\n\n    "))
    #expect(!result.output.contains("```"))
    #expect(try Skillet.run(["explain", "sk2003"]).output == result.output)
  }

  @Test func withoutACodeAllAreListed() throws {
    let result = try Skillet.run(["explain"])
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 0)
    #expect(lines.count > 100)
    #expect(lines.allSatisfy { $0.wholeMatch(of: /SK\d{4}  \S.*/) != nil })
  }

  @Test func programsReadAnObject() throws {
    let (status, value) = try Skillet.json(["explain", "SK1111"])
    let page = try #require(value as? [String: Any])
    #expect(status == 0)
    #expect(page["code"] as? String == "SK1111")
    #expect(page["wrong"] as? [String] == ["count = 0\ncount++\nprint(count)\n"])
    #expect((page["right"] as? [String])?.count == 1)
    #expect((page["explanation"] as? String)?.isEmpty == false)
    let all = try #require(try Skillet.json(["explain"]).value as? [[String: Any]])
    #expect(all.count > 100)
  }

  @Test func anUnknownCodeIsAUsageError() throws {
    let near = try Skillet.run(["explain", "SK9003"])
    #expect(near.status == 64)
    #expect(near.errors.contains("there is no code 'SK9003'; did you mean 'SK") && near.errors.contains("'SK2003'"))
    let far = try Skillet.run(["explain", "unknown attribute"])
    #expect(far.status == 64)
    #expect(far.errors == "skillet: error: there is no code 'unknown attribute'; 'skillet explain' lists them.\n")
  }
}
