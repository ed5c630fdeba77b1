import SkillDiagnostics
import SkillSyntax

extension SyntaxTree {
  /// The statement without its blocks: what diagnostics underline and traces show.
  func headerSpan(_ node: NodeID) -> Span {
    guard let last = lastHeaderToken(node) else { return span(node) }
    return Span(tokens[Int(self[node].firstToken)].start, tokens[Int(last)].end)
  }

  /// The same with its colon, or what stands there instead.
  func wholeHeaderSpan(_ node: NodeID) -> Span {
    guard let last = lastHeaderToken(node) else { return span(node) }
    return Span(tokens[Int(self[node].firstToken)].start, tokens[Int(last) + 1].end)
  }

  /// The last token of a header that does not belong to the block; nil for a statement without blocks.
  private func lastHeaderToken(_ node: NodeID) -> UInt32? {
    guard let block = children(node).first(where: { $0.isPresent && kind($0) == .block }) else { return nil }
    let first = self[node].firstToken
    var last = self[block].firstToken
    while last > first,
      isLayout(tokens[Int(last)].kind) || tokens[Int(last)].kind == .colon
        || last == self[block].firstToken
    {
      last -= 1
    }
    return last
  }

  /// The keyword of a clause and its condition: what diagnostics underline and traces show. Where a condition is missing,
  /// it stands for the keyword, which may be misspelt.
  func clauseSpan(_ condition: NodeID) -> Span {
    let first = Int(self[condition].firstToken)
    let isKeyword = first == 0 || tokens[first].kind == .if || tokens[first].kind == .elif
    return Span(tokens[isKeyword ? first : first - 1].start, span(condition).end)
  }

  /// Whether a statement does something when it is reached.
  func isExecutable(_ node: NodeID) -> Bool {
    switch kind(node) {
    case .functionDefinition, .errorStatement, .passStatement: false
    case .expressionStatement: kind(child(node, 0)) != .errorExpression
    default: true
    }
  }

  private func isLayout(_ kind: TokenKind) -> Bool { kind == .newline || kind == .indent || kind == .dedent }
}
