import SkillDiagnostics
import SkillSyntax

extension SyntaxTree {
  /// The statement without its blocks: what diagnostics underline and traces show.
  func headerSpan(_ node: NodeID) -> Span {
    let children = children(node)
    guard let block = children.first(where: { $0.isPresent && kind($0) == .block }) else { return span(node) }
    let first = self[node].firstToken
    var last = self[block].firstToken
    while last > first,
      isLayout(tokens[Int(last)].kind) || tokens[Int(last)].kind == .colon
        || last == self[block].firstToken
    {
      last -= 1
    }
    return Span(tokens[Int(first)].start, tokens[Int(last)].end)
  }

  private func isLayout(_ kind: TokenKind) -> Bool { kind == .newline || kind == .indent || kind == .dedent }
}
