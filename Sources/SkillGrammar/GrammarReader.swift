/// Reads grammars in the notation of the W3C: `name ::= body`, `'text'`, `[a-z]`, `a | b`, `a?`, `a*`, `a+`, comments.
struct GrammarReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  /// The comment read last, if nothing stands behind it yet.
  private var comment = ""

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func productions() throws(GrammarError) -> [Grammar.Production] {
    var productions: [Grammar.Production] = []
    var names: Set<String> = []
    try skipSpace()
    while position < scalars.count {
      let note = comment.contains(":") && !comment.contains("\n") ? comment : ""
      let start = line
      let name = try self.name()
      guard names.insert(name).inserted else { throw .duplicate(name, line: start) }
      try expect("::=")
      productions.append(Grammar.Production(name, try choice(), note: note))
    }
    return productions
  }

  // MARK: Expressions

  private mutating func choice() throws(GrammarError) -> GrammarExpression {
    var alternatives = [try sequence()]
    while next == "|" {
      try advance()
      alternatives.append(try sequence())
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws(GrammarError) -> GrammarExpression {
    var items: [GrammarExpression] = []
    while let next, next != "|", next != ")", !beginsProduction { items.append(try repeated()) }
    guard !items.isEmpty else { throw unexpected("an expression") }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func repeated() throws(GrammarError) -> GrammarExpression {
    let item = try operand()
    switch next {
    case "?":
      try advance()
      return .optional(item)
    case "*":
      try advance()
      return .many(item)
    case "+":
      try advance()
      return .some(item)
    default: return item
    }
  }

  private mutating func operand() throws(GrammarError) -> GrammarExpression {
    switch next {
    case "(":
      let start = line
      try advance()
      let inner = try choice()
      guard next == ")" else { throw .unclosed("`(`", line: start) }
      try advance()
      return inner
    case "'", "\"": return .literal(try quoted())
    case "[": return .characters(try characterClass())
    default: return .reference(try name())
    }
  }

  private mutating func quoted() throws(GrammarError) -> String {
    let start = line
    guard let mark = next, let end = scalars[(position + 1)...].firstIndex(of: mark) else {
      throw .unclosed("a quotation mark", line: start)
    }
    let text = text(position + 1..<end)
    position = end + 1
    try skipSpace()
    return text
  }

  /// `[a-z#x5C]`: everything up to the first `]` behind the first character.
  private mutating func characterClass() throws(GrammarError) -> CharacterClass {
    let start = line
    position += 1
    var set = CharacterClass([])
    if next == "^" {
      set.isNegated = true
      position += 1
    }
    while let next, next != "]", next != "\n" {
      let first = try character()
      if self.next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
        position += 1
        let last = try character()
        guard first <= last else {
          throw .unexpected("a range that ends before it begins", line: line, expected: "`]`")
        }
        set.ranges.append(first...last)
      } else {
        set.ranges.append(first...first)
      }
    }
    guard next == "]" else { throw .unclosed("`[`", line: start) }
    try advance()
    return set
  }

  private mutating func character() throws(GrammarError) -> UInt32 {
    guard let first = next else { throw unexpected("a character") }
    position += 1
    guard first == "#", next == "x" else { return first.value }
    position += 1
    let digits = scalars[position...].prefix { $0.properties.isASCIIHexDigit }
    guard let value = UInt32(text(position..<position + digits.count), radix: 16) else {
      throw unexpected("a hexadecimal number")
    }
    position += digits.count
    return value
  }

  // MARK: Characters

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private func nameLength(at start: Int) -> Int {
    scalars[start...].prefix { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil }.count
  }

  /// Whether a name and `::=` come next.
  private var beginsProduction: Bool {
    var index = position + nameLength(at: position)
    guard index > position else { return false }
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    return scalars[index...].starts(with: "::=".unicodeScalars)
  }

  private mutating func name() throws(GrammarError) -> String {
    let length = nameLength(at: position)
    guard length > 0 else { throw unexpected("a name") }
    let name = text(position..<position + length)
    position += length
    try skipSpace()
    return name
  }

  private mutating func expect(_ mark: String) throws(GrammarError) {
    guard scalars[position...].starts(with: mark.unicodeScalars) else { throw unexpected("`\(mark)`") }
    position += mark.unicodeScalars.count
    try skipSpace()
  }

  private mutating func advance() throws(GrammarError) {
    position += 1
    try skipSpace()
  }

  private func unexpected(_ expected: String) -> GrammarError {
    .unexpected(next.map { "`\($0)`" } ?? "the end", line: line, expected: expected)
  }

  /// Skips white space and comments.
  private mutating func skipSpace() throws(GrammarError) {
    comment = ""
    while let next {
      if next == "\n" { line += 1 }
      if next.properties.isWhitespace {
        position += 1
      } else if next == "/", position + 1 < scalars.count, scalars[position + 1] == "*" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(GrammarError) {
    let start = line
    var end = position + 2
    while !scalars[end...].starts(with: "*/".unicodeScalars) {
      guard end < scalars.count else { throw .unclosed("a comment", line: start) }
      if scalars[end] == "\n" { line += 1 }
      end += 1
    }
    comment = text(position + 2..<end).split { $0 == " " }.joined(separator: " ")
    position = end + 2
  }
}

extension Grammar {
  /// The kinds of token that the lexer makes out of the layout of lines: no production defines them.
  public static let layoutTokens: Set<String> = ["NEWLINE", "INDENT", "DEDENT"]

  /// Reads a grammar.
  public init(ebnf text: String) throws(GrammarError) {
    var reader = GrammarReader(text)
    let grammar = Grammar(try reader.productions())
    for production in grammar.productions {
      for name in production.body.references where grammar[name] == nil && !Self.layoutTokens.contains(name) {
        throw .undefined(name, in: production.name)
      }
    }
    self = grammar
  }
}
