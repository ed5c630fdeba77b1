/// Makes of the grammar over tokens one over characters, for decoders that let a language model write nothing but
/// sentences of it.
///
/// Every sentence of the result is one of the language. Not every program is a sentence: the result
/// - has blocks up to `deepestLevel` levels deep, each indented by 4 spaces, because counting is beyond such grammars;
/// - has between two tokens one space or none, and line ends only at the end of a statement and, inside brackets, behind
///   the opening one, behind a comma and before the closing one;
/// - keeps the soft keywords from being names, and knows ASCII names only;
/// - has f-strings in single quotation marks on each side, and in their fields neither f-strings nor dictionaries.
struct CharacterGrammar {
  /// Where a part stands: what it may hold depends on that.
  struct Place: Hashable {
    /// How many blocks are around it; 0 for expressions, which are the same at all levels.
    var level = 0
    /// Inside the field of an f-string: its quotation mark.
    var quote: Quote?
    /// Whether the part stands in a bracket with nothing else.
    var isBracketed = false
  }

  enum Quote: String, Hashable, CaseIterable {
    case double
    case single

    var mark: String { self == .double ? "\"" : "'" }
    var other: Quote { self == .double ? .single : .double }
  }

  /// The deepest level of blocks.
  static let deepestLevel = 4

  let grammar: Grammar
  let sets: TokenSets
  /// Productions that hold line ends, and so exist at each level.
  private let leveled: Set<String>
  /// Productions that stand only in brackets with nothing else around them.
  private let bracketed: Set<String>
  private var output: [Grammar.Production] = []
  private var made: Set<String> = []
  private var open: [(name: String, place: Place)] = []

  init(_ grammar: Grammar) {
    self.grammar = grammar
    sets = TokenSets(grammar)
    leveled = Self.leveled(grammar)
    bracketed = Self.bracketed(grammar)
  }

  /// The grammar over characters; its first production is `root`.
  mutating func make() throws(GrammarError) -> Grammar {
    let statement = try require("statement", Place(), in: "root")
    let lineEnd = GrammarExpression.reference("LINE_0")
    let statements = GrammarExpression.sequence([statement, .many(.sequence([lineEnd, statement]))])
    output = [
      Grammar.Production("root", .sequence([.optional(lineEnd), .optional(statements), .optional(lineEnd)]))
    ]
    while let (name, place) = open.popLast() {
      guard let body = grammar[name] else { throw .undefined(name, in: "root") }
      var inner = place
      inner.isBracketed = bracketed.contains(name)
      let spelled = name == "block" ? try block(place.level) : try spell(body, inner, in: name)
      output.append(Grammar.Production(Self.name(name, place), spelled ?? .empty))
    }
    output += Self.fixedProductions(grammar)
    return Grammar(output)
  }

  // MARK: Productions

  private static func name(_ name: String, _ place: Place) -> String {
    name + (place.quote.map { "_in_\($0.rawValue)" } ?? "") + (place.level > 0 ? "_\(place.level)" : "")
  }

  /// A production at a place; nil if there is none there.
  private mutating func reference(_ name: String, _ place: Place) -> GrammarExpression? {
    if !name.contains(where: \.isLowercase) { return Self.token(name, place) }
    if name == "compound_statement", place.level >= Self.deepestLevel { return nil }
    if place.quote != nil, name == "dictionary" || name == "formatted_string" { return nil }
    if name == "formatted_string" {
      for quote in Quote.allCases { _ = reference("expression", Place(quote: quote)) }
      return .reference(name)
    }
    var place = place
    place.isBracketed = false
    if !leveled.contains(name) { place.level = 0 }
    let made = Self.name(name, place)
    if self.made.insert(made).inserted { open.append((name, place)) }
    return .reference(made)
  }

  private mutating func require(
    _ name: String, _ place: Place, in production: String
  ) throws(GrammarError) -> GrammarExpression {
    guard grammar[name] != nil, let reference = reference(name, place) else { throw .undefined(name, in: production) }
    return reference
  }

  private static func token(_ name: String, _ place: Place) -> GrammarExpression? {
    switch name {
    case "NEWLINE", "INDENT", "DEDENT": .empty
    case "STRING": .reference(place.quote.map { "STRING_IN_\($0.rawValue.uppercased())" } ?? "STRING")
    default: .reference(name)
    }
  }

  /// A block of deeper level, or statements on the line of the header.
  private mutating func block(_ level: Int) throws(GrammarError) -> GrammarExpression {
    let simple = try require("simple_statements", Place(level: level), in: "block")
    let statement = try require("statement", Place(level: level + 1), in: "block")
    return .choice([.some(.sequence([.reference("LINE_\(level + 1)"), statement])), simple])
  }

  // MARK: Parts

