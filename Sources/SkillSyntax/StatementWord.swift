import SkillDiagnostics

/// What the first word of a statement announces.
enum StatementWord: Equatable {
  /// A keyword; `identifier` and others if the statement begins with no word.
  case keyword(TokenKind)
  case soft(Symbol)
}

extension Parser {
  /// What the next token announces. A name that can only be a misspelt keyword is reported and taken for that.
  mutating func statementWord() -> StatementWord {
    guard kind == .identifier else { return .keyword(kind) }
    let symbol = tokens[position].symbol
    switch kind(ahead: 1) {
    case .identifier, .integer, .float, .quantity, .string, .formattedStart, .true, .false, .none:
      if Self.softKeywords.contains(symbol) { return .soft(symbol) }
    case .not where kind(ahead: 2) != .in:
      if Self.softKeywords.contains(symbol) { return .soft(symbol) }
    case .def:
      if symbol == .skill || symbol == .query { return .soft(symbol) }
    case .leftParenthesis where symbol == .match && lineEndsWithColon:
      return .soft(symbol)
    case .colon where kind(ahead: 2) == .newline:
      return misspeltWord(among: ["else", "try", "finally", "except"]) ?? .keyword(.identifier)
    default:
      return .keyword(.identifier)
    }
    return misspeltWord(among: Self.statementWords) ?? .keyword(.identifier)
  }

  private static let softKeywords: [Symbol] = [.memory, .retry, .within, .requires, .ensures, .match]

  private static let statementWords = [
    "if", "elif", "while", "for", "def", "return", "raise", "assert", "import", "from", "del", "except", "class",
    "with",
    "memory", "retry", "within", "requires", "ensures",
  ]

  private mutating func misspeltWord(among words: [String]) -> StatementWord? {
    let written = symbols.name(of: tokens[position].symbol)
    let fitting = words.filter { ($0 != "for" || lineHolds(.in)) && ($0 != "from" || lineHolds(.import)) }
    let meant = written == "foreach" && lineHolds(.in) ? "for" : NearMisses.best(written, in: fitting)
    guard let meant, let symbol = symbols.symbol(for: meant) else { return nil }
    let place = tokens[position].span
    report(
      SyntaxFinding.misspeltKeyword(written, meant: meant), place,
      fixIts: [FixIt("write `\(meant)`", replace: place, with: meant)])
    guard symbol.rawValue < UInt32(SymbolTable.keywords.count) else { return .soft(symbol) }
    return TokenKind(rawValue: TokenKind.and.rawValue + UInt8(symbol.rawValue)).map { .keyword($0) }
  }

  private func lineHolds(_ kind: TokenKind) -> Bool {
    tokens[position...].prefix { $0.kind != .newline }.contains { $0.kind == kind }
  }

  private var lineEndsWithColon: Bool {
    tokens[position...].prefix { $0.kind != .newline }.last?.kind == .colon
  }
}
