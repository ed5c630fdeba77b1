import SkillGrammar

/// Reads what of GBNF the exported file uses, so that the file itself is tested and not what it was made from.
struct GBNFReader {
  private var rest: Substring

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func grammar(_ text: String) throws -> Grammar {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Grammar(
      try lines.map { line in
        guard let separator = line.firstRange(of: " ::= ") else { throw Failure(description: "no rule: \(line)") }
        var reader = GBNFReader(rest: line[separator.upperBound...])
        let body = try reader.choice()
        guard reader.rest.isEmpty else { throw Failure(description: "unread: \(reader.rest)") }
        return Grammar.Production(String(line[..<separator.lowerBound]), body)
      })
  }

  private mutating func choice() throws -> GrammarExpression {
    var alternatives = [try sequence()]
    while rest.hasPrefix(" | ") {
      rest = rest.dropFirst(3)
      alternatives.append(try sequence())
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws -> GrammarExpression {
    var items = [try repeated()]
    while rest.hasPrefix(" "), !rest.hasPrefix(" |") {
      rest = rest.dropFirst()
      items.append(try repeated())
    }
    return .sequence(items)
  }

  private mutating func repeated() throws -> GrammarExpression {
    let item = try operand()
    switch rest.first {
    case "?":
      rest = rest.dropFirst()
      return .optional(item)
    case "*":
      rest = rest.dropFirst()
      return .many(item)
    case "+":
      rest = rest.dropFirst()
      return .some(item)
    default: return item
    }
  }

  private mutating func operand() throws -> GrammarExpression {
    switch rest.first {
    case "(":
      rest = rest.dropFirst()
      let inner = try choice()
      guard rest.first == ")" else { throw Failure(description: "unclosed: \(rest)") }
      rest = rest.dropFirst()
      return inner
    case "\"":
      rest = rest.dropFirst()
      var text = ""
      while rest.first != "\"" { text.unicodeScalars.append(try character()) }
      rest = rest.dropFirst()
      return .literal(text)
    case "[": return .characters(try characters())
    default:
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      guard !name.isEmpty else { throw Failure(description: "no expression: \(rest)") }
      rest = rest.dropFirst(name.count)
      return .reference(String(name))
    }
  }

  private mutating func characters() throws -> CharacterClass {
    rest = rest.dropFirst()
    var set = CharacterClass([], isNegated: rest.first == "^")
    if set.isNegated { rest = rest.dropFirst() }
    while rest.first != "]" {
      let first = try character().value
      if rest.first == "-" {
        rest = rest.dropFirst()
        set.ranges.append(first...(try character().value))
      } else {
        set.ranges.append(first...first)
      }
    }
    rest = rest.dropFirst()
    return set
  }

  private mutating func character() throws -> Unicode.Scalar {
    guard let first = rest.unicodeScalars.popFirst() else { throw Failure(description: "the rule ends early") }
    guard first == "\\" else { return first }
    switch rest.unicodeScalars.popFirst() {
    case "n": return "\n"
    case "r": return "\r"
    case "x":
      let digits = rest.prefix(2)
      rest = rest.dropFirst(2)
      guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
        throw Failure(description: "no number: \(digits)")
      }
      return scalar
    case "\\": return "\\"
    case "\"": return "\""
    case let other: throw Failure(description: "unknown escape: \(String(describing: other))")
    }
  }
}
