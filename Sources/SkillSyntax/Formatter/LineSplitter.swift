import SkillDiagnostics

/// Takes a program apart into the lines that it will have: `a; b` are two, and so are `if x: y`.
struct LineSplitter {
  private let tree: SyntaxTree
  /// Numbers of the tokens with which a block begins on the line of its header.
  private let inlineBlocks: Set<Int>
  private(set) var lines: [SourceLine] = []
  /// Columns, in the source, of the blocks that are open.
  private var columns = [0]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    inlineBlocks = Self.inlineBlocks(of: tree)
  }

  private static func inlineBlocks(of tree: SyntaxTree) -> Set<Int> {
    var found: Set<Int> = []
    for index in 0..<tree.nodeCount {
      let node = tree[NodeID(rawValue: UInt32(index))]
      let first = Int(node.firstToken)
      if node.kind == .block, first > 0, tree.tokens[first - 1].kind == .colon { found.insert(first) }
    }
    return found
  }

  mutating func split() {
    var index = 0
    while true {
      let trivia = Trivia(tree, before: index)
      let outer = columns
      while tree.tokens[index].kind == .indent || tree.tokens[index].kind == .dedent {
        adjustBlocks(at: index)
        index += 1
      }
      addComments(trivia, outer: outer)
      guard tree.tokens[index].kind != .endOfFile else { return }
      index = addStatements(from: index, blankLines: trivia.blankLines)
    }
  }

  private mutating func adjustBlocks(at token: Int) {
    if tree.tokens[token].kind == .indent {
      columns.append(column(of: Int(tree.tokens[token].start)))
    } else if columns.count > 1 {
      columns.removeLast()
    }
  }

  private func column(of offset: Int) -> Int {
    var start = offset
    while start > 0, tree.source.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    return offset - start
  }

  /// Comments before a line that leaves blocks belong to the innermost of these that they are indented as deep as.
  private mutating func addComments(_ trivia: Trivia, outer: [Int]) {
    let level = columns.count - 1
    var deepest = max(level, outer.count - 1)
    for comment in trivia.comments {
      while deepest > level, outer[deepest] > comment.column { deepest -= 1 }
      lines.append(SourceLine(content: .comment(comment.span), level: deepest, blankLines: comment.blankLines))
    }
  }

  /// Adds the statements of the logical line that begins with the token at `start`; returns where the next one begins.
  private mutating func addStatements(from start: Int, blankLines: Int) -> Int {
    var first = start
    var index = start
    var level = columns.count - 1
    while true {
      switch tree.tokens[index].kind {
      case .newline, .endOfFile:
        let comment = Trivia(tree, before: index).comments.first?.span
        addCode(first..<index, level, comment, blankLines: first == start ? blankLines : 0)
        return tree.tokens[index].kind == .newline ? index + 1 : index
      case .semicolon:
        addCode(first..<index, level, nil, blankLines: first == start ? blankLines : 0)
        first = index + 1
      case _ where index > first && inlineBlocks.contains(index):
        addCode(first..<index, level, nil, blankLines: first == start ? blankLines : 0)
        level += 1
        first = index
      default: break
      }
      index += 1
    }
  }

  private mutating func addCode(_ tokens: Range<Int>, _ level: Int, _ comment: Span?, blankLines: Int) {
    guard let first = tokens.first, let last = tokens.last else {
      addToLastLine(comment)
      return
    }
    let kind = tree.tokens[first].kind
    var line = SourceLine(content: .code(tokens, comment: comment), level: level, blankLines: blankLines)
    line.opensBlock = tree.tokens[last].kind == .colon
    line.isDefinition = kind == .def || (kind == .identifier && tree.tokens[first + 1].kind == .def)
    line.isClause = kind == .elif || kind == .else || kind == .except || kind == .finally
    lines.append(line)
  }

  /// The comment behind the `;` that ends a line belongs to the statement before it.
  private mutating func addToLastLine(_ comment: Span?) {
    guard let comment, let last = lines.indices.last, case .code(let tokens, _) = lines[last].content else { return }
    lines[last].content = .code(tokens, comment: comment)
  }
}
