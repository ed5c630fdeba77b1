/// A grammar: productions in the order in which they are read or made.
public struct Grammar: Sendable, Equatable {
  /// One production: `name ::= body`.
  public struct Production: Sendable, Equatable {
    public var name: String
    public var body: GrammarExpression
    /// The functions that read it, from the comment above it: "parser: ifStatement". Empty in derived grammars.
    public var note: String

    public init(_ name: String, _ body: GrammarExpression, note: String = "") {
      self.name = name
      self.body = body
      self.note = note
    }

    /// Whether it is over characters: its name is in upper case.
    public var isLexical: Bool { name.allSatisfy { !$0.isLowercase } }
  }

  public private(set) var productions: [Production]
  private var indices: [String: Int]

  /// Of productions with one name the first counts.
  public init(_ productions: [Production]) {
    self.productions = productions
    indices = [:]
    for (index, production) in productions.enumerated() where indices[production.name] == nil {
      indices[production.name] = index
    }
  }

  /// The body of a production; nil if there is none of that name.
  public subscript(_ name: String) -> GrammarExpression? { indices[name].map { productions[$0].body } }
}

/// What stands on the right of a production.
public indirect enum GrammarExpression: Sendable, Hashable {
  /// Exactly this text. In a grammar over tokens: a keyword, an operator, a bracket.
  case literal(String)
  case characters(CharacterClass)
  /// Another production or, if there is none of that name, a kind of token.
  case reference(String)
  case sequence([GrammarExpression])
  case choice([GrammarExpression])
  case optional(GrammarExpression)
  case many(GrammarExpression)
  case some(GrammarExpression)

  /// Nothing at all.
  public static var empty: GrammarExpression { .sequence([]) }

  /// The expressions right below this one.
  public var children: [GrammarExpression] {
    switch self {
    case .literal, .characters, .reference: []
    case .sequence(let items), .choice(let items): items
    case .optional(let item), .many(let item), .some(let item): [item]
    }
  }

  /// The names that it refers to, in order, with repetitions.
  public var references: [String] {
    if case .reference(let name) = self { [name] } else { children.flatMap(\.references) }
  }
}

/// Characters by their numbers: those in `ranges`, or all others.
public struct CharacterClass: Sendable, Hashable {
  public var ranges: [ClosedRange<UInt32>]
  public var isNegated: Bool

  public init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  /// The characters of a text, and ranges written "a-z".
  init(_ ranges: String..., others: String = "", isNegated: Bool = false) {
    self.init([], isNegated: isNegated)
    for range in ranges {
      if let first = range.unicodeScalars.first, let last = range.unicodeScalars.last {
        self.ranges.append(first.value...last.value)
      }
    }
    self.ranges += others.unicodeScalars.map { $0.value...$0.value }
  }

  public func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }
}
