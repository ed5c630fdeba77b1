import Evaluation
import Foundation
import Testing

@Suite struct JSONTests {
  @Test func valuesAreWrittenOnOneLineInOrder() {
    let value: JSON = [
      "z": 1, "a": [true, nil, .number(0.1), .number(1e300), .number(.infinity)], "text": "a\"b\\c\n\u{1}é",
    ]
    #expect(value.text == #"{"z": 1, "a": [true, null, 0.1, 1e+300, null], "text": "a\"b\\c\n\u0001é"}"#)
  }

  @Test func foundationReadsWhatIsWritten() throws {
    let hard = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init)))
    let text = JSON.object([(key: hard, value: .string(hard))]).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
    #expect(parsed == [hard: hard])
  }
}
