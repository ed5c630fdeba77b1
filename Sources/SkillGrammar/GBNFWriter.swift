/// Writes a grammar over characters in the notation of llama.cpp.
enum GBNFWriter {
  static func text(_ grammar: Grammar) -> String {
    grammar.productions.map { "\(name($0.name)) ::= \(text($0.body, inner: false))\n" }.joined()
  }

  private static func name(_ name: String) -> String { name.lowercased().replacing("_", with: "-") }

  private static func text(_ expression: GrammarExpression, inner: Bool) -> String {
    switch expression {
    case .literal(let text): "\"\(text.unicodeScalars.map { escaped($0, special: "\"\\") }.joined())\""
    case .characters(let set): "[\(set.isNegated ? "^" : "")\(set.ranges.map(range).joined())]"
    case .reference(let name): Self.name(name)
    case .sequence(let items) where items.isEmpty: "\"\""
    case .sequence(let items) where items.count == 1: text(items[0], inner: inner)
    case .sequence(let items): bracketed(items.map { text($0, inner: true) }.joined(separator: " "), inner)
    case .choice(let items): bracketed(items.map { text($0, inner: true) }.joined(separator: " | "), inner)
    case .optional(let item): text(item, inner: true) + "?"
    case .many(let item): text(item, inner: true) + "*"
    case .some(let item): text(item, inner: true) + "+"
    }
  }

  private static func bracketed(_ text: String, _ isInner: Bool) -> String { isInner ? "(\(text))" : text }

  private static func range(_ range: ClosedRange<UInt32>) -> String {
    let ends = [range.lowerBound, range.upperBound].compactMap(Unicode.Scalar.init).map {
      escaped($0, special: "]\\^-[")
    }
    return range.count == 1 ? ends[0] : ends.joined(separator: "-")
  }

  private static func escaped(_ scalar: Unicode.Scalar, special: String) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\\": "\\\\"
    case "\"": "\\\""
    case _ where special.unicodeScalars.contains(scalar): "\\x\(String(scalar.value, radix: 16, uppercase: true))"
    default: String(scalar)
    }
  }
}
