/// What the lexer finds: bytes and characters that make no token of the language.
public enum LexicalFinding: Finding {
  case invalidUTF8
  /// `plain`: the ASCII character that was probably meant.
  case unexpectedCharacter(Unicode.Scalar, plain: String?)
  case tabIndentation
  /// `column`: where the line begins (1-based); `blocks`: where the blocks around it do.
  case inconsistentDedent(column: Int, blocks: [Int])
  case unterminatedString(isTriple: Bool)
  case smartQuote
  case unknownUnit(String, units: [String])
  case malformedNumber(reason: String)
  case integerTooLarge
  case unknownEscape(String)
  case malformedEscape(String)
  case backslashJoin
  case stringPrefix(String)
  case unterminatedField
  case strayFieldBrace
  case sourceTooLarge(limit: Int)
  case apostropheInString
  /// `known` is the one edition that there is.
  case unknownEdition(String, known: Int)

  public var code: DiagnosticCode {
    switch self {
    case .invalidUTF8: .invalidUTF8
    case .unexpectedCharacter: .unexpectedCharacter
    case .tabIndentation: .tabIndentation
    case .inconsistentDedent: .inconsistentDedent
    case .unterminatedString: .unterminatedString
    case .smartQuote: .smartQuote
    case .unknownUnit: .unknownUnit
    case .malformedNumber: .malformedNumber
    case .integerTooLarge: .integerTooLarge
    case .unknownEscape: .unknownEscape
    case .malformedEscape: .malformedEscape
    case .backslashJoin: .backslashJoin
    case .stringPrefix: .stringPrefix
    case .unterminatedField: .unterminatedField
    case .strayFieldBrace: .strayFieldBrace
    case .sourceTooLarge: .sourceTooLarge
    case .apostropheInString: .apostropheInString
    case .unknownEdition: .unknownEdition
    }
  }

  public var severity: Severity {
    if case .unknownEscape = self { .warning } else { .error }
  }

  public var headline: String {
    switch self {
    case .invalidUTF8: "the file is not valid UTF-8"
    case .unexpectedCharacter(let scalar, _): "the character \(Self.name(of: scalar)) has no meaning here"
    case .tabIndentation: "indentation uses a tab"
    case .inconsistentDedent(let column, let blocks):
      "this line begins at column \(column), the blocks around it at columns \(Self.list(blocks))"
    case .unterminatedString(let isTriple):
      isTriple ? "the triple-quoted string is never closed" : "the string is not closed on its line"
    case .smartQuote: "typographic quotation marks do not delimit strings"
    case .unknownUnit(let unit, _): "`\(unit)` is not a unit"
    case .malformedNumber(let reason): reason
    case .integerTooLarge: "the integer does not fit 64 bits"
    case .unknownEscape(let escape): "`\(escape)` is not an escape sequence"
    case .malformedEscape(let escape): "the escape sequence `\(escape)` names no character"
    case .backslashJoin: "a backslash does not join lines"
    case .stringPrefix(let prefix): "strings have no prefix `\(prefix)`"
    case .unterminatedField: "this `{` in the f-string is not closed before the string ends"
    case .strayFieldBrace: "a single `}` in an f-string closes nothing"
    case .sourceTooLarge: "the source is too large"
    case .apostropheInString: "this apostrophe ends the string"
    case .unknownEdition(let edition, _): "there is no edition \(edition) of the language"
    }
  }

  public var label: String? {
    switch self {
    case .invalidUTF8: "not UTF-8 from here"
    case .inconsistentDedent(_, let blocks): blocks.isEmpty ? nil : "belongs to no block"
    case .unterminatedString: "opened here"
    case .unterminatedField: "opened here"
    default: nil
    }
  }

  public var explanation: String? {
    switch self {
    case .invalidUTF8: "Save the file as UTF-8."
    case .unexpectedCharacter(_, let plain): plain.map { "Write `\($0)`." }
    case .tabIndentation: "Blocks are indented by spaces, so that a program looks the same everywhere."
    case .inconsistentDedent: "Indent the line exactly as far as the other lines of the block it belongs to."
    case .unterminatedString(let isTriple):
      isTriple
        ? "Close it with the same three quotation marks."
        : "Close it with the quotation mark that opened it; inside, write that mark as `\\'` or `\\\"`."
    case .smartQuote: "Write plain `'` or `\"`."
    case .unknownUnit(_, let units): "Units are \(units.map { "`\($0)`" }.joined(separator: ", "))."
    case .malformedNumber: nil
    case .integerTooLarge:
      "Integers go from −9223372036854775808 to 9223372036854775807; write a float if that will do."
    case .unknownEscape: "The backslash stands for itself; write `\\\\` to say so."
    case .malformedEscape: "`\\x` takes 2 hexadecimal digits, `\\u` 4, `\\U` 8; characters by name are not known."
    case .backslashJoin: "Put the expression into parentheses; inside brackets lines are joined."
    case .stringPrefix: "Strings are text with the usual escapes, or f-strings."
    case .unterminatedField:
      "Close the field with `}`. Inside it, use the other kind of quotation mark than around the f-string."
    case .strayFieldBrace: "Write `}}` for a brace in the text."
    case .apostropheInString: "Write it as `\\'`, or put the string into double quotation marks."
    case .unknownEdition(_, let known):
      "This is edition \(known). A program for a later one needs a later release."
    case .sourceTooLarge(let limit): "A source file may have \(limit) bytes."
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let number = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return code
    default:
      return "`\(scalar)` (\(code))"
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.count < 2
      ? numbers.map(String.init).joined()
      : numbers.dropLast().map(String.init).joined(separator: ", ") + " and \(numbers[numbers.count - 1])"
  }
}
