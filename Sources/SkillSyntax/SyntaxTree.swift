import SkillDiagnostics

/// Names a node of one `SyntaxTree`.
@frozen
public struct NodeID: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// An optional child that is not there.
  @inlinable
  public static var absent: NodeID { NodeID(rawValue: .max) }

  @inlinable
  public var isPresent: Bool { self != .absent }
}

/// One node: its kind, the tokens it covers and where its children stand in `SyntaxTree.children`.
@frozen
public struct SyntaxNode: BitwiseCopyable, Sendable {
  public var kind: SyntaxKind
  /// How many levels of nodes there are from this one down, itself included. Bounded, so that walking a tree by
  /// recursion is safe: the parser refuses what is nested deeper.
  public var height: UInt16
  /// The token that tells most about the node (operator, name, keyword): see `SyntaxKind`.
  public var token: UInt32
  /// First and last token the node covers, inclusive.
  public var firstToken: UInt32
  public var lastToken: UInt32
  @usableFromInline var childStart: UInt32
  @usableFromInline var childCount: UInt32
  /// From the first byte of its first token to the last of its last.
  public var span: Span
}

/// Children of one node, in their order.
@frozen
public struct Children: RandomAccessCollection, Sendable {
  @usableFromInline let tree: SyntaxTree
  /// In the tree's `childIDs`.
  public let indices: Range<Int>

  @inlinable
  init(_ tree: SyntaxTree, _ indices: Range<Int>) {
    self.tree = tree
    self.indices = indices
  }

  @inlinable public var startIndex: Int { indices.lowerBound }
  @inlinable public var endIndex: Int { indices.upperBound }
  @inlinable public subscript(index: Int) -> NodeID { tree.childIDs[index] }
  @inlinable public subscript(range: Range<Int>) -> Children { Children(tree, range) }
}

/// A source file as a lossless tree in flat arrays.
///
/// The tokens and the bytes between them (white space, comments, line joins) are the whole file in order, so the text can
/// be written back exactly, whatever the bytes. The tree holds no types: `SkillSemantics` adds those beside it. Immutable, and
/// a class because it is large and goes from hand to hand.
public final class SyntaxTree: Sendable {
  public let source: SourceFile
  public let tokens: [Token]
  public let symbols: SymbolTable
  /// The `file` node.
  public let root: NodeID
  /// Whether any comprehension or generator stands in the file.
  public let hasComprehensions: Bool
  @usableFromInline let nodes: [SyntaxNode]
  @usableFromInline let childIDs: [NodeID]

  init(
    source: SourceFile, tokens: [Token], symbols: SymbolTable, root: NodeID, nodes: [SyntaxNode],
    childIDs: [NodeID], hasComprehensions: Bool
  ) {
    self.source = source
    self.tokens = tokens
    self.symbols = symbols
    self.root = root
    self.nodes = nodes
    self.childIDs = childIDs
    self.hasComprehensions = hasComprehensions
  }

  /// Number of nodes: ids are below it, so arrays indexed by `NodeID.rawValue` can stand beside the tree.
  @inlinable
  public var nodeCount: Int { nodes.count }

  @inlinable
  public subscript(_ id: NodeID) -> SyntaxNode { nodes[Int(id.rawValue)] }

  @inlinable
  public func kind(_ id: NodeID) -> SyntaxKind { nodes[Int(id.rawValue)].kind }

  /// The children, in the order that `SyntaxKind` documents.
  @inlinable
  public func children(_ id: NodeID) -> Children {
    let node = nodes[Int(id.rawValue)]
    return Children(self, Int(node.childStart)..<Int(node.childStart &+ node.childCount))
  }

  @inlinable
  public func childCount(_ id: NodeID) -> Int { Int(nodes[Int(id.rawValue)].childCount) }

  /// The child in a fixed slot. Cost: O(1).
  @inlinable
  public func child(_ id: NodeID, _ slot: Int) -> NodeID {
    childIDs[Int(nodes[Int(id.rawValue)].childStart) + slot]
  }

  /// From the first byte of the node's first token to the last of its last.
  @inlinable
  public func span(_ id: NodeID) -> Span {
    nodes[Int(id.rawValue)].span
  }

  /// The interned identifier of a node whose main token is a name.
  @inlinable
  public func symbol(_ id: NodeID) -> Symbol { tokens[Int(nodes[Int(id.rawValue)].token)].symbol }

  /// What stands between a token and the one before it: white space, comments, line ends inside brackets.
  public func trivia(before token: Int) -> Span {
    Span(token == 0 ? 0 : tokens[token - 1].end, tokens[token].start)
  }
}
