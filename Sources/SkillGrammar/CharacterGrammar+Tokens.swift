import SkillSyntax

/// The productions that do not follow from those over tokens: line ends, names, strings.
extension CharacterGrammar {
  static func fixedProductions(_ grammar: Grammar) -> [Grammar.Production] {
    let lexical =
      ["INTEGER", "FLOAT", "QUANTITY", "DIGITS", "EXPONENT", "HEXADECIMAL", "STRING", "SHORT_STRING"]
      + ["ESCAPE", "UNIT"]
    return lines + formattedStrings + strings + [Grammar.Production("NAME", nameBody)]
      + lexical.compactMap { name in grammar[name].map { Grammar.Production(name, $0) } }
  }

  // MARK: Lines

  private static var lines: [Grammar.Production] {
    let spaces = GrammarExpression.many(.literal(" "))
    let comment = GrammarExpression.optional(
      .sequence([.literal("#"), .many(.characters(CharacterClass(others: "\n\r", isNegated: true)))]))
    let blank = GrammarExpression.sequence([spaces, comment, .literal("\n")])
    let levels = (0...deepestLevel).map { level in
      Grammar.Production(
        "LINE_\(level)",
        .sequence([spaces, comment, .literal("\n"), .many(blank)] + indentation(level)))
    }
    return levels + [
      Grammar.Production("GAP", .choice([.literal(" "), .sequence([.some(blank), spaces])]))
    ]
  }

  private static func indentation(_ level: Int) -> [GrammarExpression] {
    level == 0 ? [] : [.literal(String(repeating: " ", count: 4 * level))]
  }

  // MARK: Strings

  /// Strings in the fields of f-strings: with the other quotation marks.
  private static var strings: [Grammar.Production] {
    Quote.allCases.map { outer in
      let mark = GrammarExpression.literal(outer.other.mark)
      let text = GrammarExpression.characters(CharacterClass(others: "\"'\\\n\r{}", isNegated: true))
      return Grammar.Production("STRING_IN_\(outer.rawValue.uppercased())", .sequence([mark, .many(text), mark]))
    }
  }

  private static var formattedStrings: [Grammar.Production] {
    let specification = GrammarExpression.characters(CharacterClass("a-z", "A-Z", "0-9", others: " <>=^+-#_,.%"))
    let conversion = GrammarExpression.choice(["!r", "!s", "!a"].map(GrammarExpression.literal))
    let whole = Grammar.Production(
      "formatted_string", .choice(Quote.allCases.map { .reference("formatted_\($0.rawValue)") }))
    return [whole]
      + Quote.allCases.flatMap { quote in
        let suffix = quote.rawValue
        let text = GrammarExpression.choice([
          .characters(CharacterClass(others: "{}\\\n\r\(quote.mark)", isNegated: true)), .reference("ESCAPE"),
        ])
        // Doubled braces are parts of their own: a lexer that never goes back could not tell them from a field.
        let parts = GrammarExpression.choice([
          .reference("TEXT_\(suffix.uppercased())"), .literal("{{"), .literal("}}"), .reference("field_\(suffix)"),
        ])
        let inner = GrammarExpression.sequence([.literal("{"), .reference("expression_in_\(suffix)"), .literal("}")])
        let format = GrammarExpression.sequence([.literal(":"), .many(.choice([.reference("FORMAT"), inner]))])
        return [
          Grammar.Production(
            "formatted_\(suffix)", .sequence([.literal("f\(quote.mark)"), .many(parts), .literal(quote.mark)])),
          Grammar.Production(
            "field_\(suffix)",
            .sequence([
              .literal("{"), .reference("expression_in_\(suffix)"), .optional(conversion),
              .optional(format), .literal("}"),
            ])),
          Grammar.Production("TEXT_\(suffix.uppercased())", .some(text)),
        ]
      } + [Grammar.Production("FORMAT", .some(specification))]
  }

  // MARK: Names

  /// Every identifier but the reserved words: a choice by first letters, down to where no reserved word is left.
  private static var nameBody: GrammarExpression {
    alternatives(behind: "", TokenKind.reservedWords.sorted(), isFirst: true)
  }

  /// What may follow the first letters of a name that begin `words`.
  private static func alternatives(behind prefix: String, _ words: [String], isFirst: Bool) -> GrammarExpression {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
    let part = CharacterClass("a-z", "A-Z", "0-9", others: "_")
    let nexts = Set(words.compactMap { $0.dropFirst(prefix.count).first })
    var alternatives: [GrammarExpression] = nexts.sorted().map { next in
      let longer = prefix + String(next)
      let rest = Self.alternatives(behind: longer, words.filter { $0.hasPrefix(longer) }, isFirst: false)
      return .sequence([.literal(String(next)), rest])
    }
    let others = (isFirst ? letters : letters + "0123456789").filter { !nexts.contains($0) }
    alternatives.append(.sequence([.characters(CharacterClass(spans(of: others))), .many(.characters(part))]))
    let isReserved = words.contains(prefix)
    let choice = GrammarExpression.choice(alternatives)
    return isFirst || isReserved ? choice : .optional(choice)
  }

  /// The characters of a text, joined to ranges.
  private static func spans(of text: String) -> [ClosedRange<UInt32>] {
    text.unicodeScalars.map(\.value).sorted().reduce(into: []) { spans, value in
      if let last = spans.last, last.upperBound + 1 == value {
        spans[spans.count - 1] = last.lowerBound...value
      } else {
        spans.append(value...value)
      }
    }
  }
}

extension TokenKind {
  /// The keywords, those of Python that the language lacks, and the soft keywords.
  static var reservedWords: [String] {
    SymbolTable.keywords + ["memory", "retry", "within", "requires", "ensures"]
  }
}
