import Evaluation
import Testing

@Suite struct JSONReadingTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-12", "18446744073709551615", "1.5", "\"\"", "[]", "{}",
    "[1, [2.5, \"a\"], {\"b\": null}]", "{\"é\\n\\\"\": \"\\u0001\"}",
  ])
  func whatIsWrittenIsReadBack(_ text: String) throws {
    #expect(try JSON(parsing: Array(text.utf8)).text == text)
  }

  @Test func escapesAreDecoded() throws {
    let text = #"["\u00e9\ud83d\ude00\/\b\f", 1E2 ]"#
    #expect(try JSON(parsing: Array(text.utf8)).text == "[\"é😀/\\u0008\\u000c\", 100.0]")
  }

  @Test(arguments: [
    "", " ", "nul", "+1", "01", "1.", ".5", "1e", "--1", "0x1", "NaN", "Infinity", "1e999", "\"", "\"\\q\"",
    "\"\\u12\"",
    "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u+123\"", "[1,]", "[1 2]", "{\"a\"}", "{\"a\" 1}", "{1: 2}", "{,}", "1 2",
    "\"a\nb\"", "'a'",
  ])
  func whatIsNoJSONIsRefused(_ text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test func everyBeginningOfATextIsRefused() {
    let text = Array(#"{"actors": [{"name": "é\u00e9", "size": [0.1, -2e-3]}], "held": null}"#.utf8)
    for count in 0..<text.count {
      #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array(text[..<count])) }
    }
  }

  @Test func anErrorNamesItsPlace() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array("{\n  \"a\": x\n}".utf8)) }
    #expect(error?.description == "line 2, column 8: no value begins here")
  }

  @Test func secondsAreRoundedToTheMicrosecond() {
    #expect(JSON.seconds(14.450000000000001).text == "14.45")
    #expect(JSON.seconds((0..<7).reduce(0.0) { time, _ in time + 0.05 }).text == "0.35")
  }
}
