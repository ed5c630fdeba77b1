/// Finds the operators at which an expression is best broken.
struct OperatorScan {
  /// A place before which a line may end.
  struct Point {
    /// The first token of the operator.
    var start: Int
    /// The first token behind it.
    var operandStart: Int
  }

  /// What binds an expression together, the loosest first.
  private enum Level: Int, CaseIterable {
    case comprehension, conditional, or, and, comparison, union, sum, product, concatenation
  }

  private let tokens: [Token]
  /// The first tokens of the parts that stand side by side: names, literals, operators, whole brackets.
  private let parts: [Int]
  private let spacing: Spacing

  init(_ tokens: [Token], _ parts: [Int], _ spacing: Spacing) {
    self.tokens = tokens
    self.parts = parts
    self.spacing = spacing
  }

  /// The places of the loosest operators; empty if there are none.
  func loosest() -> [Point] {
    var level: Level?
    var points: [Point] = []
    // A comprehension's `if` and `in` belong to its clauses.
    let isComprehension = parts.contains { tokens[$0].kind == .for }
    for (index, part) in parts.enumerated().dropFirst() {
      guard let found = self.level(index, isComprehension, hasClause: level == .comprehension) else { continue }
      if let level, level.rawValue < found.rawValue { continue }
      if level != found { points = [] }
      level = found
      points.append(Point(start: part, operandStart: operandStart(index, found)))
    }
    return points
  }

  private func level(_ index: Int, _ isComprehension: Bool, hasClause: Bool) -> Level? {
    let kind = tokens[parts[index]].kind
    if isComprehension { return kind == .for || (kind == .if && hasClause) ? .comprehension : nil }
    switch kind {
    case .if, .else: return .conditional
    case .or: return .or
    case .and: return .and
    case .less, .lessEqual, .greater, .greaterEqual, .equalEqual, .notEqual, .is: return .comparison
    case .in: return tokens[parts[index - 1]].kind == .not ? nil : .comparison
    case .not: return tokens[parts[index] + 1].kind == .in ? .comparison : nil
    case .pipe: return .union
    case .plus, .minus: return spacing.isPrefix(parts[index]) ? nil : .sum
    case .star, .slash, .doubleSlash, .percent: return .product
    case .string, .formattedStart: return isString(parts[index - 1]) ? .concatenation : nil
    default: return nil
    }
  }

  private func isString(_ part: Int) -> Bool {
    tokens[part].kind == .string || tokens[part].kind == .formattedStart
  }

  private func operandStart(_ index: Int, _ level: Level) -> Int {
    let part = parts[index]
    switch (level, tokens[part].kind) {
    case (.concatenation, _): return part
    case (.comprehension, .for):
      return parts[index...].first { tokens[$0].kind == .in }.map { $0 + 1 } ?? part + 1
    case (.comparison, .not): return part + 2
    case (.comparison, .is): return tokens[part + 1].kind == .not ? part + 2 : part + 1
    default: return part + 1
    }
  }
}
