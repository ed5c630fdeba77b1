import SkillDiagnostics

/// Turns tokens into a tree, by recursive descent: one function for each production of the grammar.
///
/// Only functions that begin with `optional` may consume nothing and report nothing. The others always return a node;
/// what is missing becomes an `errorExpression` that covers the token before it. The first mistake of a logical line is
/// reported, and none that follows from it.
struct Parser: ~Copyable {
  let source: SourceFile
  let tokens: [Token]
  let symbols: SymbolTable
  /// See `LexedFile.faultyTokens`.
  let faultyTokens: [UInt32]
  let isInterface: Bool

  var nodes: OwnedArray<SyntaxNode>
  var childIDs: OwnedArray<NodeID>
  /// The children read so far of the nodes that are being read, outermost first.
  var pending = OwnedStack<NodeID>(capacity: 64)
  var diagnostics: [Diagnostic] = []

  /// The next token. It never passes `endOfFile`.
  private(set) var position = 0
  /// The kind of the next token.
  private(set) var kind: TokenKind
  /// The last token consumed that is not layout.
  var lastSignificant = 0
  /// How many productions that may hold themselves are being read.
  var depth = 0
  /// The brackets around the next token, as token numbers.
  var openers = OwnedStack<Int>(capacity: 16)
  /// The operand of the unary minus just read.
  var negated = -1
  /// Where the statement began that is being read.
  var statementStart = 0
  /// Where the logical line began, and whether an error in it has been reported.
  var lineStart = 0
  var hasReported = false
  /// Whether it has been reported that the outermost statement is nested too deep.
  var hasReportedDepth = false
  /// Whether the prompt of a shell has been reported: once for the file.
  var hasReportedPrompt = false
  /// The first entry of `faultyTokens` that is not before `lineStart`.
  var nextFault = 0
  /// Whether a comprehension was read.
  var hasComprehensions = false

  /// How deep blocks, brackets and prefix operators may be nested: it bounds the stack that reading takes.
  static let maximalDepth = 200
  /// How high a node may become by operators, calls and attributes in a row: it bounds the stack that walking takes.
  static let maximalHeight: UInt16 = 1000

  init(_ source: SourceFile, _ file: LexedFile, isInterface: Bool) {
    self.source = source
    self.isInterface = isInterface
    tokens = file.tokens
    kind = file.tokens.first?.kind ?? .endOfFile
    symbols = file.symbols
    faultyTokens = file.faultyTokens
    // Room for what ordinary programs need.
    nodes = OwnedArray(capacity: file.tokens.count * 3 / 4)
    childIDs = OwnedArray(capacity: file.tokens.count / 2)
  }

  /// The tree that was read.
  func tree(_ root: NodeID) -> SyntaxTree {
    SyntaxTree(
      source: source, tokens: tokens, symbols: symbols, root: root, nodes: nodes.elements, childIDs: childIDs.elements,
      hasComprehensions: hasComprehensions)
  }

  /// file: statement*
  mutating func file() -> NodeID {
    let mark = pending.count
    while kind != .endOfFile { statement() }
    lastSignificant = tokens.count - 1
    return finish(.file, token: 0, from: 0, mark)
  }

  // MARK: Tokens

  /// The kind of a token further on; `endOfFile` beyond the end.
  @inline(__always)
  func kind(ahead: Int) -> TokenKind {
    let index = position &+ ahead
    return UInt(bitPattern: index) < UInt(bitPattern: tokens.count) ? tokens[index].kind : .endOfFile
  }

  @inline(__always)
  mutating func advance() {
    if kind == .endOfFile { return }
    if kind.rawValue >= TokenKind.unknown.rawValue { lastSignificant = position }
    position &+= 1
    kind = tokens[position].kind
  }

