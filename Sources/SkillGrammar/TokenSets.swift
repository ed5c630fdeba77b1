/// For parts of a grammar over tokens: the tokens they may begin and end with, and whether they may be empty.
///
/// A token is named by its kind or, in quotation marks, by its text.
struct TokenSets {
  private let grammar: Grammar
  private var firsts: [String: Set<String>] = [:]
  private var lasts: [String: Set<String>] = [:]
  private var empty: Set<String> = []

  init(_ grammar: Grammar) {
    self.grammar = grammar
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for production in grammar.productions where !production.isLexical {
        let first = first(production.body)
        let last = last(production.body)
        if first != firsts[production.name] || last != lasts[production.name] { hasChanged = true }
        firsts[production.name] = first
        lasts[production.name] = last
        if mayBeEmpty(production.body), empty.insert(production.name).inserted { hasChanged = true }
      }
    }
  }

  func mayBeEmpty(_ expression: GrammarExpression) -> Bool {
    switch expression {
    case .literal, .characters: false
    case .reference(let name): empty.contains(name)
    case .sequence(let items): items.allSatisfy(mayBeEmpty)
    case .choice(let items): items.contains(where: mayBeEmpty)
    case .optional, .many: true
    case .some(let item): mayBeEmpty(item)
    }
  }

  func first(_ expression: GrammarExpression) -> Set<String> { edge(expression, firsts) { $0 } }

  func last(_ expression: GrammarExpression) -> Set<String> { edge(expression, lasts) { $0.reversed() } }

  private func edge(
    _ expression: GrammarExpression, _ known: [String: Set<String>],
    order: ([GrammarExpression]) -> [GrammarExpression]
  ) -> Set<String> {
    switch expression {
    case .literal(let text): return ["'\(text)'"]
    case .characters: return []
    case .reference(let name): return name.contains(where: \.isLowercase) ? known[name] ?? [] : [name]
    case .choice(let items):
      return items.reduce(into: []) { $0.formUnion(edge($1, known, order: order)) }
    case .optional(let item), .many(let item), .some(let item): return edge(item, known, order: order)
    case .sequence(let items):
      var found: Set<String> = []
      for item in order(items) {
        found.formUnion(edge(item, known, order: order))
        if !mayBeEmpty(item) { break }
      }
      return found
    }
  }
}
