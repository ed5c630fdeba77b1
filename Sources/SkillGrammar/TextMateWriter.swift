import SkillSyntax

/// Writes rules of colouring for editors (TextMate, VS Code, GitHub).
struct TextMateWriter {
  /// Functions that the interface file declares with `skill def`, with `query def`, and with `def`.
  let skills: [String]
  let queries: [String]
  let builtins: [String]

  private static let constants: Set<String> = ["True", "False", "None"]
  private static let wordOperators: Set<String> = ["and", "or", "not", "in", "is"]
  private static let unsupported: Set<String> = [
    "class", "lambda", "global", "nonlocal", "with", "yield", "async", "await",
  ]

  var text: String {
    let controls = SymbolTable.keywords.filter {
      !Self.constants.contains($0) && !Self.wordOperators.contains($0) && !Self.unsupported.contains($0)
    }
    let rules: [JSON] = [
      rule("comment.line.number-sign.skill", "#.*$"),
      .include("#strings"),
      .object([
        ("match", .text(#"\b(def)\s+([A-Za-z_]\w*)"#)),
        ("captures", .captures(["keyword.control.skill", "entity.name.function.skill"])),
      ]),
      .object([
        (
          "match",
          .text(#"^\s*(memory|retry|within|requires|ensures)\b(?=\s+(?!in\b|is\b|and\b|or\b|if\b|else\b)[\w'"])"#)
        ),
        ("captures", .captures(["keyword.control.skill"])),
      ]),
      rule("keyword.control.skill", words(controls)),
      rule("keyword.operator.word.skill", words(Self.wordOperators.sorted())),
      rule("invalid.illegal.keyword.skill", words(Self.unsupported.sorted())),
      rule("constant.language.skill", words(Self.constants.sorted())),
      rule("support.function.skill.skill", words(skills) + #"(?=\s*\()"#),
      rule("support.function.query.skill", words(queries) + #"(?=\s*\()"#),
      rule("support.function.builtin.skill", words(builtins) + #"(?=\s*\()"#),
      rule("support.type.skill", words(["int", "float", "bool", "str", "list", "dict", "tuple"] + Self.types)),
      rule("variable.parameter.skill", #"\b[A-Za-z_]\w*(?=\s*=[^=])"#),
      .include("#numbers"),
      rule("keyword.operator.skill", #"->|\*\*=?|//=?|[-+*/%]=?|==|!=|<=|>=|<|>|=|\|"#),
    ]
    return JSON.object([
      ("$schema", .text("https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json")),
      ("name", .text("Skill")), ("scopeName", .text("source.skill")), ("fileTypes", .array([.text("skill")])),
      ("patterns", .array(rules)),
      ("repository", .object([("strings", strings), ("field", field), ("numbers", numbers)])),
    ]).text(indentation: 0) + "\n"
  }

  private static let types = ["Length", "Angle", "Duration", "Vec3", "Quat", "Pose", "Actor", "SkillFailure"]

  private func words(_ words: [String]) -> String { #"\b(?:"# + words.joined(separator: "|") + #")\b"# }

  private func rule(_ name: String, _ match: String) -> JSON {
    .object([("match", .text(match)), ("name", .text(name))])
  }

  // MARK: Numbers and strings

  private var numbers: JSON {
    let units = Unit.allCases.map(\.rawValue).sorted { $0.count > $1.count }.joined(separator: "|")
    let digits = #"\d(?:_?\d)*"#
    let number = #"(?:"# + digits + #"(?:\.(?:"# + digits + #")?)?|\."# + digits + #")(?:[eE][-+]?"# + digits + #")?"#
    return .object([
      (
        "patterns",
        .array([
          rule("constant.numeric.integer.skill", #"\b0(?:[xX](?:_?[0-9A-Fa-f])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)\b"#),
          .object([
            ("match", .text(#"(?<![\w.])("# + number + ")(" + units + #")?\b"#)),
            ("captures", .captures(["constant.numeric.skill", "keyword.other.unit.skill"])),
          ]),
        ])
      )
    ])
  }

  private var strings: JSON {
    let marks = ["\"\"\"", "'''", "\"", "'"]
    return .object([
      ("patterns", .array(marks.map { string($0, isFormatted: true) } + marks.map { string($0, isFormatted: false) }))
    ])
  }

  private func string(_ mark: String, isFormatted: Bool) -> JSON {
    let escape = rule(
      "constant.character.escape.skill", #"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|$)"#)
    let braces = rule("constant.character.escape.skill", #"\{\{|\}\}"#)
    let name = isFormatted ? "string.interpolated.skill" : "string.quoted.skill"
    return .object([
      ("name", .text(name)),
      ("begin", .text(isFormatted ? #"\b[fF]"# + mark : mark)),
      ("end", .text(mark.count == 3 ? mark : mark + "|$")),
      ("patterns", .array(isFormatted ? [escape, braces, .include("#field")] : [escape])),
    ])
  }

  private var field: JSON {
    .object([
      ("name", .text("meta.embedded.field.skill")), ("begin", .text(#"\{"#)), ("end", .text(#"\}|$"#)),
      (
        "patterns",
        .array([
          rule("storage.type.format.skill", #"![rsa](?=[:}])|:[^{}'"]*(?=[{}])"#), .include("#field"),
          .include("#strings"), .include("#numbers"),
          rule("keyword.control.skill", words(["if", "else", "for"])),
          rule("keyword.operator.word.skill", words(Self.wordOperators.sorted())),
          rule("constant.language.skill", words(Self.constants.sorted())),
        ])
      ),
    ])
  }
}

/// A JSON value whose members keep their order.
private enum JSON {
  case text(String)
  case array([JSON])
  case object([(String, JSON)])

  static func include(_ name: String) -> JSON { .object([("include", .text(name))]) }

  /// Names of the groups of a match, from the first on.
  static func captures(_ names: [String]) -> JSON {
    .object(names.enumerated().map { ("\($0.offset + 1)", .object([("name", .text($0.element))])) })
  }

  func text(indentation: Int) -> String {
    let margin = String(repeating: "  ", count: indentation + 1)
    let end = "\n" + String(repeating: "  ", count: indentation)
    switch self {
    case .text(let text): return Self.quoted(text)
    case .array(let items):
      return "[\n" + items.map { margin + $0.text(indentation: indentation + 1) }.joined(separator: ",\n") + end + "]"
    case .object(let members):
      let lines = members.map { margin + Self.quoted($0.0) + ": " + $0.1.text(indentation: indentation + 1) }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