  /// Consumes a token of that kind, if it is the next.
  @inline(__always)
  mutating func optional(_ expected: TokenKind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  /// Consumes a token of that kind, or reports that it is missing.
  mutating func expect(_ expected: TokenKind, _ description: String) {
    if !optional(expected) { reportExpected(description) }
  }

  /// Whether a simple statement may end here.
  var isAtStatementEnd: Bool { kind == .newline || kind == .semicolon || kind == .endOfFile }

  // MARK: Nodes

  /// A node without children for the next token, which is consumed.
  mutating func leaf(_ kind: SyntaxKind) -> NodeID {
    let span = tokens[position].span
    let token = UInt32(truncatingIfNeeded: position)
    advance()
    let id = NodeID(rawValue: UInt32(truncatingIfNeeded: nodes.count))
    nodes.append(
      SyntaxNode(
        kind: kind, height: 1, token: token, firstToken: token, lastToken: token,
        childStart: UInt32(truncatingIfNeeded: childIDs.count), childCount: 0, span: span))
    return id
  }

  /// A node whose children were put on `pending` from `mark` on. It ends with the last token consumed.
  mutating func finish(_ kind: SyntaxKind, token: Int, from first: Int, _ mark: Int) -> NodeID {
    var height: UInt16 = 0
    let count = pending.count - mark
    for index in mark..<pending.count {
      height = max(height, self.height(pending[index]))
      childIDs.append(pending[index])
    }
    pending.truncate(to: mark)
    return add(
      kind, token: token, from: first, to: max(first, lastSignificant), height: height + 1, childCount: count)
  }

  /// Adds a node whose children stand at the end of `childIDs`. All numbers fit: no file has 2^32 bytes.
  @inline(__always)
  private mutating func add(
    _ kind: SyntaxKind, token: Int, from first: Int, to last: Int, height: UInt16, childCount: Int
  ) -> NodeID {
    let id = NodeID(rawValue: UInt32(truncatingIfNeeded: nodes.count))
    nodes.append(
      SyntaxNode(
        kind: kind, height: height, token: UInt32(truncatingIfNeeded: token),
        firstToken: UInt32(truncatingIfNeeded: first), lastToken: UInt32(truncatingIfNeeded: last),
        childStart: UInt32(truncatingIfNeeded: childIDs.count &- childCount),
        childCount: UInt32(truncatingIfNeeded: childCount),
        span: Span(tokens[first].start, tokens[last].end)))
    return id
  }

  /// A node of fixed children.
  mutating func node(_ kind: SyntaxKind, token: Int, from first: Int) -> NodeID {
    add(kind, token: token, from: first, to: max(first, lastSignificant), height: 1, childCount: 0)
  }

  mutating func node(_ kind: SyntaxKind, token: Int, from first: Int, _ child: NodeID) -> NodeID {
    childIDs.append(child)
    return add(
      kind, token: token, from: first, to: max(first, lastSignificant), height: height(child) + 1, childCount: 1)
  }

  mutating func node(_ kind: SyntaxKind, token: Int, from first: Int, _ one: NodeID, _ two: NodeID) -> NodeID {
    childIDs.append(one)
    childIDs.append(two)
    return add(
      kind, token: token, from: first, to: max(first, lastSignificant), height: max(height(one), height(two)) + 1,
      childCount: 2)
  }

  @inline(__always)
  private func height(_ id: NodeID) -> UInt16 { id.isPresent ? nodes[Int(id.rawValue)].height : 0 }

  mutating func node(
    _ kind: SyntaxKind, token: Int, from first: Int, _ one: NodeID, _ two: NodeID, _ three: NodeID,
    _ four: NodeID? = nil
  ) -> NodeID {
    childIDs.append(one)
    childIDs.append(two)
    childIDs.append(three)
    var height = max(self.height(one), self.height(two), self.height(three))
    if let four {
      childIDs.append(four)
      height = max(height, self.height(four))
    }
    return add(
      kind, token: token, from: first, to: max(first, lastSignificant), height: height + 1,
      childCount: four == nil ? 3 : 4)
  }

  /// Stands for an expression, name or type that is missing: it covers the token before or, where the statement begins
  /// with what is missing, the next.
  mutating func missing() -> NodeID {
    let token = lastSignificant < statementStart ? position : lastSignificant
    return add(.errorExpression, token: token, from: token, to: token, height: 1, childCount: 0)
  }

  /// For a node that is made when more than its own tokens have been consumed.
  mutating func endWithLastChild(_ id: NodeID) {
    let node = nodes[Int(id.rawValue)]
    guard node.childCount > 0 else { return }
    let last = childIDs[Int(node.childStart + node.childCount) - 1]
    nodes[Int(id.rawValue)].lastToken = nodes[Int(last.rawValue)].lastToken
    nodes[Int(id.rawValue)].span.end = nodes[Int(last.rawValue)].span.end
  }

  @inline(__always)
  func firstToken(_ id: NodeID) -> Int { Int(nodes[Int(id.rawValue)].firstToken) }

  func span(_ id: NodeID) -> Span { nodes[Int(id.rawValue)].span }

  // MARK: Depth

  /// Notes that a production is entered that may hold itself; false, with a report, if it is nested too deep. The rest
  /// of the line is skipped then.
  mutating func enter() -> Bool {
    guard depth < Self.maximalDepth else {
      reportTooDeep(limit: Self.maximalDepth)
      return false
    }
    depth += 1
    return true
  }

  mutating func leave() { depth -= 1 }

  /// Whether a node may become the operand of one more operator, call or attribute.
  mutating func mayGrow(_ id: NodeID) -> Bool {
    guard nodes[Int(id.rawValue)].height >= Self.maximalHeight else { return true }
    reportTooDeep(limit: Int(Self.maximalHeight))
    return false
  }

  private mutating func reportTooDeep(limit: Int) {
    if hasReportedDepth { hasReported = true }
    hasReportedDepth = true
    report(SyntaxFinding.nestingTooDeep(limit: limit), tokens[position].span)
    skipLine()
  }
}
