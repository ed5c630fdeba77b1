/// Draws random sentences from a grammar over characters.
public struct Sampler<Random: RandomNumberGenerator> {
  private let grammar: Grammar
  private var random: Random
  /// For each production how deep the shallowest derivation is; unknown ones are missing.
  private var heights: [String: Int] = [:]
  /// From this depth and this length of the sentence on, the shortest way out is taken.
  private let depth: Int
  private let length: Int
  private static var unknown: Int { 1_000_000 }

  public init(_ grammar: Grammar, depth: Int = 40, length: Int = 600, random: Random) {
    self.grammar = grammar
    self.random = random
    self.depth = depth
    self.length = length
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for production in grammar.productions {
        let height = height(production.body) + 1
        if height < heights[production.name] ?? Self.unknown {
          heights[production.name] = height
          hasChanged = true
        }
      }
    }
  }

  /// A sentence of the production; empty if there is no such production.
  public mutating func sentence(of name: String) -> String {
    var output = ""
    append(.reference(name), 0, &output)
    return output
  }

  private func height(_ expression: GrammarExpression) -> Int {
    switch expression {
    case .literal, .characters, .optional, .many: 0
    case .reference(let name): heights[name] ?? Self.unknown
    case .sequence(let items): items.map(height).max() ?? 0
    case .choice(let items): items.map(height).min() ?? 0
    case .some(let item): height(item)
    }
  }

  private mutating func append(_ expression: GrammarExpression, _ level: Int, _ output: inout String) {
    switch expression {
    case .literal(let text): output += text
    case .characters(let set): output.unicodeScalars.append(character(set))
    case .reference(let name): if let body = grammar[name] { append(body, level + 1, &output) }
    case .sequence(let items): for item in items { append(item, level, &output) }
    case .choice(let items): append(alternative(items, isFree(level, output)), level, &output)
    case .optional(let item): if goesOn(level, output, percent: 40) { append(item, level, &output) }
    case .many(let item): while goesOn(level, output, percent: 35) { append(item, level, &output) }
    case .some(let item):
      repeat { append(item, level, &output) } while goesOn(level, output, percent: 30)
    }
  }

  private func isFree(_ level: Int, _ output: String) -> Bool { level < depth && output.utf8.count < length }

  private mutating func goesOn(_ level: Int, _ output: String, percent: Int) -> Bool {
    isFree(level, output) && Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func alternative(_ items: [GrammarExpression], _ isFree: Bool) -> GrammarExpression {
    if isFree { return items.randomElement(using: &random) ?? .empty }
    return items.min { height($0) < height($1) } ?? .empty
  }

  /// One of the characters; of those that a set leaves out, a printable one.
  private mutating func character(_ set: CharacterClass) -> Unicode.Scalar {
    let ranges = set.isNegated ? [0x20...0x7E, 0xE4...0xFC] : set.ranges
    let candidates = ranges.flatMap { $0.prefix(256).compactMap(Unicode.Scalar.init) }.filter(set.contains)
    return candidates.randomElement(using: &random) ?? " "
  }
}