  /// A part with what stands between its tokens; nil if it cannot stand at that place.
  private mutating func spell(
    _ expression: GrammarExpression, _ place: Place, in production: String
  ) throws(GrammarError) -> GrammarExpression? {
    switch expression {
    case .literal, .characters: return expression
    case .reference(let name): return reference(name, place)
    case .choice(let items):
      var alternatives: [GrammarExpression] = []
      for item in items { if let spelled = try spell(item, place, in: production) { alternatives.append(spelled) } }
      return alternatives.isEmpty ? nil : alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    case .optional(let item): return try spell(item, place, in: production).map { .optional($0) } ?? .empty
    case .many(let item):
      guard let spelled = try spell(item, place, in: production) else { return .empty }
      return .optional(.sequence([spelled, repetition(item, spelled, place)]))
    case .some(let item):
      return try spell(item, place, in: production).map { .sequence([$0, repetition(item, $0, place)]) }
    case .sequence(let items): return try spell(items, place, in: production)
    }
  }

  /// The further ones of a repetition.
  private func repetition(_ item: GrammarExpression, _ spelled: GrammarExpression, _ place: Place) -> GrammarExpression
  {
    let space = Spaces(left: sets.last(item), right: sets.first(item), place).expression
    return .many(.sequence([space, spelled]))
  }

  /// A sequence: around the first part that is never empty the others bring the space on their side with them.
  private mutating func spell(
    _ items: [GrammarExpression], _ place: Place, in production: String
  ) throws(GrammarError) -> GrammarExpression? {
    guard let pivot = items.firstIndex(where: { !sets.mayBeEmpty($0) }) else { throw .emptyParts(in: production) }
    var spelled: [GrammarExpression] = []
    for (index, item) in items.enumerated() {
      var place = place
      place.isBracketed = place.isBracketed || Self.isInBracket(items, index)
      if index == pivot {
        guard let part = try spell(item, place, in: production) else { return nil }
        spelled.append(part)
      } else if index < pivot {
        let right = items[(index + 1)...pivot].reduce(into: sets.first(item)) { $0.formUnion(sets.first($1)) }
        spelled.append(
          try joined(item, Spaces(left: sets.last(item), right: right, place), place, in: production, leads: false))
      } else {
        let left = sets.last(.sequence(Array(items[pivot..<index]))).union(Self.repeats(item) ? sets.last(item) : [])
        place.isBracketed = place.isBracketed || Self.isInBracket(items, index - 1)
        let spaces = Spaces(left: left, right: sets.first(item), place)
        let part = try joined(item, spaces, place, in: production, leads: true)
        if part == .empty, !sets.mayBeEmpty(item), !Self.isLayout(item) { return nil }
        spelled.append(part)
      }
    }
    return .sequence(spelled.filter { $0 != .empty })
  }

  /// A part together with the space before it (`leads`) or behind it; `empty` if it cannot stand there.
  private mutating func joined(
    _ item: GrammarExpression, _ spaces: Spaces, _ place: Place, in production: String, leads: Bool
  ) throws(GrammarError) -> GrammarExpression {
    let inner: GrammarExpression
    switch item {
    case .optional(let part), .many(let part), .some(let part): inner = part
    default: inner = item
    }
    guard let part = try spell(inner, place, in: production), part != .empty else { return .empty }
    let space = spaces.expression
    let whole = GrammarExpression.sequence((leads ? [space, part] : [part, space]).filter { $0 != .empty })
    switch item {
    case .optional: return .optional(whole)
    case .many: return .many(whole)
    case .some: return .some(whole)
    default: return whole
    }
  }

  // MARK: What the grammar says about its productions

  private static func repeats(_ item: GrammarExpression) -> Bool {
    switch item {
    case .many, .some: true
    default: false
    }
  }

  private static func isLayout(_ item: GrammarExpression) -> Bool {
    if case .reference(let name) = item { Grammar.layoutTokens.contains(name) } else { false }
  }

  private static func leveled(_ grammar: Grammar) -> Set<String> {
    var found: Set<String> = ["block", "simple_statements"]
    var count = 0
    while count != found.count {
      count = found.count
      for production in grammar.productions where production.body.references.contains(where: found.contains) {
        found.insert(production.name)
      }
    }
    return found
  }

  /// Whether the part of a sequence stands between an opening and a closing bracket of it.
  private static func isInBracket(_ items: [GrammarExpression], _ index: Int) -> Bool {
    let before = items[..<index].contains { ["(", "[", "{"].map(GrammarExpression.literal).contains($0) }
    let after = items[(index + 1)...].contains { [")", "]", "}"].map(GrammarExpression.literal).contains($0) }
    return before && after
  }

  private static func bracketed(_ grammar: Grammar) -> Set<String> {
    var found = Set(grammar.productions.filter { !$0.isLexical }.map(\.name)).subtracting(["file", "interface_file"])
    var count = 0
    while count != found.count {
      count = found.count
      for production in grammar.productions where !found.contains(production.name) {
        found.subtract(referencesOutside(production.body))
      }
    }
    return found
  }

  /// What an expression refers to outside of brackets.
  private static func referencesOutside(_ expression: GrammarExpression) -> [String] {
    switch expression {
    case .reference(let name): [name]
    case .sequence(let items):
      items.enumerated().flatMap { isInBracket(items, $0.offset) ? [] : referencesOutside($0.element) }
    default: expression.children.flatMap(referencesOutside)
    }
  }
}
