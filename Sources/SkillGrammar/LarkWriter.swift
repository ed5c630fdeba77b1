/// Writes a grammar over characters in the notation of Lark, as llguidance reads it: productions in upper case become
/// terminals, regular expressions that its lexer matches as far as they go.
struct LarkWriter {
  private let grammar: Grammar

  init(_ grammar: Grammar) { self.grammar = grammar }

  var text: String {
    let isInTerminal = Set(grammar.productions.filter(\.isLexical).flatMap(\.body.references))
    let isInRule = Set(grammar.productions.filter { !$0.isLexical }.flatMap(\.body.references))
    let lines = grammar.productions.compactMap { production -> String? in
      if !production.isLexical { return "\(production.name): \(rule(production.body, inner: false))\n" }
      let isPart = isInTerminal.contains(production.name) && !isInRule.contains(production.name)
      return isPart ? nil : "\(production.name): /\(pattern(production.body, inner: false))/\n"
    }
    return "start: root\n" + lines.joined()
  }

  // MARK: Rules

  private func rule(_ expression: GrammarExpression, inner: Bool) -> String {
    switch expression {
    case .literal(let text):
      "\"\(text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())\""
    case .characters: "/\(pattern(expression, inner: true))/"
    case .reference(let name): name
    case .sequence(let items) where items.isEmpty: "\"\""
    case .sequence(let items) where items.count == 1: rule(items[0], inner: inner)
    case .sequence(let items): bracketed(items.map { rule($0, inner: true) }.joined(separator: " "), inner)
    case .choice(let items): bracketed(items.map { rule($0, inner: true) }.joined(separator: " | "), inner)
    case .optional(let item): rule(item, inner: true) + "?"
    case .many(let item): rule(item, inner: true) + "*"
    case .some(let item): rule(item, inner: true) + "+"
    }
  }

  private func bracketed(_ text: String, _ isInner: Bool) -> String { isInner ? "(\(text))" : text }

  // MARK: Regular expressions

  private func pattern(_ expression: GrammarExpression, inner: Bool) -> String {
    switch expression {
    case .literal(let text):
      let pattern = text.unicodeScalars.map(escaped).joined()
      return text.unicodeScalars.count == 1 ? pattern : grouped(pattern, inner)
    case .characters(let set):
      let ranges = set.ranges.map { range in
        let ends = [range.lowerBound, range.upperBound].compactMap(Unicode.Scalar.init).map(escaped)
        return range.count == 1 ? ends[0] : ends.joined(separator: "-")
      }
      return "[\(set.isNegated ? "^" : "")\(ranges.joined())]"
    case .reference(let name): return grammar[name].map { pattern($0, inner: inner) } ?? ""
    case .sequence(let items): return grouped(items.map { pattern($0, inner: true) }.joined(), inner)
    case .choice(let items): return "(" + items.map { pattern($0, inner: true) }.joined(separator: "|") + ")"
    case .optional(let item): return pattern(item, inner: true) + "?"
    case .many(let item): return pattern(item, inner: true) + "*"
    case .some(let item): return pattern(item, inner: true) + "+"
    }
  }

  private func grouped(_ pattern: String, _ isInner: Bool) -> String { isInner ? "(\(pattern))" : pattern }

  private func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "a"..."z", "A"..."Z", "0"..."9", "_", " ", "'", "\"", "#", ",", ":", ";", "<", ">", "=", "%": String(scalar)
    default: "\\\(scalar)"
    }
  }
}
