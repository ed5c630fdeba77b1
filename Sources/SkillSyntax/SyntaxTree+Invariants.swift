extension SyntaxTree {
  /// What should hold of the tree of any bytes and does not: one line for each breach. Tests and the fuzzer ask.
  package func breaches() -> [String] { breachesOfTokens(self) + breachesOfNodes(self) }
}

private func breachesOfTokens(_ tree: SyntaxTree) -> [String] {
  var breaches: [String] = []
  var text: [UInt8] = []
  for (index, token) in tree.tokens.enumerated() {
    let trivia = tree.trivia(before: index)
    guard trivia.start <= trivia.end, token.start <= token.end, Int(token.end) <= tree.source.bytes.count else {
      return ["token \(index) (\(token.kind)) stands at \(token.span) behind \(trivia)"]
    }
    text += tree.source.bytes[Int(trivia.start)..<Int(trivia.end)]
    text += tree.source.bytes[Int(token.start)..<Int(token.end)]
  }
  if text != tree.source.bytes { breaches.append("the tokens are not the file") }
  if tree.tokens.last?.kind != .endOfFile {
    breaches.append("the last token is \(String(describing: tree.tokens.last))")
  }
  let depth = tree.tokens.reduce(0) { $0 + ($1.kind == .indent ? 1 : $1.kind == .dedent ? -1 : 0) }
  if depth != 0 { breaches.append("blocks are not closed: \(depth)") }
  return breaches
}

private func breachesOfNodes(_ tree: SyntaxTree) -> [String] {
  var breaches: [String] = []
  var seen = [Bool](repeating: false, count: tree.nodeCount)
  var open = [tree.root]
  while let id = open.popLast() {
    let node = tree[id]
    if seen[Int(id.rawValue)] { breaches.append("\(node.kind) has two parents") }
    seen[Int(id.rawValue)] = true
    if node.firstToken > node.lastToken || Int(node.lastToken) >= tree.tokens.count {
      breaches.append("\(node.kind) covers tokens \(node.firstToken)…\(node.lastToken)")
      continue
    }
    var before = node.firstToken
    for child in tree.children(id) where child.isPresent {
      let inner = tree[child]
      if inner.firstToken < node.firstToken || inner.lastToken > node.lastToken {
        breaches.append("\(inner.kind) \(tree.span(child)) is not inside its \(node.kind) \(tree.span(id))")
      }
      // The handlers of a `try` are its last children, though `else` and `finally` stand behind them.
      if inner.firstToken < before, node.kind != .tryStatement {
        breaches.append("\(inner.kind) stands before the child before it, in \(node.kind) \(tree.span(id))")
      }
      before = inner.firstToken
      open.append(child)
    }
  }
  return breaches
}
