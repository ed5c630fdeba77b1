/// What stands between two tokens of a grammar over characters.
struct Spaces {
  let expression: GrammarExpression

  /// - Parameters:
  ///   - left: the tokens that may stand on the left, named as in `TokenSets`.
  ///   - right: those on the right.
  init(left: Set<String>, right: Set<String>, _ place: CharacterGrammar.Place) {
    if left.contains(where: Grammar.layoutTokens.contains) {
      expression = .reference("LINE_\(place.level)")
    } else if right.isSubset(of: Grammar.layoutTokens) {
      expression = .empty
    } else if Self.wouldMerge(left, right) {
      expression = .literal(" ")
    } else if place.isBracketed, place.quote == nil, Self.mayEndLine(left, right) {
      expression = .optional(.reference("GAP"))
    } else if right.isSubset(of: Self.tightBefore) || left.isSubset(of: Self.tightBehind) {
      expression = .empty
    } else {
      expression = .optional(.literal(" "))
    }
  }

  private static let tightBefore: Set<String> = [
    "'('", "'['", "'.'", "','", "':'", "';'", "')'", "']'", "'}'",
  ]
  private static let tightBehind: Set<String> = ["'('", "'['", "'{'", "'.'"]

  /// Whether two tokens side by side could be read as one, or as others.
  private static func wouldMerge(_ left: Set<String>, _ right: Set<String>) -> Bool {
    if left.contains(where: isWord), right.contains(where: isWord) { return true }
    return right.contains("'.'") && !left.isDisjoint(with: ["INTEGER", "FLOAT", "QUANTITY"])
  }

  private static func isWord(_ token: String) -> Bool {
    switch token {
    case "NAME", "INTEGER", "FLOAT", "QUANTITY", "STRING", "FORMATTED_START", "FORMATTED_END": true
    default: token.dropFirst().first.map { token.first == "'" && $0.isLetter } ?? false
    }
  }

  /// Behind an opening bracket, behind a comma, before a closing bracket.
  private static func mayEndLine(_ left: Set<String>, _ right: Set<String>) -> Bool {
    left.isSubset(of: ["'('", "'['", "'{'", "','"]) || right.isSubset(of: ["')'", "']'", "'}'"])
  }
}
