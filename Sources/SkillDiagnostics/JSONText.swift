/// JSON (RFC 8259), written by hand: the language targets do without Foundation.
public enum JSONText {
  /// A string literal with its quotation marks. Control characters and what JSON reserves are escaped; everything else
  /// stands for itself, as UTF-8.
  public static func string(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }

  /// An object of values that are JSON already, in the order given.
  public static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",") + "}"
  }

  /// An array of values that are JSON already.
  public static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
}
